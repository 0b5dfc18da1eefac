// How the dynamic host keeps what the contract has apart from inputs and outputs: as hidden values among them, whose names begin like
// Pulumi's own `__provider`. States hold these names for ever.
import type { Known, Operation, Stored, Values } from "../../core/contract";
import { InitFailedError } from "../../core/errors";
import { generatedName, isGenerated, namesFor, PATH, resourcePath, STACK } from "../autoname";
import { bare, DECLARED, HOST, memoIn, PROVIDER, RESETTING, UNAPPLIED } from "../hidden";

/**
 * The text that Pulumi keeps in every state and runs for every call. It is the same for ever and knows only a name:
 * the code behind it is that of the installed package, also for states of older versions.
 */
export function providerText(kind: string): string {
  return `exports.handler = () => require("pulumi-vpnaas/provider").handler("${kind}");`;
}

/** Where a program declares a resource. */
interface Declared {
  /** `organization/project/stack`. */
  readonly stack: string;
  /** Types of the parents but the stack, outermost first. */
  readonly parents: readonly string[];
  /** The logical name. */
  readonly name: string;
}

/** Inputs with a name, and with the hidden ones that a create asks for. */
export function declaredInputs(kind: string, inputs: Values, { stack, parents, name }: Declared): Values {
  const path = resourcePath(parents, name);
  return { ...inputs, name: inputs.name ?? generatedName(stack, kind, path), [STACK]: stack, [PATH]: path };
}

/** The hidden inputs among values; they stand among the outputs, too, since a read is given outputs only. */
export function hiddenInputs({ [STACK]: stack, [PATH]: path }: Values): Record<string, string> {
  return {
    ...(typeof stack === "string" ? { [STACK]: stack } : {}),
    ...(typeof path === "string" ? { [PATH]: path } : {}),
  };
}

/** What a state holds of an object. */
export function knownFrom(outs: Values, inputs?: Values): Known {
  return { inputs: inputs === undefined ? undefined : bare(inputs), outputs: bare(outs), memo: memoIn(outs) };
}

/** The outputs as a state holds them. `source`: inputs or outputs of the resource, with the hidden inputs. */
export function outsFrom({ outputs, memo }: Stored, source: Values): Record<string, unknown> {
  const { declared, resetting, unapplied, host } = memo;
  return {
    ...outputs,
    ...hiddenInputs(source),
    ...(declared === undefined ? {} : { [DECLARED]: declared }),
    ...(resetting === undefined ? {} : { [RESETTING]: resetting }),
    ...(unapplied === undefined ? {} : { [UNAPPLIED]: unapplied }),
    ...(host === undefined ? {} : { [HOST]: host }),
  };
}

/** What the hidden inputs of a resource of this kind say of a call. */
export function originIn(values: Values, kind: string): Pick<Operation, "stack" | "path" | "autoname"> {
  const { [STACK]: stack, [PATH]: path } = hiddenInputs(values);
  const autoname = {
    // Each name costs a hash, and few operations ask for them.
    get names() {
      return namesFor(values, kind);
    },
    has: (name: unknown) => isGenerated({ ...values, name }, kind),
  };
  return { stack, path, autoname };
}

/** The same error as the dynamic host takes it: it reads `properties`. */
export class HostInitFailure extends InitFailedError {
  /** The full outputs of the object. */
  readonly properties: Record<string, unknown>;

  constructor({ message, id, stored, reasons }: InitFailedError, source: Values) {
    super({ message, id, stored, reasons });
    // The host adds its text to results, but not to these: without it, nothing could ever read or delete that object again.
    this.properties = { ...outsFrom(stored, source), [PROVIDER]: source[PROVIDER] };
    // They hold the psk: the host reads them by name, but nothing that prints the error may show them.
    Object.defineProperty(this, "properties", { enumerable: false });
  }
}
