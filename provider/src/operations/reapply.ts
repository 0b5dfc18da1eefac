// Makes a changed policy effective where the cloud takes it over only with an update of the connections that use it.
import type { Item } from "../api/collection";
import { awaitedOf, type Context, describe, type Subject } from "../context";
import type { Known } from "../core/contract";
import { reasonOf } from "../core/errors";
import { resourceSpec } from "../core/schema";
import { type Comparison, differs, outputsOf } from "../core/wire";
import { type Dependent, dependentsOf, nameDependents } from "../dependents";
import type { Ownership } from "../recovery";
import type { TouchRequest } from "../waiting/jointTouch";
import { orStopped } from "../waiting/poll";
import type { Job } from "./outputs";
import { put } from "./put";
import { initFailure, limitOf, settle } from "./settle";

// They say nothing about how packets are handled.
const COSMETIC: readonly string[] = ["name", "description"];

const AGAIN =
  "It is kept in the state. See at the service what is wrong with the connection, then run `pulumi up` again: it updates the " +
  "connections that use it again";
const AFTER_STOP = "It is kept in the state. Run `pulumi up` again: it updates the connections that use it";

/**
 * Does an update of an object from what the state holds have to be followed by one of the connections that use it? No `changed` inputs
 * mean that an earlier run failed, perhaps here.
 */
export function needsReapply(
  { definition, context }: Pick<Job, "definition"> & { context: Context },
  changed: readonly string[],
  { memo }: Known,
): boolean {
  if (!definition.dialects[context.settings.dialect].isReapplied) return false;
  return memo.unapplied === true || changed.length === 0 || changed.some((name) => !COSMETIC.includes(name));
}

/**
 * Updates each connection that uses the object by sending a field with the value it has. Rejects with InitFailedError: the object
 * itself is changed already.
 */
export async function reapply(job: Job, item: Item): Promise<void> {
  const { jointTouch, signal } = job.context;
  try {
    const dependents = await orStopped(dependentsOf(job), signal);
    if (dependents.length === 0) return;
    job.context.log(
      `${describe(job, job.inputs.name)} has changed; updating what uses it: ${nameDependents(dependents)}`,
    );
    const touched = await Promise.allSettled(
      dependents.map((dependent) => jointTouch.touch(requestOf(job, dependent))),
    );
    const failures = touched.filter((each) => each.status === "rejected").map(({ reason }) => reasonOf(reason));
    // Only now: nothing goes on behind the back of an operation that has ended.
    if (failures.length > 0) throw new Error(failures.join("; "));
  } catch (error) {
    const reason = `${describe(job, job.inputs.name)} was changed, but a connection did not take it over: ${reasonOf(error)}`;
    throw initFailure(job, item, reason, signal.aborted ? AFTER_STOP : AGAIN);
  }
}

/** What a read has found: what the state holds, and how the service shows it. */
export interface Seen {
  readonly known: Known;
  readonly comparisons: readonly Comparison[];
  readonly owners: Ownership;
}

/**
 * Whether connections have still to take over what a read has found: the state says so, or a run was killed behind its PUT. Of any
 * other change at the service that is unknown, so the user is told.
 */
export async function isLeftUnapplied(subject: Subject, { known, comparisons, owners }: Seen): Promise<boolean> {
  const { definition, context, id } = subject;
  if (known.memo.unapplied === true) return true; // only an update of the connections ends it
  if (!definition.dialects[context.settings.dialect].isReapplied) return false;
  const drifted = new Set(comparisons.filter(differs).map(({ name }) => name));
  const changed = Object.keys(resourceSpec(definition.token).inputProperties).filter(
    (name) => !COSMETIC.includes(name) && drifted.has(name) && known.outputs[name] !== undefined,
  );
  if (changed.length === 0) return false;
  if ((await owners.killedUpdateOf(id, context)) !== undefined) return true;
  context.log(
    `${describe(subject, outputsOf(comparisons).name)}: ${changed.join(", ")} changed at the service. Should the program follow, update the ` +
      "connections that use it by hand, if that is not done: on this cloud they take a policy over only with an update of their own",
  );
  return false;
}

function requestOf(job: Job, dependent: Dependent): TouchRequest {
  const { name, ikepolicy_id, ipsecpolicy_id } = dependent.item;
  const partner = [ikepolicy_id, ipsecpolicy_id].find((id) => id !== job.id);
  return {
    connection: dependent.id,
    policy: job.id,
    partner: typeof partner === "string" ? partner : undefined,
    subject: describe(dependent, name),
    awaited: awaitedOf(dependent, name, "ready for an update"),
    log: job.context.log,
    signal: job.context.signal,
    deadline: job.deadline,
    limit: limitOf(job),
    act: () => touch(job, dependent),
  };
}

// The manual does not say which field makes a connection take a policy over; this one has a backend behind it and always a value.
async function touch({ deadline }: Job, { definition, context, id, item }: Dependent): Promise<void> {
  const inputs = { name: item.name, adminStateUp: item.admin_state_up !== false };
  const job: Job = { definition, context, id, inputs, purpose: "updated", deadline };
  const written = await put(job, ["adminStateUp"]);
  if (written.tag === "accepted") await settle(job, written.reply);
}
