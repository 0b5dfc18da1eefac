// The example `fleet` with twenty customers of ten connections: one cannot be created, the run is resumed, then killed and resumed.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createHold } from "../../../provider/emulator";
import { type Customers, customersOf, FleetExample, siteOf } from "../../../provider/test/support/customers";
import { ExampleStage } from "../../../provider/test/support/examples";

const COUNT = 20;
const EACH = 10;
const NAMES = Array.from({ length: COUNT }, (_, number) => `customer-${number}`);
const BROKEN = "customer-7";
const NOWHERE = "77777777-0000-4000-8000-000000000000";
const CONNECTIONS = /ipsec-site-connections$/;

const stage = new ExampleStage();
let fleet: FleetExample;
let customers: Customers;
beforeAll(async () => {
  const emulator = await stage.start({ seed: false });
  for (const transition of Object.values(emulator.transitions)) transition.milliseconds = 1000;
  fleet = await FleetExample.open(stage, emulator);
  customers = customersOf(emulator, NAMES, EACH);
});
afterAll(async () => {
  report();
  await stage.close();
});

const entryOf = (name: string) => customers[name] as Customers[string]; // of NAMES
const seen: string[] = [];

/** Runs it, and keeps its table for the report. */
async function play(...args: string[]): Promise<number | null> {
  const { code } = await fleet.run([...args, "--at-once", "4"]);
  seen.push(`$ node fleet.ts ${args.join(" ")} --at-once 4    (exit code ${code})`, fleet.markdown());
  return code;
}

// `make pipelines` prints what lies there.
function report(): void {
  const { VPNAAS_LAB: lab } = process.env;
  if (lab !== undefined) writeFileSync(join(lab, "report", "fleet.md"), seen.join("\n\n"));
}

function count(result: string): number {
  return Object.values(fleet.results()).filter((each) => each === result).length;
}

test("one of them cannot be created: the canaries and those under way are done, the others have not begun", async () => {
  const { routerId } = entryOf(BROKEN);
  fleet.give({ ...customers, [BROKEN]: { ...entryOf(BROKEN), routerId: NOWHERE } });
  expect(await play("up", "--canary", "2")).toBe(1);
  expect(fleet.results()).toMatchObject({ "customer-0": "changed", "customer-1": "changed", [BROKEN]: "failed" });
  expect(
    fleet
      .rows()
      .find(({ customer }) => customer === BROKEN)
      ?.errors.join(),
  ).toContain(NOWHERE);
  expect(count("not started")).toBeGreaterThan(0);
  expect(count("changed") + count("not started")).toBe(COUNT - 1);
  expect(entryOf(BROKEN).routerId).toBe(routerId);
});

test("resumed: only what was left; every connection is created once", async () => {
  const done = Object.entries(fleet.results()).filter(([, result]) => result === "changed");
  fleet.give(customers);
  expect(await play("up", "--resume")).toBe(0);
  expect([count("done before"), count("changed")]).toEqual([done.length, COUNT - done.length]);
  expect([fleet.emulator.connections.size, fleet.creations()]).toEqual([COUNT * EACH, COUNT * EACH]);
  expect(await play("drift")).toBe(0);
  expect(count("no drift")).toBe(COUNT);
});

test("a killed run: nothing is lost, nothing is doubled", async () => {
  for (const [number, name] of NAMES.entries()) entryOf(name).connections[`site-${EACH}`] = siteOf(number, EACH);
  fleet.give(customers);
  const hold = createHold();
  fleet.emulator.fault({ match: { method: "POST", path: CONNECTIONS }, act: "after", skip: 9, reply: { hold } });
  await fleet.kill(["up", "--at-once", "4"], hold.arrived);
  await hold.ended;
  hold.drop();
  expect(await play("up", "--resume")).toBe(1);
  expect(count("locked")).toBeGreaterThan(0);
  expect(await play("up", "--resume", "--unlock")).toBe(0);
  const all = COUNT * (EACH + 1);
  expect([fleet.emulator.connections.size, fleet.creations()]).toEqual([all, all]);
  expect(await play("preview")).toBe(0);
  expect(count("unchanged")).toBe(COUNT);
});

test("all of it goes, and nothing that was printed tells a secret", async () => {
  expect(fleet.texts()).not.toMatch(/anary-key|emulator-password|correct horse/);
  expect(await play("destroy", "--all")).toBe(0);
  const { connections, vpnservices, endpointGroups } = fleet.emulator;
  expect([connections.size, vpnservices.size, endpointGroups.size]).toEqual([0, 0, 0]);
  expect(readFileSync(join(fleet.project.folder, "table.md"), "utf8")).toContain("| customer-0 | changed | ");
});
