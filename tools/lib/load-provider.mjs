// The provider's side of the load: many connections created, changed and deleted at once through one cloud, as the engine does
// with a high --parallel. A process of its own, so that its memory is its own; answers with one line of JSON.

import { seeded } from "../../dist/provider/emulator/seed.js";
import { dynamicVerbs } from "../../dist/provider/src/adapters/dynamic/verbs.js";
import { createCloud } from "../../dist/provider/src/cloud.js";
import { resolveSettings } from "../../dist/provider/src/settings/index.js";

const mebibyte = 1024 * 1024;
const [count, dialect] = [Number(process.argv[2]), process.argv[3]];
const cloud = createCloud(
  resolveSettings((name) => ({ dialect })[name]),
  () => {},
);
const handler = dynamicVerbs("IpsecSiteConnection", cloud, { log: () => undefined });
const phases = [];
const failures = [];

const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = seeded;
const groups = { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId };

// Open Telekom Cloud has one connection for each peer address.
function inputsOf(number, change = {}) {
  const peer = `203.${Math.floor(number / 62_500)}.${Math.floor(number / 250) % 250}.${(number % 250) + 1}`;
  const given = {
    name: `load-${number}`,
    psk: `Load-psk-${number}-0123456789`,
    peerAddress: peer,
    peerId: peer,
    ...groups,
    ...change,
  };
  const { inputs, failures: refused } = handler.check({}, given);
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  return inputs;
}

async function all(name, items, act) {
  const startedAt = Date.now();
  const results = await Promise.allSettled(items.map(act));
  failures.push(...results.flatMap((each) => (each.status === "rejected" ? [`${name}: ${each.reason}`] : [])));
  const seconds = (Date.now() - startedAt) / 1000;
  phases.push({ name, seconds, rss: Math.round(process.memoryUsage().rss / mebibyte) });
  return results.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
}

const numbers = Array.from({ length: count }, (_, number) => number);
const before = Math.round(process.memoryUsage().rss / mebibyte);
const made = await all("create", numbers, async (number) => {
  const inputs = inputsOf(number);
  return { ...(await handler.create(inputs)), number };
});
process.send?.({ phase: "created" });
const changed = await all("update", made, async ({ id, outs, number }) => ({
  id,
  outs: await handler.update(id, outs, inputsOf(number, { name: `load-${number}-new` })),
}));
process.send?.({ phase: "updated" });
await all("delete", changed, ({ id, outs }) => handler.delete(id, outs));
process.disconnect?.();
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(`${JSON.stringify({ before, peak, phases, failures })}\n`);
