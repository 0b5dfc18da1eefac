// Ctrl-C and a killed CLI while the native plugin waits for the service: the wait ends at once, and the next command continues.
import { type Emulator, type RequestFilter, startEmulator } from "../../emulator";
import { descendantsOf, haveEnded, type Process, processOf } from "../interruptions/processes";
import { nativeProgram, openNativeProject, pluginErrors } from "../support/nativeProject";
import { declare, inputsOf, type Project, type Run } from "../support/pulumi";

const STOPPED = "stopped waiting because Pulumi was asked to stop";
/** A wait would go on for minutes. On a machine that does nothing else it takes a tenth of a second. */
const AT_ONCE = 3_000;

let emulator: Emulator;
let project: Project;

beforeAll(async () => {
  emulator = await startEmulator();
  project = await openNativeProject(emulator);
});
afterAll(async () => {
  project.close();
  await emulator.close();
});
beforeEach(() => emulator.clearLog());

function program(change: Record<string, unknown> = {}): void {
  nativeProgram(project, declare(inputsOf(emulator, change)));
}

const onlyId = (): string => [...emulator.connections.keys()].join();
const requests = (filter: RequestFilter) => emulator.vpnRequests(filter).length;

/** Runs the command, and `strike` with the CLI and all it started as soon as `isReached`. */
async function during(
  args: readonly string[],
  isReached: () => boolean,
  strike: (cli: Process, others: readonly Process[]) => void,
): Promise<Run & { readonly milliseconds: number }> {
  let cli: Process | undefined;
  const running = project.run(args, {
    onStart(pid) {
      cli = processOf(pid);
    },
  });
  let early: Run | undefined;
  running.then((run) => {
    early = run;
  });
  while (!isReached()) {
    if (early !== undefined) throw new Error(`the run ended before:\n${early.output}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (cli === undefined) throw new Error("there is no CLI");
  strike(cli, descendantsOf(cli.pid));
  const since = performance.now();
  const run = await running;
  return { ...run, milliseconds: performance.now() - since };
}

const interrupted = (args: readonly string[], isReached: () => boolean) =>
  during(args, isReached, ({ pid }) => process.kill(pid, "SIGINT"));
const isReadAfter = (method: string) => () => {
  const last = emulator.vpnRequests().findLastIndex((each) => each.method === method);
  return (
    last !== -1 &&
    emulator
      .vpnRequests()
      .slice(last)
      .some((each) => each.method === "GET")
  );
};

const UP = ["up", "--yes", "--skip-preview"];
const DESTROY = ["destroy", "--yes", "--skip-preview"];

test("SIGINT while a create waits: the id is in the state with one reason, and the next up continues with the object", async () => {
  emulator.transitions.create.hold = true;
  program();
  const { code, output, milliseconds } = await interrupted(UP, isReadAfter("POST"));
  expect(code).not.toBe(0);
  expect(milliseconds).toBeLessThan(AT_ONCE);
  expect(output.replace(/\s+/g, " ")).toContain(STOPPED);
  const id = onlyId();
  const [state] = await project.state();
  expect(state).toMatchObject({ id, outputs: { peerAddress: "203.0.113.9" } });
  expect(state?.initErrors).toEqual([expect.stringContaining(STOPPED)]);
  expect(`${output}${project.stateText()}`).not.toContain("Canary-psk");
  emulator.transitions.create.hold = false;
  emulator.settle(id);
  await project.up();
  expect(requests({ method: "POST" })).toBe(1);
  expect(onlyId()).toBe(id);
  await project.up("--expect-no-changes");
});

test("SIGINT while an update waits: its values are in the state, and the next up sends it no second time", async () => {
  Object.assign(emulator.transitions.update, { hold: true });
  program({ peerId: "branch" });
  const { code, milliseconds } = await interrupted(UP, isReadAfter("PUT"));
  expect(code).not.toBe(0);
  expect(milliseconds).toBeLessThan(AT_ONCE);
  const [state] = await project.state();
  expect(state).toMatchObject({ id: onlyId(), outputs: { peerId: "branch" } });
  expect(state?.initErrors).toEqual([expect.stringContaining(STOPPED)]);
  emulator.transitions.update.hold = false;
  emulator.settle(onlyId());
  emulator.clearLog();
  await project.up();
  expect(emulator.vpnRequests().map(({ method }) => method)).toEqual(["GET"]);
  await project.up("--expect-no-changes");
});

test("SIGINT while a delete waits: the object stays in the state, and the next destroy sees that it is gone", async () => {
  emulator.transitions.delete.hold = true;
  const id = onlyId();
  const { code, output, milliseconds } = await interrupted(DESTROY, isReadAfter("DELETE"));
  expect(code).not.toBe(0);
  expect(milliseconds).toBeLessThan(AT_ONCE);
  expect(output.replace(/\s+/g, " ")).toContain(STOPPED);
  expect((await project.state()).map((each) => each.id)).toEqual([id]);
  emulator.transitions.delete.hold = false;
  emulator.settle(id);
  await project.must(DESTROY);
  expect(emulator.connections.size).toBe(0);
  expect(await project.state()).toEqual([]);
});

test("SIGKILL of the CLI while a create waits: the plugin ends, and the next up continues with the object", async () => {
  emulator.transitions.create.hold = true;
  program();
  let plugins: Process[] = [];
  await during(UP, isReadAfter("POST"), (cli, others) => {
    plugins = others.filter(({ role }) => role === "provider");
    process.kill(cli.pid, "SIGKILL");
  });
  expect(plugins).toHaveLength(1);
  expect(await haveEnded(plugins, AT_ONCE)).toBe(true);
  const id = onlyId();
  emulator.transitions.create.hold = false;
  emulator.settle(id);
  await project.must(["cancel", "--yes"]);
  await project.up();
  expect(requests({ method: "POST" })).toBe(1);
  expect((await project.state()).map((each) => each.id)).toEqual([id]);
  await project.must(DESTROY);
});

test("the plugin has written nothing to its standard error", () => {
  expect(pluginErrors(project)).toBe("");
});
