// Warnings about inputs with the real CLI: one line for each kind of warning, and none for what was there before.
import { type Emulator, startEmulator } from "../../emulator";
import { Project } from "../support/pulumi";

let emulator: Emulator;
let project: Project;

beforeAll(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
  project = await Project.open(emulator);
});
afterAll(async () => {
  project.close();
  await emulator.close();
});

function declare(count: number, rest: string): void {
  project.program(
    `for (let i = 1; i <= ${count}; i += 1) new vpnaas.IkePolicy("ike-" + i, { name: "ike-" + i, ${rest} });`,
  );
}

async function warningsOf(...args: string[]): Promise<string[]> {
  const [, diagnostics = ""] = (await project.must(args)).split("Diagnostics:");
  return diagnostics.split("\n").flatMap((line) => /warning: (.*\S)/.exec(line)?.[1] ?? []);
}

const weak = (who: string) => [
  expect.stringMatching(new RegExp(`^${who}: authAlgorithm is "sha1": this hash is weak`)),
  expect.stringMatching(new RegExp(`^${who}: encryptionAlgorithm is "3des": this cipher is weak`)),
];
const SHA1 = 'authAlgorithm: "sha1", encryptionAlgorithm: "3des"';

test("thirty objects with two weak choices give two lines", async () => {
  declare(30, SHA1);
  const expected = weak("30 objects \\(ike-\\d+, ike-\\d+, ike-\\d+ and 27 more\\)");
  expect(await warningsOf("preview")).toEqual(expected);
  expect(await warningsOf("up", "--yes", "--skip-preview")).toEqual(expected);
});

test("what was so before is no news, a new one and a changed one are", async () => {
  expect(await warningsOf("preview")).toEqual([]);
  declare(30, `${SHA1}, description: "changed"`);
  expect(await warningsOf("preview")).toEqual([]);
  declare(31, SHA1);
  expect(await warningsOf("preview")).toEqual(weak("ike-31"));
});
