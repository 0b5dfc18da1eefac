// Interruptions with the real CLI: a run is killed at one of its requests, and what a user then does ends well.
// These are the decisive cells of each story; `make interruptions` plays all of them.
import { type Choice, playMatrix, Worlds } from "../interruptions/matrix";
import { endsOf, type Row } from "../interruptions/rows";

/** Set by `make interruptions`: the cells that it wants, as JSON, and the file that it reads. */
const { VPNAAS_INTERRUPTIONS: wanted, VPNAAS_INTERRUPTIONS_REPORT: report } = process.env;

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
  ["renegotiate (openstack)", "PUT ipsec-site-connections", "acted", "SIGKILL", "both", "refresh, then again"],
  ["renegotiate (openstack)", "PUT ipsec-site-connections 2", "acted", "SIGKILL", "both", "again"],
  ["renegotiate (openstack)", "PUT ipsec-site-connections 2", "acted", "SIGKILL", "provider", "refresh, then again"],
  ["renegotiate (openstack)", "PUT ipsec-site-connections 3", "acted", "SIGKILL", "both", "refresh, then again"],
  ["renegotiate (openstack)", "GET ipsec-site-connections", "received", "SIGTERM", "cli", "again"],
  ["update of a policy (otc)", "PUT ikepolicies", "acted", "SIGKILL", "both", "refresh, then again"],
  ["replace, create first (openstack)", "POST ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["replace, create first (openstack)", "DELETE ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["replace, delete first (otc)", "DELETE ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["replace, delete first (otc)", "POST ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["destroy (otc)", "DELETE ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["destroy (otc)", "DELETE vpnservices", "received", "SIGINT", "cli", "again"],
];

if (wanted !== undefined && report !== undefined) {
  // What is red there is the report's business.
  test("the whole matrix is played", () => playMatrix(JSON.parse(wanted) as Choice, report), 4 * 3_600_000);
} else {
  const worlds = new Worlds("dynamic");
  afterAll(() => worlds.close());

  test.each(ROWS)("%s: %s, %s, %s to %s; then %s", async (...row) => {
    expect(await endsOf(worlds, row)).toEqual([{ way: row[5], problems: [] }]);
  });
}
