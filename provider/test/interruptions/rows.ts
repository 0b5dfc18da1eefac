// Single cells of the matrix, chosen by hand.
import type { Worlds } from "./matrix";
import type { Boundary, Cell, End, Moment, Signal, Target, Way } from "./model";
import { play } from "./play";
import { STORIES } from "./stories";

/** A cell, and what the user does then. */
export type Row = [story: string, request: string, moment: Moment, signal: Signal, target: Target, way: Way];

/** Plays it: how it ended. */
export async function endsOf(worlds: Worlds, row: Row): Promise<readonly End[]> {
  const cell = cellOf(row);
  const { ends } = await play(await worlds.for(cell.story), cell, { ways: [row[5]], title: "" });
  return ends;
}

function cellOf([name, request, moment, signal, target]: Row): Cell {
  const story = STORIES.find((each) => each.name === name);
  if (story === undefined) throw new Error(`there is no story ${name}`);
  const [method = "", kind = "", number = "1"] = request.split(" ");
  const match = { method, path: new RegExp(`/vpn/${kind}`) };
  const boundary: Boundary = { name: request, match, skip: Number(number) - 1, count: 1 };
  return { story, boundary, moment, signal, target };
}
