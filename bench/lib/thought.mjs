// The process behind measureThought: checks and compares connections that have not changed, as a no-op `up` does, and answers with
// the milliseconds of CPU for each. What is loaded on the first one counts.
import { seeded } from "../../dist/provider/emulator/seed.js";
import { dynamicVerbs } from "../../dist/provider/src/adapters/dynamic/verbs.js";
import { createCloud } from "../../dist/provider/src/cloud.js";
import { resolveSettings } from "../../dist/provider/src/settings/index.js";

const count = Number(process.argv[2]);
const environment = { OS_AUTH_URL: "http://127.0.0.1:1/v3", OS_TOKEN: "t", OS_PROJECT_ID: "p" };
const host = { environment, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
const cloud = createCloud(
  resolveSettings(() => undefined, host),
  () => undefined,
);
const handler = dynamicVerbs("IpsecSiteConnection", cloud, { log: () => undefined });

const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = seeded;
const groups = { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId };
const given = (number) => {
  const peer = `203.0.${Math.floor(number / 250)}.${(number % 250) + 1}`;
  return { name: `branch-${number}`, psk: "Bench-psk-000000", peerAddress: peer, peerId: peer, ...groups };
};

const before = process.cpuUsage();
for (let number = 0; number < count; number += 1) {
  const olds = given(number);
  const { inputs, failures } = handler.check(olds, given(number));
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  const { changes } = handler.diff({ ...inputs, status: "DOWN" }, inputs, olds);
  if (changes === true) throw new Error("an unchanged connection has changed");
}
const { user, system } = process.cpuUsage(before);
process.send?.({ count, milliseconds: (user + system) / 1000 / count });
process.disconnect();
