// A device on the external network of the lab, in a kernel of its own, with what was rendered for it: started, pinged from, ended.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { RenderedPeer } from "../../../provider/src/peer/renderPeer";
import { openStage, type Stage } from "../peers/daemons";
import { deviceOf, type Place, pairsIn } from "../peers/device";
import { bootScript } from "../peers/kernel";

export interface AttachedDevice {
  /** Resolves once the commands have run and the pings are done: the pairs `FROM TO` between which one went through. */
  reached(): Promise<string[]>;
  /** All that it has said, with the log of its daemon once it was reached. */
  said(): string;
  end(): Promise<void>;
}

const TAP = "reality-device";
/** The bridge of the external network (lab/agents.mjs). */
const BRIDGE = "brreality";
const DONE = "device: done";

const ip = (...args: string[]) => promisify(execFile)("ip", args);

export async function attachDevice(peer: RenderedPeer, place: Place): Promise<AttachedDevice> {
  await ip("link", "del", TAP).catch(() => undefined);
  await ip("tuntap", "add", TAP, "mode", "tap");
  await ip("link", "set", TAP, "master", BRIDGE, "up");
  const { daemon, script } = deviceOf(peer, place);
  const init = `${script}\necho '${DONE}'\nwhile :; do sleep 60; done`;
  const stage = openStage(daemon, bootScript(TAP, init), { network: "machine" });
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

async function pairsReached(stage: Stage): Promise<string[]> {
  let isOver = false;
  void stage.ended.then(() => {
    isOver = true;
  });
  for (let tries = 0; !stage.said().includes(DONE) && !isOver && tries < 240; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 500));
  if (!stage.said().includes(DONE)) throw new Error(`The device has not come to its end:\n${stage.said()}`);
  return pairsIn(stage.said());
}
