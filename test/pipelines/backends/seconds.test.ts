// What the distance to the state costs: seconds to bring up 100 connections, with the backend near and 20 ms away.
import { columns, report } from "../world/lab";
import type { Backend } from "./places";
import { openStory, type Story } from "./story";

const COUNT = 100;
const SETTLE_MILLISECONDS = 3000;
const cases: readonly (readonly [backend: Backend, roundTrip: number])[] = [
  ["file", 0],
  ["MinIO (S3)", 0],
  ["PostgreSQL", 0],
  ["MinIO (S3)", 20],
  ["PostgreSQL", 20],
];

const rows: string[][] = [];
const near = new Map<Backend, number>();
afterAll(() => {
  const head = ["state on", "round trip", "seconds", "a step, more than near"];
  const title = `${COUNT} connections, --parallel ${COUNT}, a service that settles in ${SETTLE_MILLISECONDS / 1000} s:`;
  report("seconds.txt", `${title}\n${columns([head, ...rows])}`);
});

let story: Story;
afterEach(() => story.close());

test.each(cases)("%s, %i ms away: 100 connections, each created once", async (backend, roundTrip) => {
  story = await openStory(backend, roundTrip);
  const { project, emulator } = story;
  for (const transition of Object.values(emulator.transitions)) transition.milliseconds = SETTLE_MILLISECONDS;
  story.declare(COUNT);
  const startedAt = performance.now();
  await project.up("--parallel", String(COUNT));
  const seconds = (performance.now() - startedAt) / 1000;
  expect(emulator.connections.size).toBe(COUNT);
  expect(story.posts()).toBe(COUNT);
  if (roundTrip === 0) near.set(backend, seconds);
  const more = (seconds - (near.get(backend) ?? seconds)) / COUNT;
  rows.push([backend, `${roundTrip} ms`, `${seconds.toFixed(1)} s`, roundTrip === 0 ? "" : `${more.toFixed(2)} s`]);
});
