// Who runs the resources of a program: the dynamic provider or, where the stack configuration says `vpnaas:plugin: true`, the native
// plugin. Inputs, outputs and ids are the same, so a stack may go from the one to the other: each class also names what it is
// called by the other of the two, where the state may still have it.
import * as pulumi from "@pulumi/pulumi";
import {
  DYNAMIC_PACKAGE,
  declaredInputs,
  dynamicType,
  isPluginWanted,
  leaveToPlugin,
  leaveToProvider,
  NATIVE_PACKAGE,
  nativeType,
  PROVIDER,
  providerText,
  SETTINGS,
  warnInProgram,
  warnOfArguments,
} from "../../../provider/src";
import { comparePlaces } from "./ownPlace";
import { requirePlugin } from "./pluginPlace";
import { userError } from "./userError";

type Values = Readonly<Record<string, unknown>>;

/** A resource as the program declares it. */
interface DeclaredResource {
  readonly kind: string;
  readonly name: string;
  readonly inputs: Values;
  readonly options: pulumi.CustomResourceOptions;
}

/** How the classes register with one of the two. */
export interface Engine {
  /** The package that explicit providers belong to. */
  readonly packageName: string;
  typeOf(kind: string): string;
  /** The inputs that are registered for a resource. The first one looks whether the engine is there, and throws if it is not. */
  inputsOf(declared: DeclaredResource): Values;
  /** The arguments that are registered for the explicit provider with that name. */
  argumentsOf(args: Values, name: string): Values;
}

const DYNAMIC: Engine = {
  packageName: DYNAMIC_PACKAGE,
  typeOf: dynamicType,
  inputsOf(declared) {
    comparePlaces();
    warnInProgram();
    leaveToProvider();
    return { ...named(declared), [PROVIDER]: providerText(declared.kind) };
  },
  // All dynamic resources share Pulumi's own package; only the prefix says whose settings these are.
  argumentsOf(args, name) {
    warnOfArguments(name, args);
    return Object.fromEntries(Object.entries(args).map(([key, value]) => [`${NATIVE_PACKAGE}:${key}`, value]));
  },
};

// It names what the program does not name, and is told stack and parents.
const NATIVE: Engine = {
  packageName: NATIVE_PACKAGE,
  typeOf: nativeType,
  inputsOf({ inputs }) {
    if (!isPlugin) requirePlugin();
    leaveToPlugin();
    leaveToProvider();
    return inputs;
  },
  // As every SDK of Pulumi's does it: what is no text goes to a provider as JSON.
  argumentsOf(args) {
    requirePlugin();
    return Object.fromEntries(Object.entries(args).map(([key, value]) => [key, isText(key) ? value : json(value)]));
  },
};

let isPlugin = false;

/** In the plugin's own process there is nothing to choose, and no plugin to look for. */
export function runInPlugin(): void {
  isPlugin = true;
}

const chosen = new WeakMap<pulumi.Resource, Engine>();

/** The engine that the configuration of the stack asks for. Throws where that is neither yes nor no. */
export function engineOfStack(): Engine {
  if (isPlugin) return NATIVE;
  // A program may have thousands of resources, and each look parses the whole configuration. A process may have several stacks.
  const stack = pulumi.runtime.getStackResource();
  const engine = (stack && chosen.get(stack)) ?? wantedEngine();
  if (stack !== undefined) chosen.set(stack, engine);
  return engine;
}

/** The options of a resource of that kind, with what it and its aliases are called by the other provider. */
export function withOtherNames<Options extends pulumi.ResourceOptions>(
  options: Options,
  namesOf: (engine: Engine) => string,
): Options {
  const engine = engineOfStack();
  const [own, other] = [engine, engine === NATIVE ? DYNAMIC : NATIVE].map(namesOf) as [string, string]; // two from two
  const { aliases = [] } = options;
  return {
    ...options,
    aliases: [{ type: other }, ...aliases, ...aliases.map((alias) => swapped(alias, [own, other]))],
  };
}

/** Is that the type of a kind, whoever runs it? */
export function isTypeOf(type: unknown, kind: string): boolean {
  return [DYNAMIC, NATIVE].some((engine) => engine.typeOf(kind) === type);
}

type AliasInput = pulumi.Input<pulumi.URN | pulumi.Alias>;
type Types = readonly [own: string, other: string];

// A resource may get another name in the very run in which the stack goes from one to the other.
function swapped(alias: AliasInput, types: Types): AliasInput {
  if (pulumi.Output.isInstance(alias) || alias instanceof Promise)
    return pulumi.output(alias).apply((known) => swappedNow(known, types));
  return swappedNow(alias, types);
}

function swappedNow(alias: pulumi.URN | pulumi.Alias, [own, other]: Types): pulumi.URN | pulumi.Alias {
  const swap = (text: string) => text.replace(own, "\0").replace(other, own).replace("\0", other);
  if (typeof alias === "string") return swap(alias);
  const { type } = alias;
  if (type === undefined) return { ...alias, type: other };
  return { ...alias, type: pulumi.output(type).apply(swap) };
}

function wantedEngine(): Engine {
  const text = new pulumi.Config(NATIVE_PACKAGE).get("plugin");
  const isNative = isPluginWanted(text);
  if (isNative === undefined)
    throw userError(`The setting vpnaas:plugin is ${JSON.stringify(text)}. Write true or false`);
  return isNative ? NATIVE : DYNAMIC;
}

// A resource that is only looked up (`get`) has no inputs.
function named({ kind, name, inputs, options }: DeclaredResource): Values {
  if (options.id !== undefined) return inputs;
  const stack = [organization(), pulumi.getProject(), pulumi.getStack()].join("/");
  return declaredInputs(kind, inputs, { stack, parents: typesAbove(options.parent), name });
}

// As Pulumi forms the URN: the types of all parents but the stack, outermost first. The URN itself is an output, and a name
// that waits for it would make a child depend on its parent, and thereby on its own siblings.
function typesAbove(parent: pulumi.Resource | undefined): string[] {
  const types: string[] = [];
  for (let each: unknown = parent; typeof each === "object" && each !== null; ) {
    const { __pulumiType: type, __parentResource: above } = each as {
      __pulumiType?: unknown;
      __parentResource?: unknown;
    }; // set by Pulumi on every resource
    if (typeof type === "string" && type !== "pulumi:pulumi:Stack") types.unshift(type);
    each = above;
  }
  return types;
}

// Under the mocks of a unit test there may be none.
function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "organization";
  }
}

function isText(name: string): boolean {
  return SETTINGS.some(({ type, ...setting }) => setting.name === name && type !== "boolean" && type !== "integer");
}

// What is no text among the settings is a boolean or a number.
function json(value: unknown): pulumi.Output<string> {
  return pulumi.output(value as pulumi.Input<boolean | number>).apply((known) => JSON.stringify(known));
}
