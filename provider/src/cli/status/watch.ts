// Looks again and again: redraws the table on a terminal; elsewhere it adds a line for each change. An outage of the service is a line, and no end.
import type { Clock } from "../../core/clock";
import { reasonOf } from "../../core/errors";
import { unlessAborted } from "../../waiting/scheduler";
import { type ConnectionView, chosenOf, type Observer, wantedOf } from "./observer";
import { tableOf, timeOf } from "./table";
import { shownText } from "./text";

/** Where the table goes. */
export interface Screen {
  readonly isTerminal: boolean;
  /** Its size, asked for with each drawing: it changes. */
  readonly columns: () => number;
  readonly rows: () => number;
  readonly write: (text: string) => void;
}

interface WatchOptions {
  readonly observer: Observer;
  readonly connections: readonly string[];
  readonly seconds: number;
  readonly screen: Screen;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Watches until the signal. Rejects if the first look fails or lacks a connection: what is wrong then seldom mends itself. */
export async function watchConnections(options: WatchOptions): Promise<void> {
  const { observer, connections, seconds, screen, clock, signal } = options;
  const show = screen.isTerminal ? createDrawing(options) : createLines(options);
  let isFirst = true;
  while (!signal.aborted) {
    try {
      const views = await unlessAborted(observer.look(), signal);
      if (views !== undefined) show.views(isFirst ? wantedOf(views, connections) : chosenOf(views, connections));
    } catch (error) {
      if (isFirst) throw error;
      show.trouble(reasonOf(error));
    }
    isFirst = false;
    await unlessAborted(clock.sleep(seconds * 1000), signal);
  }
  if (screen.isTerminal) screen.write("\n");
}

interface Display {
  views(views: readonly ConnectionView[]): void;
  trouble(reason: string): void;
}

const HOME = "\u001b[H";
const ERASE = "\u001b[J";
/** The empty line, and the last one, which may take two. */
const LINES_BELOW = 3;

function createDrawing({ screen, seconds, clock }: WatchOptions): Display {
  let table: readonly string[] = [];
  const draw = (line: string) => screen.write(`${HOME}${ERASE}${[...table, "", line].join("\n")}`);
  const time = () => timeOf(clock.wallTime(), clock.wallTime());
  return {
    views(views) {
      table = shortened(tableOf(views, screen.columns(), clock.wallTime()), screen.rows() - LINES_BELOW);
      draw(`${time()}, every ${seconds} s. Ctrl-C ends.`);
    },
    trouble: (reason) => draw(`${time()}: the connections could not be read, this is what was seen last: ${reason}`),
  };
}

// What does not fit would push the rest out of the terminal.
function shortened(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const shown = Math.max(1, most - 1);
  return [...lines.slice(0, shown), `… and ${lines.length - shown} more: name the ones to watch`];
}

function createLines({ screen, clock }: WatchOptions): Display {
  const last = new Map<string, ConnectionView>();
  let isReadable = true;
  const line = (text: string) => screen.write(`${new Date(clock.wallTime()).toISOString()} ${text}\n`);
  const called = ({ id, name }: ConnectionView) => shownText(name === "" ? id : name);
  return {
    views(views) {
      if (!isReadable) line("the connections can be read again");
      isReadable = true;
      for (const view of views) {
        const before = last.get(view.id);
        if (before === undefined) line(`${called(view)}: ${shownText(view.status)}`);
        else if (before.status !== view.status)
          line(`${called(view)}: ${shownText(before.status)} → ${shownText(view.status)}`);
        last.set(view.id, view);
      }
      const ids = new Set(views.map(({ id }) => id));
      for (const [id, view] of last) {
        if (ids.has(id)) continue;
        line(`${called(view)}: gone`);
        last.delete(id);
      }
    },
    trouble(reason) {
      if (isReadable) line(`the connections could not be read: ${reason}`);
      isReadable = false;
    },
  };
}
