// Decides whether a 404 really means that an object is gone, for reads, deletes and waits alike: believing it makes the engine
// forget the object and create another one.
import type { Item } from "../api/collection";
import type { Context, Subject } from "../context";
import type { Known } from "../core/contract";
import { type ApiError, isNotFound, reasonOf, sentenceOf } from "../core/errors";
import { isSameId } from "../core/meaning";
import { sanitizeBare } from "../core/sanitize";
import { outputIn } from "../core/wire";
import { STOPPED } from "../waiting/poll";
import { unlessAborted } from "../waiting/scheduler";
import { namesProject } from "./place";

/** Milliseconds between the two times that a 404 without the service's own word is looked into. */
const PAUSE = 3_000;

/**
 * True if the object is gone, false if the error is no 404. Rejects where a 404 proves nothing: another project is logged in
 * than the one that owns the object, the address does not serve this collection at all, or the service still has the object.
 */
export async function isGone(error: unknown, known: Known, subject: Subject): Promise<boolean> {
  if (!isNotFound(error)) return false;
  const other = await otherProjectOf(known, subject.context);
  if (other !== undefined && !namesProject(known)) throw unseen(error, other);
  if ((await stillThere(error, subject)) === undefined) {
    if (other !== undefined && !(await seesOthers(subject, other.project))) throw unseen(error, other);
    return true;
  }
  throw new Error(
    `${sentenceOf(error)} But the service still has the object, so it is not gone: perhaps a gateway answered. ` +
      "Run the command again",
  );
}

/**
 * The object behind a 404 if the service has it all the same, undefined if it is gone: the service names this very kind, or a GET and
 * the list agree, twice. Any other code is about something else, and none may be a gateway's. Rejects where that cannot be found out.
 */
async function stillThere(error: ApiError, subject: Subject): Promise<Item | undefined> {
  const { id, context } = subject;
  if (namesThis(error, subject)) return undefined;
  const first = await listed(error, subject);
  if (first !== undefined) return first;
  await unlessAborted(context.clock.sleep(PAUSE), context.signal);
  if (context.signal.aborted)
    throw new Error(
      `${sentenceOf(error)} Whether the object is gone was not made sure: ${STOPPED}. Run the command again`,
    );
  try {
    return await context.collection.get(id);
  } catch (again) {
    if (!isNotFound(again)) throw again;
    return namesThis(again, subject) ? undefined : listed(again, subject);
  }
}

/** What `read` gives. Of its 404s only one that means "gone" is a 404 for a wait; otherwise, this is the object that the service has. */
export async function readDespite404(subject: Subject, read: () => Promise<Item>): Promise<Item> {
  try {
    return await read();
  } catch (error) {
    const item = isNotFound(error) ? await stillThere(error, subject) : undefined;
    if (item === undefined) throw error;
    return item;
  }
}

// Open Telekom Cloud has one code for whatever it does not find; its sentence is Neutron's and says what that is.
function namesThis({ code = "", serverMessage = "" }: ApiError, { definition, id }: Subject): boolean {
  if (code === definition.missing) return true;
  const kind = new RegExp(`(?<![\\w/-])${definition.envelope.replaceAll("_", "[ _]?")}(?!\\w)`, "i");
  return code.startsWith("VPC.") && kind.test(serverMessage) && serverMessage.toLowerCase().includes(id.toLowerCase());
}

/** Rejects where the whole collection cannot be listed. `error`: a 404 that then proves nothing, for the message. */
export async function refuseWithoutList(error: ApiError, { context }: Subject): Promise<void> {
  await listFor(error, context.collection.list());
}

/** The object as the collection lists it, undefined where it does not. */
async function listed(error: ApiError, { id, context }: Subject): Promise<Item | undefined> {
  const items = await listFor(error, context.collection.listWhole());
  return items.find((item) => isSameId(item.id, id));
}

function listFor(error: ApiError, list: Promise<Item[]>): Promise<Item[]> {
  return list.catch((reason: unknown) => {
    // The 404 is reported, which is what the user asked about.
    throw new Error(
      `${sentenceOf(error)} The whole collection cannot be listed there either (${reasonOf(reason)}), so this does not ` +
        "mean that the object is gone: check vpnaas:endpoint and vpnaas:region",
    );
  });
}

interface Other {
  /** The project of the object. */
  readonly owner: string;
  /** The project of the login. */
  readonly project: string;
}

async function otherProjectOf({ outputs }: Known, context: Context): Promise<Other | undefined> {
  const owner = outputs.projectId ?? outputs.tenantId;
  const project = await context.projectId();
  const isKnown = project !== undefined && typeof owner === "string" && owner !== "";
  return isKnown && !isSameId(owner, project) ? { owner, project } : undefined;
}

// To who may not see it, the service says of another project's object what it says of none. An administrator's lists show those of others.
async function seesOthers({ definition, context }: Subject, project: string): Promise<boolean> {
  for (const collection of new Set([context.collection, context.connections])) {
    const owners = (await collection.list()).map((item) => outputIn(definition, item, "tenantId"));
    if (owners.some((owner) => typeof owner === "string" && owner !== "" && !isSameId(owner, project))) return true;
  }
  return false;
}

function unseen(error: ApiError, { owner, project }: Other): Error {
  return new Error(
    `${sentenceOf(error)} It belongs to project ${sanitizeBare(owner)}, but the login is for project ${sanitizeBare(project)}, which cannot see it: ` +
      "check vpnaas:projectId and vpnaas:projectName",
  );
}
