// What a state holds of a resource besides inputs and outputs. The dynamic host keeps it as hidden values among them, whose names begin
// like Pulumi's own `__provider`; states hold these names for ever. The native plugin keeps it in one output with a name of its own.
// Every verb of either adapter ignores both, since a stack may move from one to the other.
import type { Memo, Values } from "../core/contract";
import { isRecord } from "../core/record";
import { PATH, STACK } from "./autoname";

/** Input and output that holds the text which the host runs. Pulumi's own. */
export const PROVIDER = "__provider";

/** Output with the names of the declared inputs: a read is given outputs only, and must not report what the program never declared. */
export const DECLARED = "__inputs";
export const RESETTING = "__resetting";
export const UNAPPLIED = "__unapplied";
export const HOST = "__host";

/** Output with what the native plugin has to remember; there only if there is something. */
export const NOTES = "providerNotes";

const HIDDEN: readonly string[] = [PROVIDER, STACK, PATH, DECLARED, RESETTING, UNAPPLIED, HOST, NOTES];

/** Values without the hidden ones. */
export function bare(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !HIDDEN.includes(name)));
}

/** What either adapter has noted in the outputs of a state. */
export function memoIn(outs: Values): Memo {
  const { [DECLARED]: declared, [RESETTING]: resetting, [UNAPPLIED]: unapplied, [HOST]: host, [NOTES]: notes } = outs;
  if (isRecord(notes)) return { ...textsOf("declared", declared), ...noted(notes) };
  return { ...textsOf("declared", declared), ...noted({ resetting, unapplied, host }) };
}

function noted({ resetting, unapplied, host }: Values): Memo {
  return {
    ...textsOf("resetting", resetting),
    ...(unapplied === true ? { unapplied } : {}),
    ...(typeof host === "string" ? { host } : {}),
  };
}

function textsOf(name: "declared" | "resetting", value: unknown): Memo {
  return Array.isArray(value) ? { [name]: value.filter((each) => typeof each === "string") } : {};
}
