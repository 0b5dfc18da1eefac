// Recordings of the real server: written from a running lab, and held against the emulator where there is none.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../world/world";
import { PLAN } from "./plan";
import { type Observed, play } from "./play";

const FILE = join(__dirname, "../recordings/neutron-zed.json");

export function recorded(): Observed[] {
  return JSON.parse(readFileSync(FILE, "utf8")) as Observed[]; // as written below
}

export function writeRecording(observed: readonly Observed[]): void {
  // One exchange a line, so that a new recording shows as the exchanges that changed.
  writeFileSync(FILE, `[\n${observed.map((each) => JSON.stringify(each)).join(",\n")}\n]\n`);
}

/** Plays the plan; nothing but the plan itself settles anything. */
export async function playPlan(world: World): Promise<Observed[]> {
  await world.hold(true);
  return play(world, PLAN);
}
