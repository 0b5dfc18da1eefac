// Interruptions with the real CLI: a run is killed at one of its requests, and what a user then does ends well.
// These are the decisive cells of each story; `make interruptions` plays all of them.
import { type Choice, playMatrix, Worlds } from "../interruptions/matrix";
import type { Boundary, Cell, Moment, Signal, Target, Way } from "../interruptions/model";
import { play } from "../interruptions/play";
import { STORIES } from "../interruptions/stories";

/** Set by `make interruptions`: the cells that it wants, as JSON, and the file that it reads. */
const { VPNAAS_INTERRUPTIONS: wanted, VPNAAS_INTERRUPTIONS_REPORT: report } = process.env;

type Row = [story: string, request: string, moment: Moment, signal: Signal, target: Target, way: Way];

const ROWS: readonly Row[] = [
  ["create (openstack)", "POST ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["create (openstack)", "POST ikepolicies", "acted", "SIGKILL", "both", "refresh, then again"],
  ["create (otc)", "POST vpnservices", "acted", "SIGKILL", "both", "again"],
  ["create (otc)", "POST ipsec-site-connections", "received", "SIGKILL", "both", "again"],
  ["create (otc)", "POST ipsec-site-connections", "acted", "SIGINT", "cli", "again"],
  ["create (otc)", "GET ipsec-site-connections", "received", "SIGTERM", "cli", "again"],
  ["create, named (openstack)", "POST ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["create, named (otc)", "POST ikepolicies", "acted", "SIGKILL", "both", "again"],
  ["create (openstack)", "POST ikepolicies", "acted", "SIGKILL", "provider", "again"],
  ["replace, create first (openstack)", "POST ikepolicies", "acted", "SIGKILL", "provider", "again"],
  ["update (otc)", "PUT ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["update (otc)", "GET ipsec-site-connections", "received", "SIGKILL", "both", "refresh, then again"],
  ["update (otc)", "PUT ipsec-site-connections", "received", "SIGTERM", "cli", "again"],
  ["update of a policy (otc)", "PUT ikepolicies", "acted", "SIGKILL", "both", "refresh, then again"],
  ["replace, create first (openstack)", "POST ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["replace, create first (openstack)", "DELETE ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["replace, delete first (otc)", "DELETE ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["replace, delete first (otc)", "POST ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["destroy (otc)", "DELETE ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["destroy (otc)", "DELETE vpnservices", "received", "SIGINT", "cli", "again"],
];

function cellOf([name, request, moment, signal, target]: Row): Cell {
  const story = STORIES.find((each) => each.name === name);
  if (story === undefined) throw new Error(`there is no story ${name}`);
  const [method = "", kind = ""] = request.split(" ");
  const boundary: Boundary = { name: request, match: { method, path: new RegExp(`/vpn/${kind}`) }, skip: 0, count: 1 };
  return { story, boundary, moment, signal, target };
}

if (wanted !== undefined && report !== undefined) {
  // What is red there is the report's business.
  test("the whole matrix is played", () => playMatrix(JSON.parse(wanted) as Choice, report), 4 * 3_600_000);
} else {
  const worlds = new Worlds();
  afterAll(() => worlds.close());

  test.each(ROWS)("%s: %s, %s, %s to %s; then %s", async (...row) => {
    const cell = cellOf(row);
    const seen = await play(await worlds.for(cell.story), cell, { ways: [row[5]], title: "" });
    expect(seen.ends).toEqual([{ way: row[5], problems: [] }]);
  });
}
