// How long a preview of a small program in TypeScript takes in each way in which Node can get its JavaScript, all in one run.
import { openTypescript } from "./contestants.mjs";
import { median } from "./rows.mjs";
import { openService } from "./service.mjs";

/** What Pulumi.yaml says for each way, and what it needs besides. */
const WAYS = [
  { name: "precompiled by tsc", options: "{ typescript: false }", main: "index.js" },
  { name: "Node's own type stripping", options: "{ typescript: false }", main: "index.ts" },
  {
    ...{ name: "tsx", options: '{ typescript: false, nodeargs: "--import tsx" }', main: "index.ts" },
    packages: ["tsx", "esbuild", "@esbuild"],
  },
  { name: "ts-node (the default of Pulumi)", options: "{ typescript: true }", main: "index.ts" },
];

/**
 * Median seconds of a `pulumi preview` in each way, in turns.
 *
 * @param {{ cli: import("../../tools/pulumi-cli.mjs").Cli }} tools
 * @param {number} rounds
 */
export async function measureProgramStarts({ cli }, rounds) {
  const service = await openService(0);
  /** @type {(typeof WAYS[number] & { seconds: number[], player: Awaited<ReturnType<typeof openTypescript>> })[]} */
  const players = [];
  try {
    for (const way of WAYS)
      players.push({ ...way, seconds: [], player: await openTypescript(cli, service.environment, way) });
    for (let round = 0; round < rounds; round += 1)
      for (const { seconds, player } of players) seconds.push((await player.preview()).seconds);
    return players.map(({ name, options, main, seconds }) => ({ name, options, main, seconds: median(seconds) }));
  } finally {
    for (const { player } of players) player.close();
    await service.close();
  }
}
