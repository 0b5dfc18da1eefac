// What the state of a stack holds: asked of the CLI that runs this provider, since the engine does not tell a provider.

import { StateUnreadable } from "../context";
import type { StackState, StateEntry } from "../core/contract";
import { reasonOf } from "../core/errors";
import { isRecord } from "../core/record";
import { kindOfType } from "../core/schema";
import { generatedName, namesFor, readUrn } from "./autoname";
import { type CliAbove, cliAbove } from "./cliAbove";
import { CommandMissing, CommandTooSlow, readPrinted, runPulumi } from "./pulumiCommand";

/** Milliseconds in which others who ask join in: an export costs a process that reads the whole state. */
const GATHERING = 200;
/** Milliseconds that an export may take. */
const TIME_LIMIT = 60_000;

/** How the state is asked for. */
interface StateSourceOptions {
  readonly gathering?: number;
  readonly timeLimit?: number;
}

/** Asks for states: once for all who ask at about the same time, and for no more than one at once. */
export function createStateSource({ gathering = GATHERING, timeLimit = TIME_LIMIT }: StateSourceOptions = {}) {
  const waiting = new Map<string, Promise<StackState>>();
  let last: Promise<unknown> = Promise.resolve();

  async function ask(stack: string): Promise<StackState> {
    await Promise.all([last.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, gathering))]);
    // Whoever comes from now on may have begun a creation that this export does not show.
    waiting.delete(stack);
    const question = exportState(stack, timeLimit);
    last = question;
    return question;
  }

  /**
   * The state of `organization/project/stack`, or of `project/stack` where the organization is not known, at a moment after the call.
   * Rejects with an Error that says what to do; with
   * StateUnreadable where a moment later it may be readable: the run that asks rewrites it meanwhile, so that in a backend of
   * files it is cut off or empty for moments.
   */
  return function stateOfStack(stack: string): Promise<StackState> {
    const asked = waiting.get(stack) ?? ask(stack);
    waiting.set(stack, asked);
    return asked;
  };
}

/** The state of a stack, for all clouds of this process. */
export const stateOfStack = createStateSource();

async function exportState(stack: string, timeLimit: number): Promise<StackState> {
  const cli = cliAbove();
  const { program, folder, environment } = cli;
  const args = ["stack", "export", ...choiceOf(stack, cli)];
  try {
    const state = stateIn(await runPulumi({ args, folder, environment, program, timeLimit }), performance.timeOrigin);
    refuseOther(state, stack);
    return state;
  } catch (error) {
    const hint = `Run \`pulumi ${args.join(" ")}\` in ${folder} to see why`;
    const message = `${reasonOf(error)}. ${hint}`;
    if (error instanceof CommandMissing || error instanceof CommandTooSlow) throw new Error(message);
    throw new StateUnreadable(message);
  }
}

// Without its organization, the name of a stack may mean one of another organization: then the choice of the CLI above is repeated.
function choiceOf(stack: string, { stackFlag }: CliAbove): string[] {
  const [, name, ...rest] = stack.split("/");
  if (name === undefined || rest.length > 0) return ["--stack", stack];
  if (stackFlag === "unknown") return ["--stack", name];
  return stackFlag === undefined ? [] : ["--stack", stackFlag];
}

// The user may have selected another stack since this run began.
function refuseOther({ resources }: StackState, stack: string): void {
  const [project, name, ...rest] = stack.split("/");
  const isOther = ({ urn }: StateEntry) => !urn.startsWith(`urn:pulumi:${name}::${project}::`);
  if (rest.length === 0 && resources.some(isOther))
    throw new Error(`pulumi stack export printed the state of another stack than ${stack}`);
}

/** What `pulumi stack export` printed; `since`: when this run began (ms since 1970). Throws if that is not the state of a stack. */
export function stateIn(text: string, since: number): StackState {
  const exported = readPrinted(text, "pulumi stack export");
  const deployment = isRecord(exported) ? exported.deployment : undefined;
  if (!isRecord(deployment)) throw new Error("pulumi stack export printed no state");
  const pending = (operation: string) =>
    listOf(deployment.pending_operations)
      .filter(({ type }) => type === operation)
      .flatMap(({ resource }) => (isRecord(resource) ? entryOf(resource) : []));
  const { manifest } = deployment;
  const written = isRecord(manifest) ? Date.parse(String(manifest.time)) : Number.NaN;
  return {
    // What a program only looks up stands there, too.
    resources: listOf(deployment.resources)
      .filter(({ external }) => external !== true)
      .flatMap(entryOf),
    pendingCreates: pending("creating"),
    pendingUpdates: pending("updating"),
    isOfThisRun: !(written < since),
  };
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function entryOf({ urn, type, id, inputs, parent }: Record<string, unknown>): StateEntry[] {
  if (typeof urn !== "string") return [];
  const { stack, path } = readUrn(urn);
  const kind = kindOfType(type);
  const own = isRecord(inputs) ? inputs : {};
  return [
    {
      urn,
      path,
      ...(typeof parent === "string" ? { parent } : {}),
      kind,
      id: typeof id === "string" && id !== "" ? id : undefined,
      inputs: own,
      // Each name costs a hash: of a large state few are looked at.
      get autonames() {
        if (kind === undefined) return [];
        const isNative = String(type).startsWith("vpnaas:");
        return [...namesFor(own, kind), ...(isNative ? [generatedName(stack, kind, path)] : [])];
      },
    },
  ];
}
