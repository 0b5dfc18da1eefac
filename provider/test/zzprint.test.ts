import { writeFileSync } from "node:fs";
import { differencesOf } from "../../test/reality/differential/differences";
import { playPlan, recorded } from "../../test/reality/differential/record";
import { openEmulatorWorld } from "../../test/reality/world/emulator";

test("x", async () => {
  const world = await openEmulatorWorld();
  const emulated = await playPlan(world).finally(() => world.close());
  const d = differencesOf(recorded(), emulated);
  writeFileSync(
    "/tmp/reality/diffs.txt",
    `${d.length} of ${emulated.length}\n` +
      d
        .map((x) => `## ${x.name} :: ${x.request}\n  R ${JSON.stringify(x.real)}\n  E ${JSON.stringify(x.other)}\n`)
        .join(""),
  );
  const m = recorded().flatMap((r) => {
    const e = emulated.find((y) => y.name === r.name);
    return e?.message !== r.message ? [`${r.name}\n  R ${r.message}\n  E ${e?.message}\n`] : [];
  });
  writeFileSync("/tmp/reality/msgs.txt", m.join(""));
});
