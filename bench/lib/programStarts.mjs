// How long a preview of a small program in TypeScript takes in each way in which Node can get its JavaScript, all in one run: on a
// machine that has seen nothing of it, as in a pipeline, and again.
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
 * Median seconds of a `pulumi preview` in each way, in turns: the `first` one of a machine, and the one `again`.
 *
 * @param {{ cli: import("../../tools/pulumi-cli.mjs").Cli }} tools
 * @param {number} rounds
 */
export async function measureProgramStarts({ cli }, rounds) {
  const service = await openService(0);
  /** @type {(typeof WAYS[number] & { first: number[], again: number[], player: Awaited<ReturnType<typeof openTypescript>> })[]} */
  const players = [];
  try {
    for (const way of WAYS)
      players.push({ ...way, first: [], again: [], player: await openTypescript(cli, service.environment, way) });
    for (let round = 0; round < rounds; round += 1)
      for (const { first, again, player } of players) {
        // ts-node and tsx keep what they have translated there.
        player.emptyTemporaryFolder();
        first.push((await player.preview()).seconds);
        again.push((await player.preview()).seconds);
      }
    return players.map(({ first, again, name, options, main }) => {
      return { name, options, main, first: median(first), again: median(again) };
    });
  } finally {
    for (const { player } of players) player.close();
    await service.close();
  }
}
