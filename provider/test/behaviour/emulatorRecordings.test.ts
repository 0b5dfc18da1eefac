// The emulator against answers of a real Neutron (Zed) that are kept in test/reality/recordings; `make reality` records them.
import { differencesOf, unusedReasons } from "../../../test/reality/differential/differences";
import { playPlan, recorded } from "../../../test/reality/differential/record";
import { openEmulatorWorld } from "../../../test/reality/world/emulator";

test("every recorded request is answered as the real server answered it, but for the differences that have a reason", async () => {
  const world = await openEmulatorWorld();
  const emulated = await playPlan(world).finally(() => world.close());
  expect(emulated.length).toBeGreaterThan(400);
  expect(differencesOf(recorded(), emulated)).toEqual([]);
  expect(unusedReasons(recorded(), emulated)).toEqual([]);
});
