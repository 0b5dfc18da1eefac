// The example `fleet` with the real CLI: four customers, each command, one that fails, a killed run; and nothing tells a secret.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { createHold, type Emulator } from "../../emulator";
import { type Customers, customersOf, FleetExample, siteOf } from "../support/customers";
import { ExampleStage, typeErrors, writesTo } from "../support/examples";

const NAMES = ["acme", "globex", "initech", "umbrella"];
const NOWHERE = "77777777-0000-4000-8000-000000000000";

const stage = new ExampleStage();
let emulator: Emulator;
let fleet: FleetExample;
let customers: Customers;
beforeAll(async () => {
  emulator = await stage.start({ seed: false });
  fleet = await FleetExample.open(stage, emulator);
  customers = customersOf(emulator, NAMES, 2);
  fleet.give(customers);
});
afterAll(() => stage.close());

const entryOf = (name: string) => customers[name] as Customers[string]; // of NAMES
const ownOf = (customer: string) =>
  [...emulator.connections.values()].filter(({ name }) => String(name).startsWith(customer));

test("the program has no type errors", () => {
  expect(typeErrors(fleet.project.folder)).toBe("");
});

test("preview: a table of what would change, and nothing is sent but reads", async () => {
  const { code, output } = await fleet.run(["preview", "--only", "acme,globex"]);
  expect({ code, results: fleet.results() }).toEqual({ code: 0, results: { acme: "to change", globex: "to change" } });
  expect(writesTo(emulator)).toEqual([]);
  expect(output).toMatch(/^customer +result +resources +seconds\nacme +to change +8 create/m);
  expect(output).toContain("acme: create IpsecSiteConnection acme-site-0");
  expect(output).toContain("preview of 2 customers in ");
  expect(fleet.markdown()).toContain("| acme | to change | 8 create |");
});

test("on a terminal the lines of the stacks under way are redrawn, no wider than it is", () => {
  const program = `
    import { Progress } from "./progress.ts";
    const screen = { isTTY: true, columns: 24, write: (text) => process.stdout.write(JSON.stringify(text) + "\\n") };
    const progress = new Progress(2, screen);
    progress.begin("acme", { finished: 3 });
    progress.begin("globex", { finished: 0 });
    progress.end({ customer: "acme", result: "changed", seconds: 4.04 });
    progress.close();
  `;
  const options = { cwd: fleet.project.folder, encoding: "utf8" } as const;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", program], options);
  const drawn = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const acme = "acme: 3 resources finis\n";
  const globex = "globex: 0 resources fin\n";
  const wiped = (lines: number) => `\u001b[${lines}A\u001b[0J`;
  const ended = "acme: changed after 4.0 s (1 of 2)\n";
  expect(drawn).toEqual([acme, wiped(1), acme + globex, wiped(2), ended, globex, wiped(1)]);
});

test("a file that is wrong: everything is named at once, before anything starts", async () => {
  fleet.project.write("keys.json", JSON.stringify({ acme: { "site-0": "Canary-key" } }));
  const { code, output } = await fleet.run(["up"]);
  expect(code).toBe(1);
  expect(output.match(/has no key in /g)).toHaveLength(7);
  fleet.give(customers);
});

test("the stacks under way share the requests: with two of them at once, one has half", async () => {
  const run = await fleet.run(["up", "--only", "acme", "--at-once", "2"], { env: { VPNAAS_MAX_REQUESTS: "2" } });
  expect({ ...run, output: "" }).toEqual({ code: 0, output: "" });
  expect(fleet.results()).toEqual({ acme: "changed" });
  expect(emulator.sockets.most).toBe(1);
});

test("up stops at the first failure; who is under way finishes", async () => {
  const { routerId } = entryOf("globex");
  entryOf("globex").routerId = NOWHERE;
  fleet.give(customers);
  const hold = createHold();
  // Who has finished before that makes room for the next one.
  emulator.fault({ match: { method: "POST", path: /ipsec-site-connections$/ }, act: "after", reply: { hold } });
  let isReleased = false;
  const onOutput = (output: string): void => {
    if (isReleased || !output.includes("globex: failed")) return;
    isReleased = true;
    void hold.arrived.then(() => hold.release());
  };
  const { code, output } = await fleet.run(["up", "--canary", "1", "--at-once", "2"], { onOutput });
  const results = { acme: "unchanged", globex: "failed", initech: "changed", umbrella: "not started" };
  expect({ code, results: fleet.results() }).toEqual({ code: 1, results });
  expect(
    fleet
      .rows()
      .find(({ customer }) => customer === "globex")
      ?.errors.join(),
  ).toContain(NOWHERE);
  expect(output).toContain("What is left: node fleet.ts up --resume");
  // The canary is alone.
  expect(output.indexOf("acme: unchanged after")).toBeLessThan(output.indexOf("globex: started"));

  entryOf("globex").routerId = routerId;
  fleet.give(customers);
});

test("--resume does what is left; keys that were written since are no reason to skip a customer", async () => {
  expect((await fleet.run(["refresh", "--resume"])).output).toContain("The unfinished run is `up`");
  utimesSync(join(fleet.project.folder, "keys.json"), new Date(), new Date());
  const resumed = await fleet.run(["up", "--resume"]);
  const results = { acme: "unchanged", globex: "changed", initech: "unchanged", umbrella: "changed" };
  expect({ code: resumed.code, results: fleet.results() }).toEqual({ code: 0, results });
  expect([emulator.connections.size, fleet.creations()]).toEqual([8, 8]);
  expect(NAMES.map((name) => ownOf(name).length)).toEqual([2, 2, 2, 2]);
  expect((await fleet.run(["up", "--resume"])).output).toContain("There is no unfinished run here");
});

test("drift: 7 and what it is; refresh and up repair it; then 0", async () => {
  const [changed = {}] = ownOf("initech");
  changed.dpd = { ...Object(changed.dpd), action: "hold" };
  const found = await fleet.run(["drift", "--only", "acme,initech"]);
  expect({ code: found.code, results: fleet.results() }).toEqual({
    code: 7,
    results: { acme: "no drift", initech: "drift" },
  });
  expect(found.output).toMatch(/^initech: update IpsecSiteConnection initech-site-\d \(dpd\.action\)$/m);

  emulator.clearLog();
  expect((await fleet.run(["refresh", "--only", "initech"])).code).toBe(0);
  expect(writesTo(emulator)).toEqual([]);
  expect((await fleet.run(["up", "--only", "initech"])).code).toBe(0);
  expect(changed.dpd).toMatchObject({ action: "restart" });
  expect((await fleet.run(["drift", "--only", "initech"])).code).toBe(0);
  expect(fleet.results()).toEqual({ initech: "no drift" });
});

test("a killed run: its lock is named and goes only with --unlock; nothing is lost, nothing is doubled", async () => {
  emulator.clearLog();
  for (const [number, name] of ["acme", "globex"].entries()) entryOf(name).connections["site-2"] = siteOf(number, 2);
  fleet.give(customers);
  const hold = createHold();
  emulator.fault({
    match: { method: "POST", path: /ipsec-site-connections$/ },
    act: "after",
    skip: 1,
    reply: { hold },
  });
  await fleet.kill(["up", "--only", "acme,globex", "--at-once", "1"], hold.arrived);
  await hold.ended;
  hold.drop();
  const locked = await fleet.run(["up", "--resume", "--at-once", "1"]);
  expect({ code: locked.code, results: fleet.results() }).toEqual({
    code: 1,
    results: { acme: "done before", globex: "locked" },
  });
  expect(locked.output).toMatch(
    /globex: the stack is currently locked by 1 lock\(s\)[^\n]*\n {2}\S+@\S+ \(pid \d+\) at 2/,
  );
  expect(locked.output).toContain("If no run is at work: --unlock.");

  const resumed = await fleet.run(["up", "--resume", "--unlock", "--at-once", "1"]);
  expect({ code: resumed.code, results: fleet.results() }).toEqual({
    code: 0,
    results: { acme: "done before", globex: "changed" },
  });
  expect([emulator.connections.size, fleet.creations()]).toEqual([10, 2]);
  expect((await fleet.run(["refresh", "--only", "globex", "--clear-pending-creates"])).code).toBe(0);
  expect((await fleet.run(["preview", "--only", "globex"])).code).toBe(0);
  expect(fleet.results()).toEqual({ globex: "unchanged" });
});

test("SIGTERM: the stack under way records what it has done, no other one starts, no lock is left", async () => {
  emulator.clearLog();
  for (const [number, name] of ["initech", "umbrella"].entries())
    entryOf(name).connections["site-2"] = siteOf(number + 2, 2);
  fleet.give(customers);
  const hold = createHold();
  emulator.fault({ match: { method: "POST", path: /endpoint-groups$/ }, act: "after", reply: { hold } });
  let pid = 0;
  const onStart = (started: number): void => {
    pid = started;
  };
  let isReleased = false;
  const onOutput = (output: string): void => {
    if (isReleased || !output.includes("Stopping")) return;
    isReleased = true;
    hold.release();
  };
  const running = fleet.run(["up", "--only", "initech,umbrella", "--at-once", "1"], { onStart, onOutput });
  await hold.arrived;
  process.kill(pid, "SIGTERM");
  const { code } = await running;
  expect({ code, results: fleet.results() }).toEqual({
    code: 1,
    results: { initech: "failed", umbrella: "not started" },
  });
  expect((await fleet.run(["up", "--resume"])).code).toBe(0);
  expect(fleet.results()).toEqual({ initech: "changed", umbrella: "changed" });
  expect([emulator.connections.size, fleet.creations()]).toEqual([12, 2]);
});

test("a lock whose process still runs here stays, even with --unlock", async () => {
  const folder = join(fleet.project.folder, "backend/.pulumi/locks/organization/fleet/acme");
  mkdirSync(folder, { recursive: true });
  const lock = { pid: process.pid, username: "ops", hostname: hostname(), timestamp: new Date().toISOString() };
  writeFileSync(join(folder, "run.json"), JSON.stringify(lock));
  const { code, output } = await fleet.run(["up", "--only", "acme", "--unlock"]);
  expect({ code, results: fleet.results() }).toEqual({ code: 1, results: { acme: "locked" } });
  expect(output).toContain(`ops@${hostname()} (pid ${process.pid}) at `);
  expect(output).toContain("A lock was kept");
  expect(readdirSync(folder)).toEqual(["run.json"]);
  rmSync(folder, { recursive: true });
});

test("destroy: not without --only or --all, and also of a customer who has left the file", async () => {
  expect((await fleet.run(["destroy"])).output).toBe("destroy needs --only a,b or --all.\n");
  const { umbrella: _, ...others } = customers;
  fleet.give(others);
  const named = await fleet.run(["destroy", "--only", "nobody"]);
  expect(named).toEqual({ code: 1, output: "There is no customer nobody.\n" });
  expect((await fleet.run(["up", "--only", "umbrella"])).output).toContain(
    "Not in customers.json, but with a stack: umbrella. To delete what they have: node fleet.ts destroy --only umbrella\n" +
      "There is no customer umbrella.\n",
  );
  const gone = await fleet.run(["destroy", "--only", "umbrella"]);
  expect({ code: gone.code, results: fleet.results() }).toEqual({ code: 0, results: { umbrella: "changed" } });
  expect(ownOf("umbrella")).toEqual([]);
  expect((await fleet.run(["destroy", "--all"])).code).toBe(0);
  const { connections, vpnservices, ikepolicies, ipsecpolicies, endpointGroups } = emulator;
  for (const { size } of [connections, vpnservices, ikepolicies, ipsecpolicies, endpointGroups]) expect(size).toBe(0);
  const stacks = join(fleet.project.folder, "backend/.pulumi/stacks/fleet");
  expect(existsSync(stacks) ? readdirSync(stacks).filter((name) => name.endsWith(".json")) : []).toEqual([]);
});

test("nothing that was printed or written besides the state tells a secret", () => {
  const texts = fleet.texts();
  expect(texts).toContain("acme");
  expect(texts).not.toContain("Failed to parse engine event");
  expect(texts).not.toMatch(/anary-key|emulator-password|correct horse/);
});
