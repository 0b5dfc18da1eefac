// The life of a status after a write: pending, for a number of reads or until a test ends it, then settled.
// Which transition applies is data in model.ts; who may write is decided elsewhere.
import { runAgent } from "./agent";
import type { CollectionName, PendingWrite, State, Transition, Transitions, WireObject } from "./model";

/** Starts the transition of a write on a stored connection. Without a pending phase the end is reached at once. */
export function begin(state: State, action: keyof Transitions, object: WireObject): void {
  const transition = state.transitions[action];
  const id = String(object.id);
  if (transition.pending === undefined) {
    state.pending.delete(id);
    if (action === "delete" && transition.to === "GONE") state.collections.connections.delete(id);
    else if (action !== "update") object.status = transition.to;
    if (action === "create") startService(state, object);
    return;
  }
  wait(state, object, { action, transition, to: settledStatus(state, action, object) });
}

/** Starts the transition of a PUT on a stored service; without a pending phase the status stays as it is. */
export function beginServiceUpdate(state: State, service: WireObject): void {
  const transition = state.serviceTransitions.update;
  if (transition.pending !== undefined) wait(state, service, { action: "update", transition, to: transition.to });
}

/** Call after the reply of a write was composed: a transition of no reads settles now. */
export function afterWrite(state: State, id: string): void {
  const write = state.pending.get(id);
  if (write !== undefined && isCounted(write) && write.readsLeft <= 0) settle(state, id);
}

/** Call after a reply that showed the object was composed: counts one read. */
export function countRead(state: State, id: string): void {
  const write = state.pending.get(id);
  if (write === undefined || !isCounted(write)) return;
  write.readsLeft -= 1;
  if (write.readsLeft <= 0) settle(state, id);
}

/** Begins every late pending phase, and settles every timed transition, whose time has come. */
export function settleDue(state: State): void {
  const now = state.now();
  runAgent(state);
  for (const [id, write] of state.pending) {
    if (write.begins !== undefined && write.begins.at <= now) {
      const object = findAnywhere(state, id);
      if (object !== undefined) object.status = write.begins.status;
      write.begins = undefined;
    }
    if (write.dueAt !== undefined && !write.hold && write.dueAt <= now) settle(state, id);
  }
}

/** Ends the pending phase of an object, with the given status or the one of its transition. Throws on an unknown id. */
export function settle(state: State, id: string, status?: string): void {
  const write = state.pending.get(id);
  state.pending.delete(id);
  const object = findAnywhere(state, id);
  if (object === undefined) {
    if (write !== undefined) return;
    throw new Error(`The emulator holds no object ${id} that could be settled.`);
  }
  if (status === undefined && write?.action === "delete" && write.to === "GONE") {
    state.collections.connections.delete(id);
    return;
  }
  object.status = status ?? write?.to ?? object.status;
  startService(state, object);
}

function wait(
  state: State,
  object: WireObject,
  write: { action: keyof Transitions; transition: Transition; to: string },
): void {
  const { pending = "", reads, hold, milliseconds, beginsAfter } = write.transition;
  const now = state.now();
  const begins = beginsAfter === undefined ? undefined : { at: now + beginsAfter, status: pending };
  object.status = begins === undefined ? pending : (object.status ?? null);
  const dueAt = milliseconds === undefined ? undefined : now + milliseconds;
  state.pending.set(String(object.id), { action: write.action, readsLeft: reads, to: write.to, hold, dueAt, begins });
}

// Only a phase that has begun, and that reads end, is brought nearer to its end by them.
function isCounted({ hold, dueAt, begins }: PendingWrite): boolean {
  return !hold && dueAt === undefined && begins === undefined;
}

function settledStatus(state: State, action: keyof Transitions, object: WireObject): string {
  const { to } = state.transitions[action];
  // An OTC connection that is administratively down has been seen FROZEN.
  const freezes = state.dialect === "otc" && object.admin_state_up === false && ["DOWN", "ACTIVE"].includes(to);
  return freezes ? "FROZEN" : to;
}

// Upstream a service stays PENDING_CREATE until its first connection is served.
function startService(state: State, connection: WireObject): void {
  const service = state.collections.vpnservices.get(String(connection.vpnservice_id));
  const isServed = connection.status === "ACTIVE" || connection.status === "DOWN";
  if (service?.status === "PENDING_CREATE" && isServed) service.status = "ACTIVE";
}

function findAnywhere(state: State, id: string): WireObject | undefined {
  const names: CollectionName[] = ["connections", "vpnservices", "ikepolicies", "ipsecpolicies", "endpointGroups"];
  for (const name of names) {
    const object = state.collections[name].get(id);
    if (object !== undefined) return object;
  }
  return undefined;
}
