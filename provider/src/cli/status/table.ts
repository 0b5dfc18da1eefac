// The connections as a table that fits the terminal.
import type { ConnectionView } from "./observer";
import { fitted, shownText, widthOf } from "./text";

const TITLES = ["NAME", "PEER", "STATUS", "SEEN SINCE", "SERVICE"] as const;
/** Columns that may be cut, and how narrow they may become. */
const FLEXIBLE: readonly number[] = [0, 1, 4];
const NARROWEST = 6;
const GAP = 2;
const DAY = 86_400_000;

/** The lines of the table; `columns`: the width of the terminal, `now`: milliseconds since the epoch. */
export function tableOf(views: readonly ConnectionView[], columns: number, now: number): string[] {
  const rows = views.map(({ id, name, peer, status, service, since }) =>
    [name === "" ? id : name, peer, status === "" ? "-" : status, timeOf(since, now), service.name || service.id].map(
      shownText,
    ),
  );
  const widths = widthsFor([[...TITLES], ...rows], columns);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => fitted(cell, widths[at] ?? 0))
      .join(" ".repeat(GAP))
      .trimEnd();
  return [line(TITLES), ...rows.map(line)];
}

function widthsFor(rows: readonly (readonly string[])[], columns: number): number[] {
  const widths = TITLES.map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ""))));
  const total = () => widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1));
  while (total() > columns) {
    const widest = FLEXIBLE.reduce((best, at) => ((widths[at] ?? 0) > (widths[best] ?? 0) ? at : best));
    const width = widths[widest] ?? 0;
    if (width <= NARROWEST) break;
    widths[widest] = width - 1;
  }
  return widths;
}

/** The time of day on this machine, with the date where that is a day ago. */
export function timeOf(instant: number, now: number): string {
  const date = new Date(instant);
  const two = (value: number) => String(value).padStart(2, "0");
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (now - instant < DAY) return `${time}:${two(date.getSeconds())}`;
  return `${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}`;
}
