// What the verbs of the core say, as the engine takes it: differences with their paths, outputs of a preview, and failures.

import type { Change, Changes, Failure, Memo, Stored, Values } from "../../core/contract";
import { changedNames } from "../../core/diff";
import { InitFailedError } from "../../core/errors";
import { resourceSpec, secretInputs, type Token } from "../../core/schema";
import { UNKNOWN } from "../../core/unknown";
import { NOTES } from "../hidden";
import { pack, type Secrets, secretNames } from "./bags";
import { type Bag, messages, type ProviderMessages } from "./rpc";
import { CallFailed } from "./unary";

/** Inputs that were checked. No failure names its property: the engine would print the value. */
export function checkAnswer(inputs: Bag, failures: readonly Failure[]): ProviderMessages.CheckResponse {
  const answer = new messages.CheckResponse();
  answer.setInputs(inputs);
  for (const { reason } of failures) {
    const failure = new messages.CheckFailure();
    failure.setReason(reason);
    answer.addFailures(failure);
  }
  return answer;
}

/** What an update would do. */
export function diffAnswer({ changes, isUnapplied, deleteFirst }: Changes): ProviderMessages.DiffResponse {
  const answer = new messages.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  answer.setChanges(changes.length > 0 || isUnapplied ? DIFF_SOME : DIFF_NONE);
  answer.setDiffsList(changedNames(changes));
  answer.setReplacesList(changedNames(changes.filter(({ replaces }) => replaces)));
  answer.setDeletebeforereplace(deleteFirst);
  answer.setHasdetaileddiff(true);
  for (const change of changes) {
    const difference = new messages.PropertyDiff();
    difference.setKind(kindOfDifference(change));
    answer.getDetaileddiffMap().set(change.path, difference);
  }
  return answer;
}

function kindOfDifference({ kind, replaces }: Change): ProviderMessages.PropertyDiff.Kind {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = messages.PropertyDiff.Kind;
  switch (kind) {
    case "add":
      return replaces ? ADD_REPLACE : ADD;
    case "delete":
      return replaces ? DELETE_REPLACE : DELETE;
    case "update":
      return replaces ? UPDATE_REPLACE : UPDATE;
  }
}

/** Outputs of a creation that is only previewed: what the program says stands, all else is not known yet. */
export function previewOfCreate(token: Token, inputs: Values): Record<string, unknown> {
  const names = Object.keys(resourceSpec(token).properties);
  return Object.fromEntries(names.map((name) => [name, inputs[name] ?? UNKNOWN]));
}

/** The same of an update: what it does not touch stays as it is. A removed input falls back to what the service makes of it. */
export function previewOfUpdate(
  token: Token,
  { outputs, news, changes }: { outputs: Values; news: Values; changes: readonly Change[] },
): Record<string, unknown> {
  const { properties } = resourceSpec(token);
  const isOwn = ([name]: readonly [string, unknown]) => name in properties;
  const [kept, said] = [Object.entries(outputs).filter(isOwn), Object.entries(news).filter(isOwn)];
  const removed = changes.filter(({ kind, path }) => kind === "delete" && news[path] === undefined);
  const open = [...removed.map(({ path }) => path), ...("status" in properties ? ["status"] : [])];
  return {
    ...Object.fromEntries([...kept, ...said]),
    ...Object.fromEntries(open.map((name) => [name, UNKNOWN])),
  };
}

/** The outputs as a state holds them. `marks`: where the inputs hold secrets. */
export function storedBag(token: Token, { outputs, memo }: Stored, ...marks: readonly Secrets[]): Bag {
  return pack({ ...outputs, ...notesOf(memo) }, secretNames(secretInputs(token)), ...marks);
}

// The declared inputs need no note: the engine hands the old inputs to every verb.
function notesOf({ resetting, unapplied, host }: Memo): Record<string, unknown> {
  const notes = { resetting, unapplied, host };
  return Object.values(notes).some((note) => note !== undefined) ? { [NOTES]: notes } : {};
}

/** The outputs of what `act` writes, as the state holds them; also where it fails and the object exists all the same. */
export async function written<T extends Stored>(
  act: () => Promise<T>,
  token: Token,
  ...marks: readonly Secrets[]
): Promise<{ readonly done: T; readonly outputs: Bag }> {
  try {
    const done = await act();
    return { done, outputs: storedBag(token, done, ...marks) };
  } catch (error) {
    throw error instanceof InitFailedError ? new CallFailed(error, storedBag(token, error.stored, ...marks)) : error;
  }
}
