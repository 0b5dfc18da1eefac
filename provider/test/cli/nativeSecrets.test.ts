// Where secrets can be read after runs with the native plugin: nowhere that is ours. A psk in clear and one that the program marks, a
// failed creation, an import, the password of an explicit provider; the plugin's standard error, the engine's log as it is by default.
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { countIn, filesBelow } from "../support/canarySearch";
import { HQ, placeConnection } from "../support/importing";
import { settingsFor } from "../support/nativePlugin";
import { nativeProgram, openNativeProject } from "../support/nativeProject";
import { declare, inputsOf, type Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

const PSKS = {
  plain: "Canary-psk-plain-1",
  marked: "Canary-psk-marked-2",
  failed: "Canary-psk-failed-3",
  imported: "Canary-psk-imported-4",
};

let emulator: Emulator;
let project: Project;
let printed = "";

beforeAll(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
  emulator.pskEcho = "clear";
  settleAtOnce(emulator);
  placeConnection(emulator, { psk: PSKS.imported });
  project = await openNativeProject(emulator, "passphrase");
});
afterAll(async () => {
  project.close();
  await emulator.close();
});

const canaries = () => ({ ...PSKS, password: emulator.credentials.password });

async function run(...args: string[]): Promise<number> {
  const { code, output } = await project.run([...args, "--logtostderr"]);
  printed += output;
  return code;
}

function program(change: Record<string, unknown>, ...more: string[]): void {
  const login = { ...settingsFor(emulator), password: emulator.credentials.password };
  const marked = JSON.stringify(inputsOf(emulator, { name: "marked", psk: "PSK" }));
  nativeProgram(
    project,
    [
      `const own = new vpnaas.Provider("own", ${JSON.stringify(login)});`,
      declare(inputsOf(emulator, { name: "plain", psk: PSKS.plain, ...change }), "{ provider: own }", "plain"),
      `const marked = new vpnaas.IpsecSiteConnection("marked", ${marked.replace('"PSK"', `pulumi.secret("${PSKS.marked}")`)});`,
      "exports.plain = plain; exports.marked = marked;",
      ...more,
    ].join("\n"),
  );
}

const UP = ["up", "--yes", "--skip-preview", "--diff"];
const IMPORT = ["import", "--generate-code=false", "--protect=false", "--yes", "--skip-preview"];

test("runs that create, fail in three ways, import, refresh and export", async () => {
  program({});
  expect(await run(...UP)).toBe(0);
  const echo = { status: 400, body: { message: `psk ${PSKS.plain} is not valid` } };
  emulator.fault({ match: { method: "PUT" }, reply: echo });
  program({ peerId: "branch" });
  expect(await run(...UP)).not.toBe(0);
  program({ peerId: 7, psk: ` ${PSKS.plain}\n` });
  expect(await run("preview", "--diff")).not.toBe(0);
  emulator.transitions.create.to = "ERROR";
  program({}, declare(inputsOf(emulator, { name: "failed", psk: PSKS.failed }), "{}", "failed"));
  expect(await run(...UP)).not.toBe(0);
  expect((await project.state()).flatMap(({ initErrors = [] }) => initErrors)).toHaveLength(1);
  expect(await run(...IMPORT, "vpnaas:index:IpsecSiteConnection", "hq", HQ)).toBe(0);
  expect(await run("refresh", "--yes", "--skip-preview", "--diff")).toBe(0);
  expect(await run("stack", "export", "--file", "exported.json")).toBe(0);
});

test("no secret can be read in what was printed, in the states, or in any other file", () => {
  const found = filesBelow(project.folder, ["node_modules"])
    .filter(({ path }) => path !== join(project.folder, "index.js"))
    .flatMap(({ path, text }) => {
      const counts = countIn(text, canaries());
      return Object.keys(counts).length === 0 ? [] : [{ path, counts }];
    });
  expect(found).toEqual([]);
  expect(countIn(printed, canaries())).toEqual({});
});

test("the search itself finds what is there: each secret has reached the service or the program", async () => {
  const sent = JSON.stringify(emulator.log.map(({ body }) => body ?? null));
  const { imported: _, ...others } = canaries();
  expect(Object.keys(countIn(sent, others)).toSorted()).toEqual(["failed", "marked", "password", "plain"]);
  expect(printed).toContain("1 imported");
  const state = await project.state();
  expect(state.map(({ outputs }) => outputs?.psk).filter((psk) => psk !== undefined)).toHaveLength(3);
});
