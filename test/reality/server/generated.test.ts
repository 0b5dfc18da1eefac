// Generated requests to the real server and the emulator, side by side. REALITY_SEED repeats a run, REALITY_ROUNDS makes it longer.
import { differencesOf } from "../differential/differences";
import { generatedSteps } from "../differential/generated";
import { play } from "../differential/play";
import { openEmulatorWorld } from "../world/emulator";
import { openNeutronWorld } from "../world/neutron";
import { labFolder, type World } from "../world/world";

const seed = Number(process.env.REALITY_SEED ?? Date.now() % 1_000_000);
const rounds = Number(process.env.REALITY_ROUNDS ?? 15);

test("generated requests are answered alike, and leave the same behind", async () => {
  process.stdout.write(`REALITY_SEED=${seed} REALITY_ROUNDS=${rounds}\n`);
  const steps = generatedSteps(seed, rounds);
  const observe = async (world: World) => {
    await world.hold(true);
    return play(world, steps).finally(() => world.close());
  };
  const real = await observe(await openNeutronWorld(labFolder()));
  expect(differencesOf(real, await observe(await openEmulatorWorld()))).toEqual([]);
});
