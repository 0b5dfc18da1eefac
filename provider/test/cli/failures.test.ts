// What the user sees, and what the state keeps, when something goes wrong: with the real Pulumi CLI.
import { type Emulator, startEmulator } from "../../emulator";
import { declare, inputsOf, Project, type Run } from "../support/pulumi";

let emulator: Emulator;
let project: Project;

beforeEach(async () => {
  emulator = await startEmulator();
  for (const transition of Object.values(emulator.transitions)) transition.reads = 1;
  project = await Project.open(emulator);
});
afterEach(async () => {
  project.close();
  await emulator.close();
});

const program = (change: Record<string, unknown> = {}) => project.program(declare(inputsOf(emulator, change)));
const tryUp = (...args: string[]): Promise<Run> => project.run(["up", "--yes", "--skip-preview", ...args]);
const verbs = () => emulator.vpnRequests().map(({ method }) => method);

test("ERROR after create: the run fails, the connection is kept, the next up continues with the same one", async () => {
  emulator.transitions.create.to = "ERROR";
  program();
  const failed = await tryUp();
  const [id = ""] = emulator.connections.keys();
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain(
    `IPsec site connection "hq-4cf5b9b" (${id}) was created but is in status ERROR. It is kept in the state.`,
  );
  expect(await project.state()).toEqual([
    expect.objectContaining({
      id,
      initErrors: [expect.stringContaining("ERROR")],
      outputs: expect.objectContaining({ status: "ERROR" }),
    }),
  ]);

  emulator.setStatus(id, "DOWN");
  emulator.clearLog();
  await project.up();
  expect(verbs()).toEqual(["GET"]);
  const [state] = await project.state();
  expect(state).toMatchObject({ id, outputs: { status: "DOWN" } });
  expect(state?.initErrors ?? []).toEqual([]);
  await project.up("--expect-no-changes");
});

test("ERROR after update: the new values are kept; recovered, the next up only reads", async () => {
  program();
  await project.up();
  const [id = ""] = emulator.connections.keys();
  emulator.transitions.update.to = "ERROR";
  program({ peerId: "branch" });
  const failed = await tryUp();
  expect(failed.output).toContain("was updated but is in status ERROR");
  emulator.setStatus(id, "ACTIVE");
  emulator.clearLog();
  await project.up();
  expect(verbs()).toEqual(["GET"]);
  expect((await project.state())[0]).toMatchObject({
    id,
    inputs: { peerId: "branch" },
    outputs: { peerId: "branch", status: "ACTIVE" },
  });
});

test("stuck in PENDING_CREATE: the limit is named, the connection is kept, destroy removes it", async () => {
  await project.config("vpnaas:createTimeout", "2s");
  emulator.transitions.create.hold = true;
  program();
  const failed = await tryUp();
  expect(failed.output).toContain("its status is still PENDING_CREATE (the limit is the setting vpnaas:createTimeout)");
  expect(await project.state()).toHaveLength(1);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(emulator.connections.size).toBe(0);
});

test("pending before the PUT: waited for, not failed", async () => {
  program();
  await project.up();
  const [id = ""] = emulator.connections.keys();
  emulator.setStatus(id, "PENDING_UPDATE");
  const refusals = () => emulator.requests({ method: "PUT" }).filter(({ status }) => status === 400).length;
  const watch = setInterval(
    () => refusals() > 0 && emulator.connections.get(id)?.status === "PENDING_UPDATE" && emulator.setStatus(id, "DOWN"),
    20,
  );
  program({ peerId: "branch" });
  await project.up().finally(() => clearInterval(watch));
  expect(refusals()).toBeGreaterThan(0);
  expect(emulator.connections.get(id)).toMatchObject({ peer_id: "branch", status: "DOWN" });
});

test("Ctrl-C while waiting: the running operation is finished and written, nothing is lost or done twice", async () => {
  emulator.transitions.create.hold = true;
  program();
  let isInterrupted = false;
  const interrupted = await project.run(["up", "--yes", "--skip-preview"], {
    onOutput(_, signal) {
      const [id] = emulator.connections.keys();
      if (id === undefined || isInterrupted) return;
      isInterrupted = true;
      signal("SIGINT");
      setTimeout(() => emulator.settle(id, "DOWN"), 300);
    },
  });
  expect(isInterrupted).toBe(true);
  expect(interrupted.code).not.toBe(0);
  const [id] = emulator.connections.keys();
  expect(await project.state()).toEqual([
    expect.objectContaining({ id, outputs: expect.objectContaining({ status: "DOWN" }) }),
  ]);
  emulator.clearLog();
  await project.up();
  expect(verbs().filter((verb) => verb !== "GET")).toEqual([]);
  expect(emulator.connections.size).toBe(1);
});

test("missing settings and a wrong password: a sentence with what to set, no stack trace, nothing in the state", async () => {
  program();
  const none = await project.run(["preview"], { env: { OS_AUTH_URL: "", OS_PASSWORD: "" } });
  expect(none.code).not.toBe(0);
  expect(none.output).toContain("vpnaas:authUrl (OS_AUTH_URL)");
  expect(none.output).toContain("vpnaas:password (OS_PASSWORD)");
  const wrong = await project.run(["up", "--yes", "--skip-preview"], { env: { OS_PASSWORD: "Canary-wrong-password" } });
  expect(wrong.code).not.toBe(0);
  expect(wrong.output).toContain('logging in as user "');
  for (const { output } of [none, wrong]) {
    expect(output).not.toContain("Canary-wrong-password");
    expect(output).not.toMatch(/^\s+at .*\.js:\d+/m);
  }
  expect(await project.state()).toEqual([]);
});
