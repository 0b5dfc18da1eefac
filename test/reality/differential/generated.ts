// Generated requests: a few fields of a connection at once, good and bad ones mixed, for creates and changes in every status.
import * as fc from "fast-check";
import { refusedCreates, refusedUpdates } from "./bodies";
import { connection, parts } from "./plan";
import { REPORT, type Step } from "./play";

const STATUSES = ["PENDING_CREATE", "PENDING_UPDATE", "ERROR", "DOWN", "ACTIVE"];
const PATH = "/vpn/ipsec-site-connections";

/** Several of the known changes in one body; where two name the same field, the later one counts. */
const mixed = (cases: readonly (readonly [string, object])[]) =>
  fc
    .uniqueArray(fc.constantFrom(...cases), { minLength: 1, maxLength: 3, selector: ([name]) => name })
    .map((chosen) => ({
      what: chosen.map(([name]) => name).join(" + "),
      change: Object.assign({}, ...chosen.map(([, change]) => change)),
    }));

/** Requests from a seed: a connection, then so many rounds of a create, a status and two changes, each read back. */
export function generatedSteps(seed: number, rounds: number): Step[] {
  const round = fc.record({
    create: mixed(refusedCreates),
    status: fc.constantFrom(...STATUSES),
    changes: fc.tuple(mixed(refusedUpdates), mixed(refusedUpdates)),
  });
  const sampled = fc.sample(round, { seed, numRuns: rounds });
  return [
    ...parts,
    { name: "connection", method: "POST", path: PATH, body: connection(), save: "hq" },
    ...sampled.flatMap(({ create, status, changes }, index): Step[] => [
      {
        name: `${index}: create ${create.what}`,
        method: "POST",
        path: PATH,
        body: connection(create.change),
        save: `made${index}`,
      },
      { name: status, method: REPORT, path: "{hq}", body: status },
      ...changes.flatMap(({ what, change }, second): Step[] => [
        {
          name: `${index}.${second}: ${status}: ${what}`,
          method: "PUT",
          path: `${PATH}/{hq}`,
          body: { ipsec_site_connection: change },
        },
        { name: `${index}.${second}: stored`, method: "GET", path: `${PATH}/{hq}` },
      ]),
    ]),
  ];
}
