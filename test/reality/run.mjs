// The program behind `make reality`: gets a real Keystone and Neutron VPNaaS, plays all of test/reality on them, and ends them again.
// Exit codes: 0 all passed, 1 something failed, 3 nothing failed but a part was not run because this machine cannot have it.
// Options: --plugin: the stories are played with the native plugin; --only=PART: a name in `parts`; --keep leaves the servers running; other arguments go to jest.
// REALITY_DIR: where the servers keep their files; REALITY_PORTS: see lab/lab.mjs; REALITY_RECORD=1: see server/differential.test.ts.
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { debianObstacle } from "../../tools/lib/debian.mjs";
import { conclude, count, emptyResult, playTests, skip } from "../../tools/lib/lab-tests.mjs";
import { codeOf, messageOf, runAsProgram, say, since, step } from "../../tools/lib/process.mjs";
import { ensurePulumiCli } from "../../tools/pulumi-cli.mjs";
import { startAgents, stopAgents } from "./lab/agents.mjs";
import { removeLab, startLab } from "./lab/lab.mjs";
import { agentObstacle, installAgents, installServers } from "./lab/packages.mjs";
import { kernelObstacle, peerObstacle, unpackPeers } from "./lab/peerPackages.mjs";
import { serverNames } from "./lab/servers.mjs";
import { unpackPrometheus } from "./lab/watchPackages.mjs";

const base = process.env.REALITY_DIR || join(tmpdir(), "pulumi-vpnaas-reality");

const servers = "MariaDB, RabbitMQ, Keystone, Neutron with VPNaaS, on 127.0.0.1";

/** The parts in their order. Each has servers of its own: an agent would serve every router that there is. */
const parts = {
  servers: {
    folder: `${base}-servers`,
    tests: "test/reality/(stories|server)/",
    title: servers,
    obstacle: async () => undefined,
    start: (folder) => startLab(folder),
    end: removeLab,
  },
  // Prometheus watches the emulator: no servers.
  watch: {
    folder: `${base}-watch`,
    tests: "test/reality/watch/",
    title: "Prometheus, unpacked",
    obstacle: async () => undefined,
    start: unpackPrometheus,
    end: async (folder) => rmSync(folder, { recursive: true, force: true }),
  },
  tunnel: withAgents("tunnel"),
  // What is rendered for the other side, on devices with kernels of their own.
  devices: {
    ...withAgents("devices"),
    obstacle: async () => (await agentObstacle()) ?? (await kernelObstacle()),
    async start(folder) {
      await unpackPeers(folder);
      await startWithAgents(folder);
    },
  },
  // What its second service leaves in the agents holds up the tunnels that come after it.
  twoServices: withAgents("twoServices"),
  renegotiation: withAgents("renegotiation"),
  // The software of the other side alone: no servers.
  peers: withPeers("peers", "(?!negotiation)", peerObstacle),
  negotiation: withPeers("negotiation", "negotiation", kernelObstacle),
};

function withPeers(name, tests, obstacle) {
  return {
    folder: `${base}-${name}`,
    tests: `test/reality/peers/${tests}`,
    title: "strongSwan, libreswan and OpenIKED, unpacked",
    obstacle,
    start: unpackPeers,
    end: async (folder) => rmSync(folder, { recursive: true, force: true }),
  };
}

function withAgents(name) {
  return {
    folder: `${base}-${name}`,
    tests: `test/reality/tunnel/${name}.test`,
    title: servers,
    obstacle: agentObstacle,
    start: startWithAgents,
    async end(folder) {
      await stopAgents(folder);
      await removeLab(folder);
    },
  };
}

async function startWithAgents(folder) {
  await installAgents();
  // The real agents take the place of the stand-in.
  await startLab(
    folder,
    serverNames.filter((server) => server !== "agent"),
  );
  await startAgents(folder);
}

const result = emptyResult();

async function playPart(name, { bin, isKept, jestArgs }) {
  const { folder, tests, title, obstacle: obstacleOf, start, end } = parts[name];
  const reason = await obstacleOf();
  if (reason !== undefined) return skipPart(name, reason);
  if (existsSync(folder)) await step(`${name}: ending what an earlier run left behind`, () => end(folder));
  mkdirSync(folder, { recursive: true });
  try {
    const startedAt = Date.now();
    await step(`${name}: ${title}`, () => start(folder));
    result.lines.push(`${name}: ready after ${since(startedAt)}`);
    const args = jestArgs.length > 0 ? jestArgs : [`--testPathPatterns=${tests}`];
    const env = { VPNAAS_PULUMI_BIN: bin };
    const report = await playTests(folder, { project: "reality", limit: 900_000, args, env });
    count(result, report, (lines) => ["", ...lines]);
  } catch (error) {
    // Other packages than those of Debian 12, a port that is taken: no verdict on what is tested.
    if (codeOf(error) !== "PORT_TAKEN") throw error;
    skipPart(name, messageOf(error));
  } finally {
    if (isKept) say(`${name}: the servers continue to run in ${folder}`);
    else await end(folder);
  }
}

function skipPart(name, reason) {
  const needs = "It needs root on Debian 12 (a container will do), its packages, and free ports on 127.0.0.1.";
  skip(result, name, reason, needs);
}

function print(versions, startedAt) {
  const head = ["", "On", ...versions.map((version) => `  ${version}`), ""];
  process.stdout.write(`${[...head, ...result.lines, "", conclude(result, "reality", startedAt)].join("\n")}\n`);
}

await runAsProgram(import.meta.url, async (args) => {
  const startedAt = Date.now();
  const only = args.find((arg) => arg.startsWith("--only="))?.slice("--only=".length);
  if (only !== undefined && !(only in parts)) throw new Error(`--only is ${Object.keys(parts).join(" or ")}.`);
  const names = only === undefined ? Object.keys(parts) : [only];
  const versions = [];
  const installed = async () => {
    if (["peers", "negotiation"].includes(names.join())) return undefined;
    return installServers().then(
      (found) => void versions.push(...found),
      (error) => error.message,
    );
  };
  const reason = debianObstacle() ?? (only === "watch" ? undefined : await installed());
  if (reason !== undefined) for (const name of names) skipPart(name, reason);
  else {
    const { bin } = await ensurePulumiCli();
    const jestArgs = args.filter((arg) => !["--keep", "--plugin"].includes(arg) && !arg.startsWith("--only="));
    if (args.includes("--plugin")) process.env.VPNAAS_TESTED = "plugin";
    for (const name of names) await playPart(name, { bin, isKept: args.includes("--keep"), jestArgs });
  }
  print(versions, startedAt);
});
