// What holds for everything that the provider gives out, whatever it was given.
import { CANARY } from "./hostile";

const LONGEST_SENTENCE = 2_500;
const BUGS = ["TypeError", "RangeError", "ReferenceError", "SyntaxError", "URIError", "DataCloneError"];

// Sorted and written down before anything runs.
const PROTOTYPE = Object.getOwnPropertyNames(Object.prototype).sort().join(" ");

/** Throws if the value would change on its way through JSON, or if a text in it is no Unicode: the engine would refuse that. */
export function expectClean(value: unknown): void {
  const text = JSON.stringify(value);
  if (!isSameText(value, JSON.parse(text))) throw new Error(`not clean as JSON: ${text.slice(0, 500)}`);
  if (/\\ud[89a-f][0-9a-f]{2}/i.test(text.replace(/\\\\/g, "")))
    throw new Error(`a lone surrogate: ${text.slice(0, 500)}`);
}

/** Throws if a sentence for the user is not one: too long, broken Unicode, control characters, or the psk in it. */
export function expectSentence(sentence: string): void {
  const shown = JSON.stringify(sentence.slice(0, 300));
  if (sentence.length < 5 || sentence.length > LONGEST_SENTENCE)
    throw new Error(`${sentence.length} characters: ${shown}`);
  if (!sentence.isWellFormed()) throw new Error(`broken Unicode: ${shown}`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(sentence)) throw new Error(`a control character: ${shown}`);
  if (sentence.includes(CANARY)) throw new Error(`shows the psk: ${shown}`);
}

/** Throws if the error is a slip of the code and not a sentence for the user. */
export function expectError(error: unknown): asserts error is Error {
  if (!(error instanceof Error)) throw new Error(`no Error was thrown, but ${String(error)}`);
  if (BUGS.includes(error.name) || BUGS.includes(error.constructor.name)) throw error;
  expectSentence(error.message);
}

/** Throws if something has written to the prototype of all objects. */
export function expectCleanPrototype(): void {
  const names = Object.getOwnPropertyNames(Object.prototype).sort().join(" ");
  if (names !== PROTOTYPE) throw new Error(`Object.prototype has changed: ${names}`);
}

// Where JSON.stringify drops or alters (undefined, NaN, an own toJSON), the two differ; 0 and -0 are the same number.
function isSameText(left: unknown, right: unknown): boolean {
  if (typeof left !== "object" || left === null) return left === right;
  if (typeof right !== "object" || right === null || Array.isArray(left) !== Array.isArray(right)) return false;
  const [keys, others] = [Object.keys(left), Object.keys(right)];
  return (
    keys.length === others.length &&
    keys.every((key) => Object.hasOwn(right, key) && isSameText(Reflect.get(left, key), Reflect.get(right, key)))
  );
}
