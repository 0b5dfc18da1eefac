// Every kind of bad input is a clear failure at preview, with the real CLI: no request, no secret, no stack trace.
import { type Emulator, startEmulator } from "../../emulator";
import { BAD_INPUTS } from "../support/badInputs";
import { BAD_INPUTS_OF_KINDS } from "../support/badInputsOfKinds";
import { previewEach } from "../support/previews";
import { Project, type Run } from "../support/pulumi";
import { validInputs } from "../support/validInputs";

const ALL = [
  ...BAD_INPUTS.map((input) => ({ kind: "IpsecSiteConnection" as const, dialect: "otc" as const, ...input })),
  ...BAD_INPUTS_OF_KINDS.map((input) => ({ dialect: "otc" as const, ...input })),
];
const TEN_MINUTES = 600_000;

describe.each(["otc", "openstack"] as const)("on %s", (dialect) => {
  const mistakes = ALL.filter((mistake) => mistake.dialect === dialect).map((mistake, number) => ({
    ...mistake,
    number,
  }));
  let emulator: Emulator;
  let project: Project;
  let runs: Run[];

  beforeAll(async () => {
    emulator = await startEmulator({ dialect });
    project = await Project.open(emulator);
    const { seeded } = emulator;
    runs = await previewEach(
      project,
      mistakes.map(({ kind, change }) => ({ kind, inputs: validInputs(kind, seeded, change) })),
    );
  }, TEN_MINUTES);
  afterAll(async () => {
    project.close();
    await emulator.close();
  });

  test.each(mistakes)("$reason", ({ number, change, says }) => {
    const { code, output } = runs[number] ?? { code: 0, output: "" };
    expect(code).not.toBe(0);
    expect(output).toContain(says);
    expect(output).toMatch(/resource 'hq'.* has a problem: /);
    const [, diagnostics = ""] = output.split("Diagnostics:");
    expect(diagnostics.split(says)).toHaveLength(2);
    expect(output).not.toMatch(/property \S+ value \{/i);
    expect(output).not.toMatch(/^\s+at .*\.js:\d+/m);
    const secret = change.psk ?? change.pks;
    if (typeof secret === "string") expect(output).not.toContain(secret);
    expect(output).not.toContain("Canary");
  });

  test("nothing was sent, not even a login", () => {
    expect(emulator.log).toEqual([]);
  });
});
