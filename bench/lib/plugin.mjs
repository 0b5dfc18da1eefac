// The plugin of this package compared with the dynamic provider, and what it takes by itself.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { seeded } from "../../dist/provider/emulator/seed.js";
import { ensureGoPrograms } from "../../tools/lib/go-programs.mjs";
import { root } from "../../tools/lib/process.mjs";
import { openPlugin, openVpnaas, openYaml } from "./contestants.mjs";
import { median, memoryOf, settingsFor } from "./rows.mjs";
import { openService } from "./service.mjs";
import { workOf } from "./work.mjs";

/** @typedef {{ cli: import("../../tools/pulumi-cli.mjs").Cli }} Tools */

/** Milliseconds for which the one connection in YAML is pending. */
const SOON = 300;

/**
 * Median seconds of an `up` of one connection in YAML: one that creates it, and one without a change.
 *
 * @param {Tools} tools
 * @param {number} rounds
 */
export async function measureYaml({ cli }, rounds) {
  const programs = await ensureGoPrograms(["pulumi-language-yaml"]);
  const service = await openService(SOON, true);
  const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = seeded;
  const parts = { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId };
  const inputs = { peerAddress: "203.0.113.9", peerId: "203.0.113.9", psk: "Bench-psk-000000", ...parts };
  const bin = dirname(programs["pulumi-language-yaml"] ?? "");
  const player = await openYaml(cli, service.environment, { bin, inputs });
  const seconds = { create: /** @type {number[]} */ ([]), "no-op": /** @type {number[]} */ ([]) };
  try {
    for (let round = 0; round < rounds; round += 1) {
      seconds.create.push((await player.up()).seconds);
      seconds["no-op"].push((await player.up()).seconds);
      await player.destroy();
    }
  } finally {
    player.close();
    await service.close();
  }
  return { transition: SOON, create: median(seconds.create), "no-op": median(seconds["no-op"]) };
}

/**
 * Milliseconds of CPU until the plugin has printed its port: the median of so many starts. Linux alone tells.
 *
 * @param {number} rounds
 */
export async function measureReady(rounds) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) times.push(await readyOnce());
  return { rounds, milliseconds: median(times) };
}

async function readyOnce() {
  const entry = join(root, "dist/provider/cmd/pulumi-resource-vpnaas/main.js");
  const child = spawn(process.execPath, [entry, "127.0.0.1:1"], { stdio: ["ignore", "pipe", "ignore"] });
  try {
    await new Promise((resolve, reject) => {
      child.stdout.once("data", resolve);
      child.once("exit", (code) => reject(new Error(`the plugin ended with ${code}`)));
    });
    return cpuOf(child.pid);
  } finally {
    child.kill("SIGKILL");
  }
}

// Each thread has its nanoseconds on a processor first.
function cpuOf(pid) {
  const tasks = `/proc/${pid}/task`;
  const times = readdirSync(tasks).map((task) =>
    Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]),
  );
  return times.reduce((sum, each) => sum + each, 0) / 1e6;
}

/**
 * The most bytes of the plugin's process while one field of each of so many connections is changed, 128 at once.
 *
 * @param {Tools} tools
 * @param {number[]} counts
 */
export async function measurePluginMemory({ cli }, counts) {
  const open = (service, env) => openPlugin(cli, { ...service.environment, ...env });
  const measured = [];
  for (const count of counts) measured.push({ count, bytes: await memoryOf(open, count, 128) });
  return measured;
}

/**
 * Median seconds of an `up` without a change of `count` connections, in turns.
 *
 * @param {Tools} tools
 * @param {number} count
 * @param {number} rounds
 */
export async function measureNoops({ cli }, count, rounds) {
  const opened = [];
  try {
    for (const [name, open] of Object.entries({ vpnaas: openVpnaas, plugin: openPlugin })) {
      const service = await openService(0);
      const player = await open(cli, { ...service.environment, ...settingsFor(count) });
      opened.push({ name, service, player, seconds: /** @type {number[]} */ ([]) });
      player.give(workOf(count, 1));
      await player.up({ parallel: count });
    }
    for (let round = 0; round < rounds; round += 1)
      for (const { player, seconds } of opened) seconds.push((await player.up()).seconds);
    const medians = Object.fromEntries(opened.map(({ name, seconds }) => [name, median(seconds)]));
    return { count, rounds, vpnaas: medians.vpnaas ?? Number.NaN, plugin: medians.plugin ?? Number.NaN };
  } finally {
    for (const { player, service } of opened) {
      player.close();
      await service.close();
    }
  }
}
