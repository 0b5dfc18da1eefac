// Blots out every word of a foreign text that shares six characters in a row with a secret, whatever the text does to it: cut off,
// encoded, in other letters. What a request says in the open (names, ids, addresses) stays readable.
import { isIP } from "node:net";
import { isCidr, isIdentifier } from "../formats";
import { COMMON_WORDS } from "./commonWords";
import { readingsOf } from "./decodings";
import { isPublic, rememberedHolds, sharesWithRemembered } from "./rememberedSecrets";
import { folded, foldedTraced, RUN, runsOf, withoutMarks } from "./runs";
import { MASK, tokensIn } from "./tokenLike";
import type { Traced } from "./traced";

/** What is known about a text and the request that it answers. */
interface Suspicion {
  /** Secrets of the request. */
  readonly secrets: readonly string[];
  /** What the request says in the open: a word that is one of these stays. */
  readonly publicWords: ReadonlySet<string>;
  /** Whether the text speaks of a secret: then no word is too common to be a piece of one. */
  readonly isDelicate: boolean;
  /** Whether the sentence is ours: then a word of letters alone is ours as well. */
  readonly isOwn?: boolean;
}

/** A word that may stand in any sentence, or an option of a command. */
export const LETTERS = /^-{0,2}[a-z]+$/i;

/** The text with MASK in the place of each suspicious word. */
export function blotShared(text: string, suspicion: Suspicion): string {
  const hits = new Uint8Array(text.length);
  for (const reading of readingsOf(text)) {
    markShared(reading, suspicion.secrets, hits);
    for (const [start, end] of tokensIn(reading.text)) hits.fill(PROOF, reading.from[start], reading.to[end - 1]);
    const joined = withoutMarks(reading);
    if (joined !== undefined) markJoined(text, joined, { secrets: suspicion.secrets, hits });
  }
  markCut(text, suspicion.secrets, hits);
  if (hits.every((hit) => hit === 0)) return text;
  return text.replace(/\S+/g, (word, at: number) => blotWord(word, hits.subarray(at, at + word.length), suspicion));
}

/** What is a proof of identity by itself: no word that is known makes it harmless. */
const PROOF = 2;

function markShared(reading: Traced, secrets: readonly string[], hits: Uint8Array): void {
  const { text, from, to } = foldedTraced(reading);
  const own = secrets.map(runsOf);
  for (let at = 0; at + RUN <= text.length; at += 1) {
    const run = text.slice(at, at + RUN);
    if (!own.some((runs) => runs.has(run)) && !sharesWithRemembered(run)) continue;
    hits.fill(1, from[at], to[at + RUN - 1]);
  }
  // One that is shorter than that has to stand alone.
  for (const secret of secrets.map(folded).filter(({ length }) => length >= SHORTEST && length < RUN)) {
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
      const isAlone = !/\w/.test(`${text[at - 1] ?? ""}${text[at + secret.length] ?? ""}`);
      if (isAlone) hits.fill(1, from[at], to[at + secret.length - 1]);
    }
  }
}

// Without the blanks, a secret seems to go on into the next word if only that begins like it: so little is an accident.
function markJoined(text: string, joined: Traced, { secrets, hits }: { secrets: readonly string[]; hits: Uint8Array }) {
  const own = new Uint8Array(text.length);
  markShared(joined, secrets, own);
  if (!own.includes(1)) return;
  for (const { 0: word, index } of text.matchAll(/[^\s=:,;()[\]{}-]+/g)) {
    const letters = [...word.matchAll(/[\p{L}\p{N}]/gu)].map(({ index: at }) => index + at);
    const found = letters.filter((at) => own[at] === 1);
    const isWhole = found.length > 0 && found.length === letters.length && !isBareLetter(text, index, word);
    if (isWhole || found.length >= RUN) for (const at of found) hits[at] = 1;
  }
}

const isBareLetter = (text: string, at: number, word: string) =>
  word.length === 1 && !/\S/.test(`${text[at - 1] ?? ""}${text[at + 1] ?? ""}`);

const SHORTEST = 4;

// `Cana...`: so few characters prove nothing, but the dots say that something was cut off.
function markCut(text: string, secrets: readonly string[], hits: Uint8Array): void {
  const whole = secrets.map(folded).filter(({ length }) => length >= SHORTEST);
  for (const { 1: head = "", index } of text.matchAll(/([^\s'"]{2,})(?=\.{2,}|…|\*+)/g)) {
    for (const { 1: stem = "", index: start } of head.replace(/[.*]+$/, "").matchAll(/(?<=^|[=:,(/[-])(?=(\S{2,}))/g))
      if (whole.some((secret) => secret.startsWith(folded(stem)))) hits.fill(1, index + start, index + head.length);
  }
}

function blotWord(word: string, hits: Uint8Array, suspicion: Suspicion): string {
  if (hits.every((hit) => hit === 0)) return word;
  let [start, end] = [0, word.length];
  while (start < end && hits[start] === 0 && /["'`([{<«=:]/.test(word[start] ?? "")) start += 1;
  while (end > start && hits[end - 1] === 0 && /["'`)\]}>».,;:!?…]/.test(word[end - 1] ?? "")) end -= 1;
  const bare = word.slice(start, end);
  if (isHarmless(bare, hits.subarray(start, end), suspicion)) return word;
  return `${word.slice(0, start)}${MASK}${word.slice(end)}`;
}

// Either the word as a whole is known, or each piece of it that a secret shares.
function isHarmless(word: string, hits: Uint8Array, suspicion: Suspicion): boolean {
  if (hits.includes(PROOF)) return false;
  if (isKnown(word, suspicion)) return true;
  return [...word.matchAll(/[^=:,;/"'()[\]{}<>]+/g)].every(({ 0: piece, index }) => {
    return !hits.subarray(index, index + piece.length).includes(1) || isKnown(piece, suspicion);
  });
}

function isKnown(word: string, { secrets, publicWords, isDelicate, isOwn }: Suspicion): boolean {
  if (isOwn === true && LETTERS.test(word)) return true;
  const plain = folded(word);
  if (publicWords.has(plain) || isPublic(plain)) return true;
  if (!isDelicate && plain.split(/[_.-]/).every((part) => part === "" || COMMON_WORDS.has(part))) return true;
  const id = word.replace(/^req-/, "");
  if (!isIdentifier(id) && !isCidr(word) && isIP(word) === 0) return false;
  // Thousands of keys share six digits with some id; a whole id stands in one only if it is meant.
  return !secrets.some((secret) => folded(secret).includes(folded(id))) && !rememberedHolds(folded(id));
}
