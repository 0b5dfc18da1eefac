// Finds the line of a peer's log that says why the tunnel is down, and explains it. Pure: it gets the text.
//
// 1. The log is cut into stretches: a tunnel that came up, a start or a new configuration of the daemon ends what was before.
// 2. The last stretch with a finding counts, and of it the last attempts only.
// 3. Of its lines the one that says most is the finding; of two that say as much, the later one.

import { isIP } from "node:net";
import { maskForeign } from "../core/masking/masking";
import { memoize } from "../core/memoize";
import { escapeControls } from "../core/sanitize";
import { ATTEMPT, CONTEXT, ESTABLISHED, LOG_RULES, type LogCause, RELOADED } from "./peerLogRules";
import { SENTENCES } from "./peerLogSentences";

/** What a log tells, and by which of its lines. */
export interface LogFinding {
  readonly cause: LogCause;
  /** What it means and what to do. */
  readonly sentence: string;
  /** The lines that say so, the decisive one last; without secrets, cut to a length that a terminal shows. */
  readonly lines: readonly string[];
  /** Number of the decisive line; undefined where the text is only the end of a log. */
  readonly at?: number;
}

/** So many attempts back an older, better line still counts. */
const ATTEMPTS = 8;
/** So much of a line is looked at, and so much is shown. */
const LONGEST_READ = 4_000;
const LONGEST_LINE = 300;
/** So many lines before a finding its values may stand. */
const NEAR = 6;

/** The finding of a log; undefined where no line is known. `address`: only what is about the gateway with it, if the log names it. */
export function explainPeerLog(text: string, address?: string): LogFinding | undefined {
  const all = text.split(/\r?\n/).map((line) => line.slice(0, LONGEST_READ));
  // What a service says may be anything.
  const isKnown = address !== undefined && isIP(address) !== 0;
  const lines = isKnown ? linesAbout(all, address) : all.map((line, at) => ({ line, at }));
  const stretches = stretchesOf(lines);
  for (const { isUp, entries } of stretches.toReversed()) {
    const [up] = entries;
    const best = bestOf(entries) ?? (isUp && up !== undefined ? { ...up, cause: "established", index: 0 } : undefined);
    if (best !== undefined) return findingOf(best, entries);
  }
  return undefined;
}

interface Entry {
  readonly line: string;
  readonly at: number;
}

interface Stretch {
  /** Does it begin with a tunnel that came up? */
  readonly isUp: boolean;
  readonly entries: Entry[];
}

function stretchesOf(lines: readonly Entry[]): Stretch[] {
  const stretches: Stretch[] = [{ isUp: false, entries: [] }];
  for (const entry of lines) {
    const isUp = ESTABLISHED.test(entry.line);
    if (isUp || RELOADED.test(entry.line)) stretches.push({ isUp, entries: [] });
    stretches.at(-1)?.entries.push(entry);
  }
  return stretches;
}

interface Found extends Entry {
  readonly cause: LogCause;
  readonly index: number;
}

function bestOf(entries: readonly Entry[]): Found | undefined {
  const attempts = entries.flatMap(({ line }, index) => (ATTEMPT.test(line) ? [index] : []));
  const from = attempts.at(-ATTEMPTS) ?? 0;
  // Each pattern is looked for once: logs are long.
  const firstOf = memoize((pattern: RegExp) => entries.findIndex(({ line }) => pattern.test(line)));
  const isEarlier = (index: number, pattern: RegExp) => firstOf(pattern) >= 0 && firstOf(pattern) < index;
  let [best, weight]: [Found | undefined, number] = [undefined, 0];
  for (const [index, entry] of entries.entries()) {
    if (index < (attempts.length > ATTEMPTS ? from : 0)) continue;
    const rule = LOG_RULES.find(
      ({ weight: own, pattern, needs, lacks, beside }) =>
        own >= weight &&
        pattern.test(entry.line) &&
        (beside === undefined || firstOf(beside) >= 0) &&
        (needs === undefined || isEarlier(index, needs)) &&
        (lacks === undefined || !isEarlier(index, lacks)),
    );
    if (rule === undefined) continue;
    best = { ...entry, cause: rule.cause, index };
    weight = rule.weight;
  }
  return best;
}

function findingOf({ cause, line, at, index }: Found, entries: readonly Entry[]): LogFinding {
  const context = cause === "established" ? [] : entries.slice(Math.max(0, index - NEAR), index);
  const shown = [...context.map((entry) => entry.line).filter((each) => CONTEXT.test(each)), line];
  return { cause, sentence: SENTENCES[cause], lines: shown.map(shownLine), at: at + 1 };
}

function shownLine(line: string): string {
  const cut = line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
  return escapeControls(maskForeign(cut)).trim();
}

// One thread of charon, or one connection of pluto, speaks of one peer at a time: its lines belong to the addresses that it named last.
function linesAbout(all: readonly string[], address: string): Entry[] {
  const named = new RegExp(`(?<![\\da-f:]|\\d\\.)${address.replaceAll(".", "\\.")}(?![\\da-f:]|\\.\\d)`, "i");
  if (!all.some((line) => named.test(line))) return all.map((line, at) => ({ line, at }));
  const about = new Map<string, boolean>();
  return all.flatMap((line, at) => {
    const speaker = /\b(\d\d)\[[A-Z]{3}\]/.exec(line)?.[1] ?? /"([^"]+)"(?:\[\d+\])? #\d+/.exec(line)?.[1];
    if (speaker === undefined) return [{ line, at }];
    const isNamed =
      /(?:received|sending) packet: from|initiating .* to |no IKE config found|peer configs matching/.test(line);
    if (isNamed) about.set(speaker, named.test(line));
    return about.get(speaker) === false ? [] : [{ line, at }];
  });
}
