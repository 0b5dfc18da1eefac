// The secrets of all requests of this process: a server may quote what another request had told it. Finds those that a text holds
// without trying each, since a thousand connections have a thousand keys, and a thousand errors may speak of them.
import { SHORT, spellingsOf } from "./spellings";

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

/** Adds a secret to those that are masked in every text of this process. */
export function rememberSecret(value: unknown): void {
  if (typeof value !== "string" || value.length < LONG_ENOUGH || remembered.has(value)) return;
  remembered.add(value);
  unsorted.add(value);
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
