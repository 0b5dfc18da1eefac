// Text that people read: in a fence or a cell that it cannot leave, without marks that no one sees, never longer than a forge takes.

/** Longest comment or issue, in characters; GitHub refuses more than 65,536. */
export const LONGEST = 60_000;
/** Longest text of a cell, and of a value in the details: one of them is not to push out all others. */
const LONGEST_CELL = 200;
/** What colors text on a terminal. */
const COLORS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;?]*[A-Za-z]`, "g");

/**
 * Without the lines that the S3 library of Pulumi prints at each read from stores that send no checksum.
 *
 * @param {string} text
 */
export function withoutWarningsOfS3(text) {
  return text.replace(/^SDK \d{4}\/\d\d\/\d\d [\d:]+ WARN .*\n?/gm, "");
}

/**
 * A block of code around a text, whatever backticks it holds.
 *
 * @param {string} text
 * @param {string} language
 */
export function fenced(text, language = "") {
  const fence = "`".repeat(Math.max(3, longestRunOf(text) + 1));
  return `${fence}${language}\n${visible(text).trimEnd()}\n${fence}`;
}

/**
 * The text of a cell of a table. Whatever could be more than text (a mention, a link, a picture, a reference) becomes code.
 *
 * @param {string} text
 */
export function cell(text) {
  const line = cutTo(visible(text.replace(/\s+/g, " ").trim()), LONGEST_CELL);
  if (/^(?:[\p{L}\p{N} ,.:()/…-]|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}]))*$/u.test(line)) return line;
  const fence = "`".repeat(longestRunOf(line) + 1);
  const space = /^`|`$/.test(line) ? " " : "";
  return `${fence}${space}${line.replaceAll("|", "\\|")}${space}${fence}`;
}

/**
 * As many of the first items as fit into that many characters, each with its line break.
 *
 * @param {readonly string[]} items
 * @param {number} room
 */
export function thoseThatFit(items, room) {
  let left = room;
  const end = items.findIndex((item) => {
    left -= item.length + 1;
    return left < 0;
  });
  return end < 0 ? [...items] : items.slice(0, end);
}

/**
 * The text, or its beginning where it is longer.
 *
 * @param {string} text
 * @param {number} most
 */
export function cutTo(text, most) {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/**
 * The text, or its end where it is longer: an error stands at the end.
 *
 * @param {string} text
 * @param {number} room
 */
export function lastOf(text, room) {
  return text.length <= room ? text : `… (cut)\n${text.slice(text.length - room)}`;
}

/** @param {string} text */
function longestRunOf(text) {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/**
 * Without the colors of a terminal, and with what no one sees (other control characters, marks that turn the direction of text)
 * written as its number.
 *
 * @param {string} text
 */
function visible(text) {
  return text
    .replace(COLORS, "")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (mark) =>
      mark === "\n" || mark === "\t" ? mark : mark === "\r" ? "" : `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`,
    );
}
