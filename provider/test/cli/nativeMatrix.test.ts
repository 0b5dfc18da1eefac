// A sample of the interruption matrix over the native plugin: `make interruptions INTERRUPTIONS=--plugin` plays all of it.
import { Worlds } from "../interruptions/matrix";
import { endsOf, type Row } from "../interruptions/rows";

const ROWS: readonly Row[] = [
  ["create (otc)", "POST ipsec-site-connections", "acted", "SIGKILL", "both", "again"],
  ["create (otc)", "POST ikepolicies", "acted", "SIGKILL", "provider", "again"],
  ["create (otc)", "POST ipsec-site-connections", "received", "SIGINT", "cli", "again"],
  ["create (otc)", "GET ipsec-site-connections", "received", "SIGINT", "cli", "refresh, then again"],
  ["update (otc)", "PUT ipsec-site-connections", "acted", "SIGINT", "cli", "again"],
  ["update of a policy (otc)", "PUT ikepolicies", "acted", "SIGKILL", "both", "again"],
  ["update of a policy (otc)", "GET ipsec-site-connections", "received", "SIGINT", "cli", "again"],
  ["replace, delete first (otc)", "POST ipsec-site-connections", "acted", "SIGKILL", "both", "refresh, then again"],
  ["destroy (otc)", "DELETE ipsec-site-connections", "received", "SIGTERM", "cli", "again"],
];

const worlds = new Worlds("plugin");
afterAll(() => worlds.close());

test.each(ROWS)("%s: %s, %s, %s to %s; then %s", async (...row) => {
  expect(await endsOf(worlds, row)).toEqual([{ way: row[5], problems: [] }]);
});
