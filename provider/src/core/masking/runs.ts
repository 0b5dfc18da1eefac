// What is compared when a text is searched for pieces of a secret: letters without case, accents and width, six in a row.
import { rewrite, type Traced } from "./traced";

/** So many characters in a row are no accident. */
export const RUN = 6;

/** The text as it is compared. */
export function folded(text: string): string {
  return /^[!-~]*$/.test(text) ? text.toLowerCase() : [...text].map(foldedCharacter).join("").replace(/\s+/g, " ");
}

/** The same, with the way back. */
export function foldedTraced({ text, from, to }: Traced): Traced {
  const letters: string[] = [];
  const [starts, ends]: [number[], number[]] = [[], []];
  let at = 0;
  for (const character of text) {
    const last = at + character.length - 1;
    for (const unit of foldedCharacter(character)) {
      if (unit === " " && letters.at(-1) === " ") continue;
      for (const half of unit.split("")) {
        letters.push(half);
        starts.push(from[at] ?? 0);
        ends.push(to[last] ?? 0);
      }
    }
    at = last + 1;
  }
  return { text: letters.join(""), from: starts, to: ends };
}

function foldedCharacter(character: string): string {
  if (/^[!-~]$/.test(character)) return character.toLowerCase();
  return /^\s$/u.test(character) ? " " : character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const found = new Map<string, ReadonlySet<string>>();
/** Tokens are renewed for ever, and hold 40 KiB each. */
const MOST_KEPT = 64;

/** Every run of the secret. The last secrets are kept, since the next error asks for the same ones. */
export function runsOf(secret: string): ReadonlySet<string> {
  const known = found.get(secret) ?? new Set(runsOfBoth(secret));
  found.delete(secret);
  found.set(secret, known);
  for (const oldest of found.keys()) {
    if (found.size <= MOST_KEPT) break;
    found.delete(oldest);
  }
  return known;
}

/** The runs of a secret as it is, and of its letters and digits alone. */
export function runsOfBoth(secret: string): string[] {
  const text = folded(secret);
  return [...allRuns(text), ...allRuns(text.replace(MARKS, ""))];
}

/** The text without what may have been put between the characters of a secret: blanks, quotes, commas. Undefined where there is none. */
export function withoutMarks(source: Traced): Traced | undefined {
  return rewrite(source, MARKS, () => "");
}

const MARKS = /[^\p{L}\p{N}]+/gu;

/** Every run of a text that is folded. */
function allRuns(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - RUN + 1) }, (_, at) => text.slice(at, at + RUN));
}
