// The emulator against answers of a real Neutron (Zed) that are kept in test/reality/recordings; `make reality` records them.
import { differencesOf, unusedReasons } from "../../../test/reality/differential/differences";
import type { Observed } from "../../../test/reality/differential/play";
import { playPlan, recorded } from "../../../test/reality/differential/record";
import { openEmulatorWorld } from "../../../test/reality/world/emulator";

let emulated: Observed[];
beforeAll(async () => {
  const world = await openEmulatorWorld();
  emulated = await playPlan(world).finally(() => world.close());
});

test("every recorded request is answered as the real server answered it, but for the differences that have a reason", () => {
  expect(emulated.length).toBeGreaterThan(400);
  expect(differencesOf(recorded(), emulated)).toEqual([]);
  expect(unusedReasons(recorded(), emulated)).toEqual([]);
});

/** Refusals whose sentence is that of another release of Neutron; no client acts on it. */
const WORDED_OTHERWISE = [
  ...["group without endpoints", "group with null endpoints", "networks beside groups"],
  ...["change: networks beside groups", "change: somebody else's project", "change: project", "an array", "null"],
  ...["list: sort_key=psk&sort_dir=asc", "list: sort_key=colour&sort_dir=asc", "groups: sorted"],
];

test("every recorded refusal has the sentence of the real server, but for those of another release", () => {
  const real = new Map(recorded().map(({ name, message }) => [name, message]));
  const refusals = emulated.filter(({ message }) => message !== undefined);
  expect(refusals.length).toBeGreaterThan(200);
  expect(refusals.filter(({ name, message }) => real.get(name) !== message).map(({ name }) => name)).toEqual(
    WORDED_OTHERWISE,
  );
});
