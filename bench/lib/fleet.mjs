// Many customers: a fleet with a small stack for each, compared with one stack that holds all of their connections.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seeded } from "../../dist/provider/emulator/seed.js";
import { mustRun, root } from "../../tools/lib/process.mjs";
import { linkPackage, openVpnaas } from "./contestants.mjs";
import { openService, TRANSITION } from "./service.mjs";
import { watchTree } from "./tree.mjs";
import { workOf } from "./work.mjs";

/** @typedef {{ cli: import("../../tools/pulumi-cli.mjs").Cli }} Tools */
/** @typedef {{ stacks: number, each: number, atOnce: number }} Size */
/** @typedef {"create" | "no-op" | "update" | "drift" | "destroy"} StepName */
/** @typedef {Record<StepName, { seconds: number, requests: number, memory: number | undefined }>} Steps `memory`: bytes of all processes */

/** Slots of the one stack: as docs/scale.md advises. */
const PARALLEL = 128;
const LIMIT_SECONDS = 3600;

/**
 * A life of so many stacks of `each` connections, and of one stack with as many, its state written after each step.
 *
 * @param {Tools} tools
 * @param {Size} size
 */
export async function measureFleet(tools, size) {
  return { ...size, fleet: await measureStacks(tools, size), one: await measureOne(tools, size.stacks * size.each) };
}

/** @param {Tools} tools @param {Size} size */
async function measureStacks({ cli }, size) {
  const service = await openService(TRANSITION);
  const folder = openFolder();
  const env = environmentIn(folder, cli, service.environment);
  const fleet = (/** @type {string[]} */ ...args) =>
    mustRun(process.execPath, ["fleet.ts", ...args, "--at-once", String(size.atOnce)], {
      ...{ cwd: folder, env, limitSeconds: LIMIT_SECONDS },
    });
  try {
    return await measureSteps(service, {
      give: (version) => giveCustomers(folder, { ...size, version }),
      up: () => fleet("up"),
      drift: () => fleet("drift"),
      destroy: () => fleet("destroy", "--all"),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await service.close();
  }
}

/** @param {Tools} tools @param {number} count */
async function measureOne({ cli }, count) {
  const service = await openService(TRANSITION);
  const player = await openVpnaas(cli, service.environment);
  const slots = { parallel: PARALLEL };
  try {
    return await measureSteps(service, {
      give: (version) => player.give(workOf(count, version)),
      up: () => player.up(slots),
      drift: () => player.drift(slots),
      destroy: () => player.destroy(slots),
    });
  } finally {
    player.close();
    await service.close();
  }
}

/**
 * @typedef {object} Player
 * @property {(version: number) => void} give says what is to be there
 * @property {() => Promise<unknown>} up
 * @property {() => Promise<unknown>} drift
 * @property {() => Promise<unknown>} destroy
 */

/**
 * @param {Awaited<ReturnType<typeof openService>>} service
 * @param {Player} player
 */
async function measureSteps(service, { give, up, drift, destroy }) {
  const steps = /** @type {Steps} filled below */ ({});
  const measure = async (/** @type {StepName} */ name, /** @type {() => Promise<unknown>} */ act) => {
    service.forget();
    const memory = watchTree();
    const startedAt = performance.now();
    await act();
    const seconds = (performance.now() - startedAt) / 1000;
    steps[name] = { seconds, requests: service.counts().requests, memory: memory.end() };
    await service.settled();
  };
  give(1);
  await measure("create", up);
  await measure("no-op", up);
  give(2);
  await measure("update", up);
  await measure("drift", drift);
  await measure("destroy", destroy);
  return steps;
}

// Copied, since the example may not find the packages of the checkout from where it lies.
function openFolder() {
  mkdirSync(join(root, ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(root, ".tmp/bench-"));
  const example = join(root, "examples/fleet");
  for (const name of readdirSync(example).filter((each) => /\.(ts|json)$/.test(each)))
    cpSync(join(example, name), join(folder, name));
  for (const name of ["backend", "tmp", "home", "node_modules/@pulumi"])
    mkdirSync(join(folder, name), { recursive: true });
  symlinkSync(join(root, "node_modules/@pulumi/pulumi"), join(folder, "node_modules/@pulumi/pulumi"));
  linkPackage(folder);
  return folder;
}

function environmentIn(folder, cli, environment) {
  return {
    // The CLI before node_modules/.bin, which holds a wrapper of that name.
    PATH: `${cli.bin}:${join(root, "node_modules/.bin")}:${process.env.PATH}`,
    HOME: folder,
    TMPDIR: join(folder, "tmp"),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "correct horse",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ...environment,
  };
}

/** @param {string} folder @param {Size & { version: number }} size */
function giveCustomers(folder, { stacks, each, version }) {
  const customers = {};
  const keys = {};
  for (let number = 0; number < stacks; number += 1) {
    const sites = Array.from({ length: each }, (_, site) => [`site-${site}`, siteOf(number, site, version)]);
    const connections = Object.fromEntries(sites);
    customers[`customer-${number}`] = { routerId: seeded.routerId, subnetIds: [seeded.subnetId], connections };
    const psk = `Bench-psk-${String(number).padStart(6, "0")}`;
    keys[`customer-${number}`] = Object.fromEntries(Object.keys(connections).map((site) => [site, psk]));
  }
  writeFileSync(join(folder, "customers.json"), JSON.stringify(customers));
  writeFileSync(join(folder, "keys.json"), JSON.stringify(keys));
}

function siteOf(number, site, version) {
  return {
    peerAddress: `198.18.${number}.${site + 1}`,
    peerId: `site-${site}.v${version}.example.com`,
    peerCidrs: [`100.${64 + (number % 64)}.${site}.0/24`],
  };
}
