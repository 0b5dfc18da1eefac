// The secrets of all requests of this process: a server may quote what another request had told it. Finds those that a text holds
// without trying each, since a thousand connections have a thousand keys, and a thousand errors may speak of them.
import { COMMON_WORDS } from "./commonWords";
import { folded, runsOfBoth } from "./runs";
import { SHORT, spellingsOf } from "./spellings";

/** Signed tokens hold 40 KiB, and look like tokens. */
const TOO_LONG = 2_000;
/** A shorter secret is a piece of many a harmless text: it is masked only where its own request fails. */
const LONG_ENOUGH = 6;

interface Spelling {
  /** In capitals, as the text is compared. */
  readonly text: string;
  readonly secret: string;
}

const remembered = new Set<string>();
/** Remembered, but not looked for yet: their spellings are worked out when there is a text. */
const unsorted = new Set<string>();
/** Spellings by their first characters; none has fewer. */
const byHead = new Map<string, Spelling[]>();
/** The same for their runs, which only texts of a server are searched for. */
const withoutRuns = new Set<string>();
const runs = new Set<string>();
const foldedSecrets: string[] = [];
const publicWords = new Set<string>();

/** Adds a secret to those that are masked in every text of this process. */
export function rememberSecret(value: unknown): void {
  if (typeof value !== "string" || value.length < LONG_ENOUGH || remembered.has(value)) return;
  if (value.length > TOO_LONG || COMMON_WORDS.has(folded(value))) return;
  remembered.add(value);
  unsorted.add(value);
  withoutRuns.add(value);
}

/** Adds what the program says in the open, such as a name: it stays readable even where a secret shares a piece of it. */
export function rememberPublic(value: unknown): void {
  if (typeof value === "string" && value.length >= LONG_ENOUGH) publicWords.add(folded(value));
}

/** Whether the program has said this in the open. The text has to be folded. */
export function isPublic(text: string): boolean {
  return publicWords.has(text);
}

/** The remembered secrets that the text holds, in any spelling and any case. */
export function rememberedIn(text: string): string[] {
  sortIn();
  const capitals = text.toUpperCase();
  const found = new Set<string>();
  for (let at = 0; at + SHORT <= capitals.length; at += 1) {
    for (const spelling of byHead.get(capitals.slice(at, at + SHORT)) ?? [])
      if (capitals.startsWith(spelling.text, at)) found.add(spelling.secret);
  }
  return [...found];
}

/** Whether a remembered secret holds this run of characters, which has to be folded. */
export function sharesWithRemembered(run: string): boolean {
  for (const secret of withoutRuns) {
    const text = folded(secret);
    foldedSecrets.push(text);
    for (const own of runsOfBoth(secret)) runs.add(own);
  }
  withoutRuns.clear();
  return runs.has(run);
}

/** Whether a remembered secret holds the whole text, which has to be folded and to share a run with one. Goes through all. */
export function rememberedHolds(text: string): boolean {
  return foldedSecrets.some((secret) => secret.includes(text));
}

function sortIn(): void {
  for (const secret of unsorted) {
    for (const text of new Set(spellingsOf(secret).map((spelling) => spelling.toUpperCase()))) {
      const head = text.slice(0, SHORT);
      const others = byHead.get(head);
      if (others === undefined) byHead.set(head, [{ text, secret }]);
      else others.push({ text, secret });
    }
  }
  unsorted.clear();
}
