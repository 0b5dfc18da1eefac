// Why the outcomes of the fault matrix are right, fault by fault; and why some moments do not apply.
// The outcomes themselves are in the expected*.ts.
import type { Lasting } from "./model";

const SURE = "the server did nothing, so nothing is in doubt: sent again, then given up within bounds";
const DOUBT =
  "no one knows whether the server acted: what is harmless twice is sent again, a POST only after a look at what is there";
const LEFT =
  "the server acts on the POST and then answers nothing, not even the look for what it made, for two minutes: there is no id for " +
  "the state, and the error says so. The name is one that only this stack gives, by which the next run finds it and continues with it";

const REASONS: Readonly<Record<string, Partial<Record<Lasting, string>>>> = {
  "429 with Retry-After": { once: SURE, "for good": SURE },
  "429 without Retry-After": { once: SURE, "for good": SURE },
  "504, the server acted": { once: DOUBT, "for good": LEFT },
  "504, the server acts 3 s later": { once: DOUBT, "for good": LEFT },
  "connection reset after the server acted": { once: DOUBT, "for good": LEFT },
  "reply cut off in its JSON": { once: DOUBT, "for good": LEFT },
  "no reply at all": { once: DOUBT, "for good": LEFT },
  "200 with a web page": {
    once: "a portal answered: a read is repeated, a POST looked for; a PUT or DELETE says so, and the next run sends it again",
    "for good": "the same; reading back fails with the object kept",
  },
  "slow reply": { once: "slower than usual is no failure", "for good": "slower than usual is no failure" },
  "connection refused (server restarting)": { once: SURE, "for good": SURE },
  "host name not resolvable": { "for good": `${SURE}. Without a first request there is nothing to read back` },
  "401 in mid-run": {
    once: "one new login, one repetition",
    "for good": "a second 401 with a new token is an answer: no more logins",
  },
  "token expires while waiting": { once: "the wait logs in again and goes on" },
  "status ERROR": {
    "for good": "it exists but is not usable: kept, so that the next run continues with it; a refresh only shows it",
  },
  "status stuck in PENDING_*": { "for good": "kept after the timeout; the next run waits on; a refresh only shows it" },
  "unknown status": {
    "for good": "taken as settled with a word to the user; but what is being deleted is not gone yet",
  },
  "404 right after create": {
    once: "a young object may be not visible yet",
    "for good": "given up after 30 s of waiting; the id is kept, never treated as deleted",
  },
  "404 of a gateway that knows no VPNs": {
    once: "what the collection still lists is not gone",
    "for good": "where not even the collection can be listed, a 404 says nothing",
  },
  "404 about a route": {
    once: "it says nothing about the object, which the list shows: not gone. Only a list that lacks it twice ends a delete",
    "for good": "the same: the list is the witness",
  },
  "reply about another object": { "for good": "nothing of it is believed; what is in the state stays" },
  "reads lag 4 s behind the write": { once: "a read that is older than the write is repeated" },
  "PENDING_* begins 0.8 s after the write": {
    once: "on Open Telekom Cloud the first look comes late enough to see it",
    "for good": "its ERROR is told. OpenStack is not known to begin late after a PUT: no pause there",
  },
  "in use (409)": {
    once: "what uses it may vanish a little later: waited for; but a PUT of what is in use is refused for good",
    "for good": "after deleteTimeout the refusal and what holds the object are named",
  },
  "in use (400)": {
    once: "endpoint groups say so with a 400: waited for all the same",
    "for good": "after deleteTimeout the refusal and what holds the object are named",
  },
  "400 because pending": {
    once: "the service is busy: waited for, then sent again. A service without a connection stays so: later",
    "for good": "after the timeout the refusal itself is the error. A service without a connection stays so: later",
  },
};

/** Why the outcomes of a fault are as they are. */
export function reasonFor(fault: string, lasting: Lasting): string {
  return REASONS[fault]?.[lasting] ?? DOUBT;
}

/** Why the fields that hold a dash do not apply, in the order of the matrix. */
export const NOT_APPLICABLE: readonly string[] = [
  "What has no status (policies, endpoint groups) is done with the reply to the write: nothing is read back or waited for.",
  "Statuses are seen and tokens expire while something is read back or waited for, not in the reply to the write. Only the update of a VPN service is waited for.",
  "Only a new object can be not visible yet. In use is what a delete meets, and the update of a policy. Pending is what a write meets.",
  "A reply about another object is no reply to a DELETE, and that of a POST cannot be told from a right one. Without a status nothing is read that could lag.",
  "A host that cannot be found is met by the look before a create, so there is no create then.",
  "A host name cannot come back in a test without a name server of its own: for that, see connection refused.",
];
