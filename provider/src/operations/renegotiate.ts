// Takes a connection down and up again, so that its two sides negotiate with what an update has changed.
//
// What could go wrong, and the order of steps:
// 1. The agent behind the API applies what the database holds when it looks, some time after a write: "down" and "up" too soon after
//    each other are nothing to it. So "up" is sent only once the service says DOWN, which it does by the agent's own report.
// 2. Whatever ends that wait, "up" is sent: no failure and no cancellation leaves the connection down. If that fails, the state says
//    so (`adminStateUp` false), so that the next preview shows it; after a kill the change itself is still due.
// 3. Until DOWN was seen, the state keeps that the negotiation is due (`unapplied`).
import type { Item } from "../api/collection";
import { describe, type Subject } from "../context";
import type { Known } from "../core/contract";
import { wantsRenegotiation } from "../core/diff";
import { ApiError, InitFailedError, reasonOf } from "../core/errors";
import { differs } from "../core/wire";
import { PENDING_PAUSE, STOPPED, statusOf, WaitEnded, waitUntilSettled } from "../waiting/poll";
import type { Before, Job } from "./outputs";
import { put } from "./put";
import type { Seen } from "./reapply";
import { initFailure, limitOf, settle, waiting } from "./settle";

/** Milliseconds within which the agent has reported that the tunnel is down: three of its reports, one a minute. */
const DOWN_WITHIN = 180_000;
/** The same for an agent to apply what it has nothing to report of, since the tunnel was down already. */
const APPLIED_WITHIN = 10_000;

const AGAIN = "It is kept in the state, and is up. Run `pulumi up` again: it takes the tunnel down and up";
const STILL_DOWN = "Nothing goes through it. It is kept in the state: run `pulumi up` again, which puts it up";
const COMES_WITH = "The new negotiation begins only with traffic through the tunnel, or when the other side initiates.";

/** A job that an update starts. */
type Update = Job & { readonly before: Before };

/** The reply to the write of what changed, undefined where a run before made it, and the fields that it sent. */
interface Changed {
  readonly reply: Item | undefined;
  readonly fields: readonly string[];
}

/** Has an update from what the state holds to be followed by a new negotiation? */
export function needsRenegotiation(
  { definition, context, inputs }: Pick<Job, "definition" | "context" | "inputs">,
  changed: readonly string[],
  { memo }: Known,
): boolean {
  const { dialect } = context.settings;
  if (!wantsRenegotiation(definition, { inputs, dialect })) return false;
  return memo.unapplied === true || negotiatedOf({ definition, context }).some((name) => changed.includes(name));
}

function negotiatedOf({ definition, context }: Pick<Job, "definition" | "context">): readonly string[] {
  return definition.dialects[context.settings.dialect].negotiated ?? [];
}

/**
 * Whether the two sides have still to negotiate what a read has found: a run was killed that was to make them do so, behind its first
 * write. A key that is due is not seen here; its change itself is then still to be made.
 */
export async function isLeftUnnegotiated(subject: Subject, { known, comparisons, owners }: Seen): Promise<boolean> {
  const { definition, context, id } = subject;
  const names = [...negotiatedOf(subject), "adminStateUp"];
  const drifted = comparisons.filter((each) => differs(each) && names.includes(each.name));
  if (negotiatedOf(subject).length === 0 || drifted.every(({ name }) => known.outputs[name] === undefined))
    return false;
  const { dialect } = context.settings;
  const killed = await owners.killedUpdateOf(id, context);
  return killed !== undefined && wantsRenegotiation(definition, { inputs: killed.inputs, dialect });
}

/**
 * Takes the tunnel down and up; returns the object, settled. Rejects with InitFailedError, or as it was rejected where nothing at all has
 * been written.
 */
export async function renegotiate(job: Update, { reply, fields }: Changed): Promise<Item> {
  const { clock, log } = job.context;
  const name = describe(job, job.inputs.name);
  log(`${name}: its tunnel is taken down, so that the two sides negotiate again`);
  const started = clock.now();
  const seconds = () => Math.round((clock.now() - started) / 1000);
  const { item: down, failure } = await takeDown(job, reply);
  const up = await takeUp(job, down, failure);
  if (failure !== undefined) {
    const reason = `${name} was ${fields.length > 0 ? "updated" : "taken down and up"}, but an established tunnel may still use the old values: ${failure}`;
    throw initFailure(job, up, reason, AGAIN);
  }
  log(`${name}: its tunnel was taken down for ${seconds()} s. ${COMES_WITH}`);
  const settled = await settleAfter({ ...job, due: undefined }, up, fields);
  if (statusOf(settled) === "ACTIVE")
    log(`${name}: the two sides have negotiated again, ${seconds()} s after it was taken down`);
  return settled;
}

/** What was seen of the object, and why it may not have been down: undefined where it was. */
interface TakenDown {
  readonly item: Item | undefined;
  readonly failure: string | undefined;
}

async function takeDown(job: Update, reply: Item | undefined): Promise<TakenDown> {
  let item: Item;
  try {
    item = await putState(job, "down");
  } catch (error) {
    if (!isRefused(error)) return { item: reply, failure: reasonOf(error) };
    if (reply === undefined) throw error; // nothing was written: the state is still right
    const reason = `${describe(job, job.inputs.name)} was updated, but its tunnel could not be taken down: ${reasonOf(error)}`;
    throw initFailure(job, reply, reason, AGAIN);
  }
  try {
    await waitUntilDown(job, item);
    return { item, failure: undefined };
  } catch (error) {
    const seen = error instanceof WaitEnded ? error.item : undefined;
    return { item: seen ?? item, failure: await explained(job, error) };
  }
}

// Also where it is not known whether "down" has arrived.
async function takeUp(job: Update, down: Item | undefined, failure: string | undefined): Promise<Item> {
  try {
    return await putState(job, "up");
  } catch (error) {
    const name = describe(job, job.inputs.name);
    const before = failure === undefined ? "" : `${failure.replace(/\.$/, "")}; `;
    const reason = `${name} was taken down for a new negotiation, and was not taken up again: ${before}${reasonOf(error)}`;
    if (down === undefined) throw new Error(`${reason.replace(/\.$/, "")}. ${STILL_DOWN}`);
    const sent = [...job.before.sent, "adminStateUp"];
    throw initFailure(
      { ...job, before: { ...job.before, sent } },
      { ...down, admin_state_up: false },
      reason,
      STILL_DOWN,
    );
  }
}

async function putState(job: Update, state: "up" | "down"): Promise<Item> {
  const inputs = { ...job.inputs, adminStateUp: state === "up" };
  const written = await put({ ...job, inputs }, ["adminStateUp"]);
  if (written.tag === "accepted") return written.reply;
  throw new Error(`the service refuses to put it ${state}`);
}

async function waitUntilDown(job: Update, item: Item): Promise<void> {
  const { clock, log, scheduler } = job.context;
  const deadline = Math.min(job.deadline, clock.now() + DOWN_WITHIN);
  const status = statusOf(item);
  const first =
    status === "DOWN" ? { firstPause: APPLIED_WITHIN, isLikelySettled: true } : { firstPause: PENDING_PAUSE };
  const wait = waiting(job, "down (DOWN)");
  const slot = scheduler.join(wait.awaited, log);
  slot.status = status;
  try {
    await waitUntilSettled({ ...wait, ...first, slot, wanted: "DOWN", deadline });
  } finally {
    slot.leave();
  }
}

// A refusal changes nothing; of all else it is not known.
function isRefused(error: unknown): boolean {
  return !(error instanceof ApiError) || error.effect === "none";
}

async function explained(job: Update, error: unknown): Promise<string> {
  if (!(error instanceof WaitEnded) || error.isCancelled) return reasonOf(error);
  const siblings = await upBeside(job, error.item);
  const limit = job.context.clock.now() < job.deadline ? "" : ` (the limit is ${limitOf(job)})`;
  const sentence = `${error.message}${limit}`;
  if (siblings.length === 0) return `${sentence}; the agent of the VPN service has not reported it`;
  return (
    `${sentence}. Its VPN service has other connections that are up (${siblings.join(", ")}), and where Neutron drives strongSwan, a ` +
    "tunnel stays as long as one connection of its VPN service is up. Give renegotiate to all of them and change them in one " +
    "run, or set adminStateUp of the VPN service to false and back"
  );
}

// The list is for the message only: that it fails must not hide the reason.
async function upBeside(job: Update, item: Item | undefined): Promise<string[]> {
  const { connections } = job.context;
  const all = await connections.list().catch(() => []);
  const others = all.filter(
    ({ id, vpnservice_id, admin_state_up }) =>
      id !== job.id && vpnservice_id === item?.vpnservice_id && admin_state_up !== false,
  );
  return others.map(({ id, name }) => describe({ ...job, id: String(id) }, name)).sort();
}

async function settleAfter(job: Job, up: Item, fields: readonly string[]): Promise<Item> {
  try {
    return await settle(job, up, fields);
  } catch (error) {
    const isDown = error instanceof InitFailedError && error.stored.outputs.status === "DOWN";
    if (!isDown || job.inputs.waitFor !== "active" || error.message.includes(STOPPED)) throw error;
    const sentence = `${error.message} ${COMES_WITH}`;
    throw new InitFailedError({ message: sentence, id: error.id, stored: error.stored, reasons: [sentence] });
  }
}
