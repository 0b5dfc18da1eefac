// Where secrets can be read after a life of a connection, with each way to log in: nowhere that is ours. What the engine's own
// traces hold is told apart and counted. `make canaries` runs this file for the report that it prints.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, type LoginMethod, startEmulator } from "../../emulator";
import { SETTINGS, type SettingName } from "../../src/settings/table";
import { type Canaries, countIn, type Findings, filesBelow, sum } from "../support/canarySearch";
import { watchCommandLines } from "../support/commandLines";
import { openEitherProject } from "../support/nativeProject";
import { declare, inputsOf, linesOf, type Project } from "../support/pulumi";

const PSK = "Canary-psk-0123456789";
const NEW_PSK = "Canary-psk-9876543210";
/** What the engine writes of the values on their way through it; the SDK's debug messages reach it as events. */
const ENGINE_TRACE = /^((Unm|M)arshaling property for RPC\[|RegisterResource RPC finished: |eventSink::Debug\()/;

interface Login {
  readonly how: string;
  readonly method: LoginMethod;
  /** Where the settings stand: variables, the configuration of the stack, or arguments of a provider in the program. */
  readonly place: "environment" | "configuration" | "arguments";
}

const LOGINS: readonly Login[] = [
  { how: "password in the configuration", method: "password", place: "configuration" },
  { how: "password as a provider's argument", method: "password", place: "arguments" },
  { how: "token in the environment", method: "token", place: "environment" },
  { how: "application credential in the configuration", method: "applicationCredential", place: "configuration" },
  { how: "temporary access key as a provider's argument", method: "temporaryKey", place: "arguments" },
];
const SECRETS = SETTINGS.filter(({ secret }) => secret === true).map(({ name }) => name);

/** Settings by name, from the variables of the same login. */
function settingsOf(emulator: Emulator, method: LoginMethod): Partial<Record<SettingName, string>> {
  const variables = emulator.environmentFor(method);
  const given = SETTINGS.flatMap(({ name, environment }) =>
    environment.flatMap((variable) => (variables[variable] === undefined ? [] : [[name, variables[variable]]])),
  );
  return Object.fromEntries(given);
}

/** Findings by surface: what was printed, files, traces. */
type Report = Record<string, Findings>;

class Life {
  readonly printed: string[] = [];
  readonly #commandLines = watchCommandLines({ below: process.pid });
  /** Command lines of all processes, once the life is over. */
  lines: readonly string[] = [];
  readonly #args: string;

  constructor(
    readonly emulator: Emulator,
    readonly project: Project,
    { method, place }: Login,
  ) {
    this.#args = place === "arguments" ? JSON.stringify(settingsOf(emulator, method)) : "";
  }

  end(): void {
    this.lines = this.#commandLines.stop();
  }

  program(change: Record<string, unknown> = {}): void {
    const options = this.#args === "" ? "{}" : "{ provider: cloud }";
    const provider = this.#args === "" ? "" : `const cloud = new vpnaas.Provider("cloud", ${this.#args});\n`;
    const lookup = `vpnaas.listIpsecSiteConnectionsOutput({ status: "DOWN" }, ${options})`;
    const connection = declare(inputsOf(this.emulator, change), options);
    this.project.program(`${provider}${connection}\nexports.hq = hq; exports.all = ${lookup};`);
  }

  async run(...args: string[]): Promise<number> {
    const { code, output } = await this.project.run(args);
    this.printed.push(output);
    return code;
  }
}

async function open(login: Login): Promise<Life> {
  const emulator = await startEmulator({ dialect: login.method === "applicationCredential" ? "openstack" : "otc" });
  for (const transition of Object.values(emulator.transitions)) transition.reads = 1;
  emulator.pskEcho = "clear";
  const environment = login.place === "environment" ? emulator.environmentFor(login.method) : {};
  const project = await openEitherProject({ environment }, "passphrase");
  if (login.place === "configuration") {
    for (const [name, value] of Object.entries(settingsOf(emulator, login.method)))
      await project.config(
        `vpnaas:${name}`,
        value,
        SECRETS.some((secret) => secret === name),
      );
  }
  return new Life(emulator, project, login);
}

function canariesOf({ emulator }: Life, { method }: Login): Canaries {
  const settings = settingsOf(emulator, method);
  const credentials = SECRETS.flatMap((name) => (settings[name] === undefined ? [] : [[name, settings[name]]]));
  const tokens = emulator.log.flatMap(({ headers, replyHeaders }) =>
    [headers["x-auth-token"], replyHeaders["x-subject-token"]].filter((token) => token !== undefined),
  );
  const numbered = [...new Set(tokens)].map((token, at) => [`session token ${at + 1}`, String(token)]);
  return Object.fromEntries([["psk", PSK], ["new psk", NEW_PSK], ...credentials, ...numbered]);
}

async function live(life: Life): Promise<void> {
  const { emulator } = life;
  life.program();
  expect(await life.run("up", "--yes", "--diff")).toBe(0);
  life.program({ psk: NEW_PSK, peerId: "branch" });
  await life.run("preview", "--json");
  const echo = { status: 400, body: { code: "VPC.1001", message: `psk ${NEW_PSK} is not valid` } };
  emulator.fault({ match: { method: "PUT" }, reply: echo });
  expect(await life.run("up", "--yes", "--skip-preview", "--diff")).not.toBe(0);
  emulator.fault({ match: { method: "PUT" }, times: 9, reply: { status: 502, body: `<html>${NEW_PSK}</html>` } });
  expect(await life.run("up", "--yes", "--skip-preview")).not.toBe(0);
  emulator.clearFaults();
  life.program({ psk: `short${"\n"}`, peerId: 7 });
  expect(await life.run("preview", "--diff")).not.toBe(0);
  const refusal = { status: 401, body: { error: { code: 401, title: "Unauthorized", message: `psk ${PSK}` } } };
  emulator.fault({ match: {}, times: Number.POSITIVE_INFINITY, reply: refusal });
  expect(await life.run("refresh", "--yes", "--skip-preview")).not.toBe(0);
  emulator.clearFaults();
}

/** The traces that the engine writes, if asked to, hold what it gives to a provider that takes no secrets. */
async function traced(life: Life, canaries: Canaries): Promise<Report> {
  const { project } = life;
  life.program({ psk: NEW_PSK, peerId: "traced" });
  const trace = join(project.folder, "up.trace");
  const grpc = join(project.folder, "up.grpc");
  const flags = ["-v=9", "--logtostderr", "--logflow", "--tracing", `file:${trace}`];
  const run = await project.run(["up", "--yes", "--skip-preview", ...flags], {
    env: { PULUMI_DEBUG_GRPC: grpc },
  });
  const lines = linesOf(run).filter((line) => Object.keys(countIn(line, canaries)).length > 0);
  const isEngine = (line: string) => {
    const { msg, v } = line.startsWith("{") ? (JSON.parse(line) as { msg: string; v?: number }) : { msg: line, v: 0 };
    return ENGINE_TRACE.test(msg) && (v ?? 0) >= 3;
  };
  return {
    "printed with -v=9 --logflow, by others than the engine": countIn(
      lines.filter((line) => !isEngine(line)).join("\n"),
      canaries,
    ),
    "engine: printed with -v=9 --logflow": countIn(lines.filter(isEngine).join("\n"), canaries),
    "engine: --tracing file": countIn(readFileSync(trace, "latin1"), canaries),
    "engine: PULUMI_DEBUG_GRPC": countIn(readFileSync(grpc, "latin1"), canaries),
  };
}

function surfaces(life: Life, canaries: Canaries): Report {
  const { folder } = life.project;
  const count = (files: readonly { text: string }[]) => sum(files.map(({ text }) => countIn(text, canaries)));
  // The program itself is where the test writes its secrets; a linked package is the repository.
  const others = filesBelow(folder, ["node_modules", "backend"]).filter(
    ({ path }) => !/index\.js$|up\.(trace|grpc)$/.test(path),
  );
  const urls = life.emulator.log.map(({ path, query }) => ({ text: `${path}?${query}` }));
  return {
    "printed (plain, --diff, --json)": sum(life.printed.map((text) => countIn(text, canaries))),
    "states, backups, history": count(filesBelow(join(folder, "backend"))),
    "project, PULUMI_HOME, TMPDIR": count(others),
    "URLs of requests": count(urls),
    "command lines of all processes": countIn(life.lines.join("\n"), canaries),
  };
}

const reports = new Map<string, Report>();

test("the logins bring every secret setting along", async () => {
  const emulator = await startEmulator();
  const given = LOGINS.flatMap(({ method }) => Object.keys(settingsOf(emulator, method)));
  await emulator.close();
  expect(SECRETS.filter((name) => !given.includes(name))).toEqual([]);
});

describe.each(LOGINS)("logged in by $how", (login) => {
  let life: Life;
  let report: Report;

  beforeAll(async () => {
    life = await open(login);
    await live(life);
    const before = canariesOf(life, login);
    const traces = await traced(life, before);
    await life.run("destroy", "--yes", "--skip-preview");
    life.end();
    const canaries = canariesOf(life, login);
    report = { ...surfaces(life, canaries), ...traces };
    reports.set(login.how, report);
  });
  afterAll(async () => {
    life.project.close();
    await life.emulator.close();
  });

  test("no secret can be read anywhere but in the engine's own traces", () => {
    const ours = Object.entries(report).filter(([surface]) => !surface.startsWith("engine:"));
    expect(ours.length).toBe(6);
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(ours.map(([surface]) => [surface, {}])));
  });

  test("the search itself finds what is there: the engine's trace holds the psk, the command lines hold the commands", () => {
    expect(life.lines).toContainEqual(expect.stringContaining(" up --yes --skip-preview "));
    expect(report["engine: printed with -v=9 --logflow"]?.["new psk"]).toBeGreaterThan(0);
    expect(life.emulator.connections.size).toBe(0);
  });
});

afterAll(() => {
  const lines = [...reports].flatMap(([how, report]) => [
    `logged in by ${how}`,
    ...Object.entries(report).map(([surface, found]) => {
      const counts = Object.entries(found).map(([name, count]) => `${name} ${count}`);
      return `  ${surface.padEnd(56)} ${counts.length === 0 ? "none" : counts.join(", ")}`;
    }),
  ]);
  process.stdout.write(`\nSecrets that can be read, by place:\n${lines.join("\n")}\n`);
});
