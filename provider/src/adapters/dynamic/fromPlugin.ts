// A resource that the plugin has run so far. Its state has everything but the text that the dynamic host runs, without which nothing
// could refresh or delete it. So its first update writes that; where nothing else has changed, it sends nothing.
import type { Values } from "../../core/contract";
import { type Kind, tokenOf } from "../../core/schema";
import { declaredIn } from "../../operations/outputs";
import { definitions } from "../../resources";
import { isPendingStatus } from "../../waiting/poll";
import { bare, PROVIDER } from "../hidden";
import { knownFrom, outsFrom } from "./state";

/** Are these values of a state that the plugin wrote? */
export function isFromPlugin(values: Values): boolean {
  return Object.keys(values).length > 0 && !(PROVIDER in values);
}

/**
 * Can it be taken over as it is? What the plugin could not bring to its end is still to be waited for, as it would be with the plugin; a
 * state does not say so otherwise.
 */
export function isAtRest(kind: Kind, { status }: Values, { waitFor }: Values): boolean {
  if (status === undefined || status === definitions[tokenOf(kind)].idleStatus) return true;
  if (waitFor === "active" && status !== "ACTIVE") return false;
  return typeof status === "string" && status !== "ERROR" && !isPendingStatus(status);
}

/** The outputs as this adapter keeps them; `news`: the inputs, which mean the same as before. */
export function takenOver(olds: Values, news: Values): Record<string, unknown> {
  const { outputs, memo } = knownFrom(olds);
  return outsFrom({ outputs, memo: { ...memo, declared: declaredIn(bare(news)) } }, news);
}
