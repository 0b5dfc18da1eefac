// A device on the external network of the lab, in a kernel of its own, with what was rendered for it: started, pinged from, ended.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { RenderedPeer } from "../../../provider/src/peer/renderPeer";
import { openStage, type Stage } from "../peers/daemons";
import { deviceOf } from "../peers/device";
import { bootScript, CARD } from "../peers/kernel";

/** Where a device stands. */
export interface Place {
  readonly address: string;
  /** A host in each network behind it; the device itself is all of them. */
  readonly hosts: readonly string[];
  /** Hosts behind the cloud's gateway, which it pings from each of its own. */
  readonly remote: readonly string[];
}

export interface AttachedDevice {
  /** Resolves once the commands have run and the pings are done: the pairs `FROM TO` between which one went through. */
  reached(): Promise<string[]>;
  /** All that it has said, with the log of its daemon once it was reached. */
  said(): string;
  end(): Promise<void>;
}

const TAP = "reality-device";
/** Bridge and length of the prefix of the external network (lab/agents.mjs, lab/seed.mjs). */
const [BRIDGE, PREFIX] = ["brreality", 16];
const DONE = "device: done";

const ip = (...args: string[]) => promisify(execFile)("ip", args);

export async function attachDevice(peer: RenderedPeer, place: Place): Promise<AttachedDevice> {
  await ip("link", "del", TAP).catch(() => undefined);
  await ip("tuntap", "add", TAP, "mode", "tap");
  await ip("link", "set", TAP, "master", BRIDGE, "up");
  const { daemon, script } = deviceOf(peer);
  const stage = openStage(daemon, bootScript(TAP, initOf(place, script)), { network: "machine" });
  return {
    reached: () => pairsReached(stage),
    said: stage.said,
    async end() {
      stage.end();
      await stage.ended;
      await ip("link", "del", TAP);
    },
  };
}

function initOf({ address, hosts, remote }: Place, script: string): string {
  return `ip addr add ${address}/${PREFIX} dev ${CARD}
ip link set ${CARD} up
for host in ${hosts.join(" ")}; do ip addr add $host/24 dev lo; done
# Whatever is behind the gateway can be reached through the tunnel only.
for host in ${remote.join(" ")}; do ip route add $host/32 dev ${CARD}; done
${script}
for from in ${hosts.join(" ")}; do for to in ${remote.join(" ")}; do
  for try in $(seq 10); do
    ping -c 1 -W 1 -I $from $to >/dev/null && echo "ping $from $to" && break
    sleep 1
  done
done; done
cat /mnt/daemon.log
ip -s xfrm state | grep -v -E 'auth|enc '
echo '${DONE}'
while :; do sleep 60; done`;
}

async function pairsReached(stage: Stage): Promise<string[]> {
  let isOver = false;
  void stage.ended.then(() => {
    isOver = true;
  });
  for (let tries = 0; !stage.said().includes(DONE) && !isOver && tries < 240; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 500));
  if (!stage.said().includes(DONE)) throw new Error(`The device has not come to its end:\n${stage.said()}`);
  return [...stage.said().matchAll(/^ping (\S+ \S+)\r?$/gm)].map(([, pair = ""]) => pair);
}
