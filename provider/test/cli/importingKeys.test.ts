// pulumi-vpnaas-import with many pre-shared keys: how they get from the service into the configuration and the import file.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { countIn } from "../support/canarySearch";
import { watchCommandLines } from "../support/commandLines";
import { ExampleStage, writesTo } from "../support/examples";
import { importing, placeConnection } from "../support/importing";
import type { Project } from "../support/pulumi";

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const keyOf = (number: number) => `Canary-psk-of-site-${number} "\\\n'ü$(date)`;

const stage = new ExampleStage();
afterAll(() => stage.close());

async function open(count: number): Promise<{ emulator: Emulator; project: Project }> {
  const emulator = await stage.start({ dialect: "openstack" });
  for (const number of upTo(count))
    placeConnection(emulator, {
      id: `aaaaaaaa-0000-4000-8000-${String(number).padStart(12, "0")}`,
      ...{ name: `site-${number}`, peer_address: `203.0.113.${number}`, psk: keyOf(number) },
    });
  const environment = { ...emulator.environment, PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  const project = await stage.open("adopt-existing", environment, "passphrase");
  rmSync(join(project.folder, "vpn.ts"));
  project.write("index.ts", 'import "./vpn";\n');
  return { emulator, project };
}

const canariesOf = (numbers: readonly number[]) =>
  Object.fromEntries(numbers.map((number) => [String(number), `Canary-psk-of-site-${number} `]));

const text = (project: Project, name: string) => readFileSync(join(project.folder, name), "utf8");

test("30 keys are copied with progress, none of them in a command line, and the import shows no change", async () => {
  const { emulator, project } = await open(30);
  const numbers = upTo(30);
  await project.config("color", "blue");
  const path = join(project.folder, "Pulumi.dev.yaml");
  writeFileSync(path, `# ours\n${text(project, "Pulumi.dev.yaml")}  # the last line\n`);
  const watch = watchCommandLines();
  const { code, output } = await importing(project, "--set-psk");
  const lines = watch.stop();

  expect([code, output.match(/(\d+ of 30 )?pre-shared keys are \w+/g)]).toEqual([
    0,
    ["set", "encrypted"].flatMap((done) =>
      [5, 10, 15, 20, 25, 30].map((count) => `${count} of 30 pre-shared keys are ${done}`),
    ),
  ]);
  const sets = lines.filter((line) => / config set --secret --raw /.test(line));
  expect(sets.length).toBeGreaterThan(0);
  const canaries = canariesOf(numbers);
  expect(
    countIn([...lines, output, text(project, "import.json"), text(project, "vpn.ts")].join("\n"), canaries),
  ).toEqual({});

  const config = JSON.parse(await project.must(["config", "--json", "--show-secrets"]));
  for (const number of numbers) expect(config[`adopt-existing:psk-site-${number}`].value).toBe(keyOf(number));
  expect(config["adopt-existing:color"].value).toBe("blue");
  expect(text(project, "Pulumi.dev.yaml")).toMatch(/^# ours\n(.*\n)*.*# the last line\n/);
  expect(countIn(text(project, "Pulumi.dev.yaml"), canaries)).toEqual({});

  await project.must(["import", "--file", "import.json", "--generate-code=false", "--yes"]);
  await project.must(["preview", "--expect-no-changes"]);
  expect(writesTo(emulator)).toEqual([]);
  const psks = (await project.state()).map(({ outputs }) => JSON.stringify(outputs?.psk));
  expect(psks).toHaveLength(30);
  for (const number of numbers) expect(psks.join()).toContain(JSON.stringify(JSON.stringify(keyOf(number))));
});

test("without a passphrase to encrypt with, the CLI does it, several keys at the same time and each from its standard input", async () => {
  const { project } = await open(6);
  // As with a key that only a cloud has: this command knows nothing of it, the CLI does.
  const { PULUMI_CONFIG_PASSPHRASE: passphrase, ...environment } = project.environment;
  const script = `#!/bin/sh\nPULUMI_CONFIG_PASSPHRASE='${passphrase}' exec ${environment.PULUMI} "$@"\n`;
  writeFileSync(join(project.folder, "pulumi"), script, { mode: 0o755 });
  const watch = watchCommandLines();
  const { code, output } = await importing(
    { folder: project.folder, environment: { ...environment, PATH: `${project.folder}:${environment.PATH}` } },
    "--set-psk",
  );
  const lines = watch.stop();

  expect([code, output]).toEqual([0, expect.stringContaining("6 of 6 pre-shared keys are encrypted for import.json")]);
  expect(lines.filter((line) => / config set --secret --raw /.test(line)).length).toBeGreaterThan(6);
  expect(countIn([...lines, output].join("\n"), canariesOf(upTo(6)))).toEqual({});
  await project.must(["import", "--file", "import.json", "--generate-code=false", "--yes"]);
  await project.must(["preview", "--expect-no-changes"]);
});
