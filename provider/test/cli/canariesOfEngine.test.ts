// The known ways in which Pulumi's SDK and engine print a psk without being asked for traces: these and no others. A test that
// fails because nothing is found any more is good news: then docs/configuration.md ("Secrets") has to lose that line.
import { type Emulator, startEmulator } from "../../emulator";
import { countIn } from "../support/canarySearch";
import { declare, inputsOf, linesOf, Project, type Run } from "../support/pulumi";

const CANARIES = { first: "Canary-psk-0123456789", planned: "Canary-psk-1111111111", last: "Canary-psk-9876543210" };

let emulator: Emulator;
let project: Project;

beforeAll(async () => {
  emulator = await startEmulator();
  project = await Project.open(emulator, [], "passphrase");
});
afterAll(async () => {
  project.close();
  await emulator.close();
});

function program(change: Record<string, unknown>, before = ""): void {
  project.program(`${before}${declare(inputsOf(emulator, { psk: CANARIES.first, ...change }))}`);
}

const up = (...flags: string[]): Promise<Run> => project.run(["up", "--yes", "--skip-preview", ...flags]);

/** The secrets in what was printed, and the lines that hold them. */
function found(run: Run) {
  const lines = linesOf(run).filter((line) => Object.keys(countIn(line, CANARIES)).length > 0);
  return { names: Object.keys(countIn(run.output, CANARIES)), lines };
}

/** The run shows the psk in the debug message of the SDK about a finished registration, and nowhere else. */
function expectInDebugMessage(run: Run): void {
  const { names, lines } = found(run);
  expect(names).toEqual(["first"]);
  for (const line of lines) expect(line).toContain("RegisterResource RPC finished: ");
}

test("up --json: a debug message of the SDK, whether the connection is new, changes or stays; up alone: nothing", async () => {
  program({});
  expectInDebugMessage(await up("--json"));
  expectInDebugMessage(await up("--json"));
  program({ peerId: "plain" });
  expect(found(await up("--diff")).names).toEqual([]);
  program({ peerId: "json" });
  expectInDebugMessage(await up("--json"));
});

test("--debug with a command that runs the program: the same message, in every case; with one that does not: nothing", async () => {
  expectInDebugMessage(await up("--debug"));
  program({ peerId: "debug" });
  expectInDebugMessage(await project.run(["preview", "--debug"]));
  expectInDebugMessage(await up("--debug"));
  expectInDebugMessage(await project.run(["refresh", "--yes", "--run-program", "--debug"]));
  expect(found(await project.run(["refresh", "--yes", "--debug"])).names).toEqual([]);
  expectInDebugMessage(await project.run(["destroy", "--yes", "--run-program", "--debug"]));
  expectInDebugMessage(await project.run(["preview", "--debug"]));
  expectInDebugMessage(await up("--debug"));
});

test("preview --json, and refresh --json: nothing", async () => {
  program({ peerId: "preview" });
  expect(found(await project.run(["preview", "--json"])).names).toEqual([]);
  expect(found(await project.run(["refresh", "--yes", "--json"])).names).toEqual([]);
});

test("up --plan, when the psk changed after the plan: the engine prints both", async () => {
  program({ psk: CANARIES.planned });
  expect(found(await project.run(["preview", "--save-plan", "plan.json"])).names).toEqual([]);
  program({ psk: CANARIES.last });
  const run = await up("--plan", "plan.json");
  expect(run.code).not.toBe(0);
  const { names, lines } = found(run);
  expect(names).toEqual(["planned", "last"]);
  for (const line of lines) expect(line).toContain("violates plan: properties changed: ~~psk[");
});

test("registerStackTransformation can put in a psk that is no secret: in the diff and in the state", async () => {
  const plain = `({ props, opts }) => ({ props: { ...props, psk: ${JSON.stringify(CANARIES.planned)} }, opts })`;
  program({}, `pulumi.runtime.registerStackTransformation(${plain});\n`);
  const run = await up("--diff");
  expect(run.code).toBe(0);
  expect(found(run).names).toEqual(["planned"]);
  const exported = await project.run(["stack", "export"]);
  expect(found(exported).names).toEqual(["planned"]);
});
