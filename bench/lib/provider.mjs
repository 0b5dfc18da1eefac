// What the provider does by itself, without the engine: how soon it knows that a connection has settled, what a look at an unchanged
// one costs, and how soon its process answers.
import { fork, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { seeded } from "../../dist/provider/emulator/seed.js";
import { providerText } from "../../dist/provider/src/adapters/dynamic/state.js";
import { dynamicVerbs } from "../../dist/provider/src/adapters/dynamic/verbs.js";
import { createCloud } from "../../dist/provider/src/cloud.js";
import { resolveSettings } from "../../dist/provider/src/settings/index.js";
import { openNothing, openVpnaas } from "./contestants.mjs";
import { nothingText } from "./programs.mjs";
import { median } from "./rows.mjs";
import { openService, TRANSITION } from "./service.mjs";

/** @typedef {Awaited<ReturnType<typeof openService>>} Service */
/** @typedef {ReturnType<typeof dynamicVerbs>} Handler */
/** @typedef {import("../../tools/pulumi-cli.mjs").Cli} Cli */

const require = createRequire(import.meta.url);

/**
 * Milliseconds from "settled at the service" to "known": median and most of so many connections, each alone at its service. The
 * times of the transitions differ a little, so that no look meets the end of one by its rhythm.
 *
 * @param {number} count
 */
export async function measureDelay(count) {
  const delays = await Promise.all(Array.from({ length: count }, (_, number) => delayOf(TRANSITION + number * 37)));
  return { count, median: median(delays), most: Math.max(...delays) };
}

async function delayOf(transition) {
  const service = await openService(0);
  try {
    const handler = handlerAt(service);
    const groups = await partsAt(service);
    const inputsOf = (peerId) => checked(handler, { ...groups, peerId });
    const { id, outs } = await handler.create(inputsOf("203.0.113.9"));
    service.settleAfter(transition);
    await handler.update(id, outs, inputsOf("branch.example.com"));
    return Date.now() - (service.lastUpdateAt() + transition);
  } finally {
    await service.close();
  }
}

function cloudAt(service) {
  const host = { environment: service.environment, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
  const settings = resolveSettings(() => undefined, host);
  return createCloud(settings, () => undefined);
}

const verbsOf = (kind, cloud) => dynamicVerbs(kind, cloud, { log: () => undefined });

/** @param {Service} service */
export const handlerAt = (service) => verbsOf("IpsecSiteConnection", cloudAt(service));

/** @param {Service} service */
export async function partsAt(service) {
  const cloud = cloudAt(service);
  const make = async (kind, inputs) => {
    const handler = verbsOf(kind, cloud);
    return (await handler.create(checked(handler, inputs))).id;
  };
  return {
    ...{ name: "hq", psk: "Bench-psk-000000", peerAddress: "203.0.113.9" },
    vpnserviceId: await make("VpnService", { name: "hub", routerId: seeded.routerId }),
    ikepolicyId: await make("IkePolicy", { name: "ike" }),
    ipsecpolicyId: await make("IpsecPolicy", { name: "ipsec" }),
    localEpGroupId: await make("EndpointGroup", { name: "local", type: "subnet", endpoints: [seeded.subnetId] }),
    peerEpGroupId: await make("EndpointGroup", { name: "remote", type: "cidr", endpoints: ["10.20.0.0/16"] }),
  };
}

/** @param {Handler} handler @param {Record<string, unknown>} given */
export function checked(handler, given) {
  const { inputs, failures } = handler.check({}, given);
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  return inputs;
}

/**
 * Milliseconds of CPU that check and diff take for each of so many unchanged connections, in a process of its own.
 *
 * @param {number} count
 */
export function measureThought(count) {
  const child = fork(fileURLToPath(new URL("thought.mjs", import.meta.url)), [String(count)], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`thought.mjs ended with ${code}`)));
  });
}

/**
 * Milliseconds from the start of the provider's process to its first answer: medians of so many starts, in turns.
 *
 * @param {{ cli: Cli }} tools
 * @param {number} count
 */
export async function measureStarts({ cli }, count) {
  const service = await openService(0);
  const players = { vpnaas: await openVpnaas(cli, service.environment), nothing: await openNothing(cli, {}) };
  const times = { vpnaas: [], nothing: [] };
  const texts = {
    vpnaas: providerText("IpsecSiteConnection"),
    nothing: nothingText,
  };
  try {
    for (let number = 0; number < count; number += 1)
      for (const [name, player] of Object.entries(players))
        times[name].push(await startOnce(player.folder, { name: "hq", __provider: texts[name] }));
  } finally {
    for (const player of Object.values(players)) player.close();
    await service.close();
  }
  const medians = Object.entries(times).map(([name, all]) => [name, { median: median(all) }]);
  return { count, ...Object.fromEntries(medians) };
}

async function startOnce(cwd, inputs) {
  const { credentials } = require("@grpc/grpc-js");
  const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb");
  const { CheckRequest, ConfigureRequest } = require("@pulumi/pulumi/proto/provider_pb");
  const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
  const entry = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
  const startedAt = performance.now();
  const env = { PATH: process.env.PATH, OS_AUTH_URL: "http://127.0.0.1:1/v3", OS_TOKEN: "t", OS_PROJECT_ID: "p" };
  const child = spawn(process.execPath, [entry, "127.0.0.1:1"], { cwd, env, stdio: ["ignore", "pipe", "ignore"] });
  try {
    const port = await new Promise((resolve, reject) => {
      child.stdout.once("data", (chunk) => resolve(String(chunk).trim()));
      child.once("exit", (code) => reject(new Error(`the process of the provider ended with ${code}`)));
    });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const call = (method, request) => promisify(client[method]).call(client, request);
    const settings = new ConfigureRequest();
    settings.setArgs(Struct.fromJavaScript({}));
    await call("configure", settings);
    const request = new CheckRequest();
    request.setOlds(Struct.fromJavaScript({}));
    request.setNews(Struct.fromJavaScript(inputs));
    await call("check", request);
    client.close();
    return performance.now() - startedAt;
  } finally {
    child.kill("SIGKILL");
  }
}
