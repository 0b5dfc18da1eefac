// The program behind `make pipelines`: builds and installs what its parts need, starts the servers of each, plays its tests, ends all.
// Exit codes: 0 all passed, 1 something failed, 3 nothing failed but a part was not run because this machine cannot have it.
// Options: --only=gitea,backends…; --keep leaves servers and files; other arguments go to jest.
// PIPELINES_DIR: where the servers keep their files.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { debianObstacle, installMissing, missingPackages } from "../../tools/lib/debian.mjs";
import { ensureGoTools, goToolVersion } from "../../tools/lib/go-tools.mjs";
import { conclude, count, emptyResult, playTests, skip } from "../../tools/lib/lab-tests.mjs";
import { codeOf, messageOf, root, runAsProgram, say, since, step, wasStopped } from "../../tools/lib/process.mjs";
import { ensurePulumiCli } from "../../tools/pulumi-cli.mjs";
import { removeLab, startLab } from "./lab/lab.mjs";

const base = process.env.PIPELINES_DIR || join(tmpdir(), "pulumi-vpnaas-pipelines");
/** Where what was seen (transcripts, comments, issues, tables) stays as text. */
const kept = join(root, ".tmp", "pipelines");

/**
 * The parts in their order: what each needs of Debian and of Go modules, and its servers.
 *
 * @type {Record<string, { packages: readonly string[], tools: readonly string[], servers: readonly string[] }>}
 */
const parts = {
  gitea: {
    packages: ["git", "gcc", "libc6-dev", "util-linux"],
    tools: ["gitea", "act", "minio"],
    servers: ["minio", "gitea"],
  },
  gitlab: { packages: ["git", "rsync"], tools: [], servers: [] },
  backends: { packages: ["postgresql-15", "util-linux"], tools: ["minio"], servers: ["minio", "postgres"] },
  kubernetes: {
    packages: [],
    tools: ["etcd", "kube-apiserver", "kubectl"],
    servers: ["etcd", "kube-apiserver"],
  },
  fleet: { packages: [], tools: [], servers: [] },
};

/** What becomes of the whole, and what was seen. */
const result = { ...emptyResult(), seen: /** @type {string[]} */ ([]) };

function partOf(name) {
  const part = parts[name];
  if (part === undefined) throw new Error(`--only names ${Object.keys(parts).join(", ")}; not ${name}.`);
  return part;
}

async function playPart(name, options) {
  const startedAt = Date.now();
  const tools = await prepare(partOf(name)).catch((error) => {
    if (wasStopped()) throw error;
    skip(result, name, messageOf(error));
  });
  if (tools === undefined) return;
  const folder = `${base}-${name}`;
  if (existsSync(folder)) await step(`${name}: ending what an earlier run left behind`, () => removeLab(folder));
  try {
    result.lines.push("", `${name}: programs and packages there after ${since(startedAt)}`);
    await playIn(folder, { name, tools, ...options });
  } catch (error) {
    if (wasStopped()) throw error;
    if (codeOf(error) === "PORT_TAKEN") return skip(result, name, messageOf(error));
    say(messageOf(error));
    result.lines.push(`  failed  ${messageOf(error).split("\n")[0]}`);
    result.failed += 1;
  } finally {
    keepReport(name, folder);
    if (options.isKept) say(`${name}: the servers continue to run in ${folder}`);
    else await step(`${name}: ending and removing all`, () => removeLab(folder));
  }
}

/** Resolves to the programs of a part; rejects if this machine cannot have one. */
async function prepare({ packages, tools }) {
  const missing = await missingPackages(packages);
  const reason = missing.length > 0 ? debianObstacle() : undefined;
  if (reason !== undefined) throw new Error(`${missing.join(", ")} is missing, and ${reason}`);
  await installMissing(packages, "pipelines");
  return ensureGoTools(tools);
}

async function playIn(folder, { name, tools, bin, jestArgs }) {
  const { packages, servers } = partOf(name);
  const startedAt = Date.now();
  mkdirSync(folder, { recursive: true });
  await step(`${name}: ${servers.join(", ") || "no servers"}, on 127.0.0.1`, () =>
    startLab(folder, { servers, tools }),
  );
  const versions = [...Object.keys(tools).map((tool) => `${tool} ${goToolVersion(tool)}`), ...packages];
  result.lines.push(`  servers after ${since(startedAt)} more; with ${versions.join(", ") || "nothing more"}`);
  const args = jestArgs.length > 0 ? jestArgs : [`--testPathPatterns=test/pipelines/${name}`];
  // What a test that was ended leaves goes with the folder.
  const env = { VPNAAS_PULUMI_BIN: bin, TMPDIR: join(folder, "tmp") };
  const report = await playTests(folder, { project: "pipelines", limit: 1_800_000, args, env });
  count(result, report, (lines) => lines.map((line) => `  ${line}`));
}

// Read before the folder goes, also after a failure: it often tells why.
function keepReport(name, folder) {
  const source = join(folder, "report");
  const target = join(kept, name);
  rmSync(target, { recursive: true, force: true });
  if (!existsSync(source)) return;
  mkdirSync(target, { recursive: true });
  for (const file of readdirSync(source).sort()) {
    const text = readFileSync(join(source, file), "utf8").trimEnd();
    writeFileSync(join(target, file), `${text}\n`);
    result.seen.push("", `${"=".repeat(20)} ${name}/${file}`, text);
  }
}

function print(startedAt) {
  const where = result.seen.length > 0 ? ["", `What was seen is in ${kept}.`] : [];
  const last = conclude(result, "pipelines", startedAt);
  process.stdout.write(`${[...result.seen, ...result.lines, ...where, "", last].join("\n")}\n`);
}

await runAsProgram(import.meta.url, async (args) => {
  const startedAt = Date.now();
  const only = args.find((arg) => arg.startsWith("--only="))?.slice("--only=".length);
  const names = only === undefined ? Object.keys(parts) : only.split(",");
  for (const name of names) partOf(name);
  const { bin } = await ensurePulumiCli();
  const jestArgs = args.filter((arg) => arg !== "--keep" && !arg.startsWith("--only="));
  for (const name of names) await playPart(name, { bin, isKept: args.includes("--keep"), jestArgs });
  print(startedAt);
});
