// Every kind of bad input is a clear failure at preview, with the real CLI: no request, no secret, no stack trace.
import { type Emulator, startEmulator } from "../../emulator";
import { BAD_INPUTS } from "../support/badInputs";
import { inputsOf, Project, type Run } from "../support/pulumi";

let emulator: Emulator;
let project: Project;
let runs: Run[];

// Pulumi ends a program at its first refused resource: so each kind has a preview of its own, a few of them side by side.
beforeAll(async () => {
  emulator = await startEmulator();
  project = await Project.open(emulator);
  const cases = BAD_INPUTS.map(({ change }) => sourceOf({ ...inputsOf(emulator), ...change }));
  project.program(`new vpnaas.IpsecSiteConnection("hq", [${cases.join(",\n")}][process.env.CASE]);`);
  runs = [];
  const waiting = [...BAD_INPUTS.keys()];
  const work = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      runs[number] = await project.run(["preview"], { env: { CASE: String(number) } });
    }
  };
  await Promise.all([work(), work(), work()]);
});
afterAll(async () => {
  project.close();
  await emulator.close();
});

// JSON has no undefined, NaN and Infinity; JavaScript has.
function sourceOf(inputs: Record<string, unknown>): string {
  const source = (value: unknown) =>
    typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "undefined");
  return `{ ${Object.entries(inputs).map(([name, value]) => `${name}: ${source(value)}`)} }`;
}

test.each(BAD_INPUTS.map((input, number) => ({ ...input, number })))("$reason", ({ number, change, says }) => {
  const { code, output } = runs[number] ?? { code: 0, output: "" };
  expect(code).not.toBe(0);
  expect(output).toContain(says);
  expect(output).toMatch(/resource 'hq'.* has a problem: /);
  expect(output).not.toMatch(/^\s+at .*\.js:\d+/m);
  const secret = change.psk ?? change.pks;
  if (typeof secret === "string") expect(output).not.toContain(secret);
  expect(output).not.toContain("Canary");
});

test("nothing was sent, not even a login", () => {
  expect(emulator.log).toEqual([]);
});
