// The emulator answers as the real server does: the same plan on both, side by side. With REALITY_RECORD=1 the real answers are kept.
import { differencesOf, unusedReasons } from "../differential/differences";
import { playPlan, recorded, writeRecording } from "../differential/record";
import { openEmulatorWorld } from "../world/emulator";
import { openNeutronWorld } from "../world/neutron";
import { labFolder, type World } from "../world/world";

async function observe(open: () => Promise<World>) {
  const world = await open();
  return playPlan(world).finally(() => world.close());
}

test("the real server, the emulator and the recording answer every request of the plan alike", async () => {
  const real = await observe(() => openNeutronWorld(labFolder()));
  if (process.env.REALITY_RECORD === "1") writeRecording(real);
  const emulated = await observe(openEmulatorWorld);
  expect(differencesOf(real, emulated)).toEqual([]);
  expect(differencesOf(real, recorded())).toEqual([]);
  expect(unusedReasons(real, emulated)).toEqual([]);
  process.stdout.write(`${real.length} requests answered alike\n`);
});
