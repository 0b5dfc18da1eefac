// How the tour looks: headings, sentences, changed lines, the CLI's own words and the requests between them, as wide as the terminal, but
// 100 columns at most. Knows nothing of what is shown, but refuses to print a secret.
import { stripVTControlCharacters } from "node:util";

/** @typedef {import("../../dist/provider/emulator/index.js").RequestEntry} Request */

const WIDTH = Math.min(100, Math.max(60, process.stdout.columns ?? 100));

/** Colours only for a terminal whose owner has not asked for none (NO_COLOR, no-color.org). */
export const isColourful = process.stdout.isTTY === true && (process.env.NO_COLOR ?? "") === "";

const style = (code) => (text) => (isColourful ? `\u001b[${code}m${text}\u001b[0m` : text);
const [bold, dim, red, green, cyan] = [style(1), style(2), style(31), style(32), style(36)];

// The CLI lets a colour run on into the next line.
const RESET = isColourful ? "\u001b[0m" : "";

const secrets = [];

/** From now on nothing that holds this text is printed. @param {string} secret */
export function guard(secret) {
  secrets.push(secret);
}

/** A line that opens a step, or the whole tour. @param {string} text */
export function heading(text) {
  print(["", bold(`━━ ${text} ${"━".repeat(Math.max(3, WIDTH - 4 - text.length))}`), ""]);
}

/** Sentences, broken at the width of the page. @param {string} text */
export function tell(text) {
  print([...wrap(text.replace(/\s+/g, " ").trim(), WIDTH - 2).map((line) => `  ${line}`), ""]);
}

/** A whole file. @param {string} name @param {string} text */
export function showFile(name, text) {
  print([dim(`  ${name}`), ...linesOf(text).map((line) => `${dim("  │ ")}${line}`), ""]);
}

/**
 * The lines that differ between two versions of a file with the same number of lines.
 *
 * @param {string} name
 * @param {string} before
 * @param {string} after
 */
export function showChange(name, before, after) {
  const [olds, news] = [linesOf(before), linesOf(after)];
  const changed = news.flatMap((line, at) => (line === olds[at] ? [] : [red(`  - ${olds[at]}`), green(`  + ${line}`)]));
  print([dim(`  ${name}`), ...changed, ""]);
}

/** A command as a user types it. @param {string} text */
export function showCommand(text) {
  print([bold(`  $ ${text}`)]);
}

/** One line of the CLI, or nothing if it is only noise. @param {string} line */
export function showOutput(line) {
  const plain = stripVTControlCharacters(line).trimEnd();
  if (NOISE.some((pattern) => pattern.test(plain))) return;
  if (plain.length <= WIDTH - 4) return print([`${dim("  │ ")}${line.trimEnd()}${RESET}`]);
  const indent = plain.slice(0, plain.search(/[^ ]/));
  const [first, ...rest] = wrap(plain.trim(), WIDTH - 6 - indent.length);
  print([first, ...rest.map((part) => `  ${part}`)].map((part) => `${dim("  │ ")}${indent}${part}`));
}

// Empty lines, dots of progress, rows that say nothing (yet), errors that are repeated under "Diagnostics", and URNs.
const NOISE = [
  /^$/,
  /^@ /,
  /^ {4}pulumi\S* \S+( running)?$/,
  /^ {4}pulumi\S* \S+ {2}(error: |\d+ errors?$)/,
  /^\s+\[urn=/,
  /^The resources in the stack have been deleted/,
  /^If you want to remove the stack completely/,
];

/**
 * One request: method, path, body without secrets, and status (with that of the object in the reply).
 *
 * @param {Request} request
 * @param {{ isBodyShown?: boolean, mark?: string }} look
 */
export function showRequest({ method, path, status, body, replyBody }, { isBodyShown = true, mark = "→" } = {}) {
  const [reply] = Object.values(replyBody ?? {});
  const outcome = status === 404 ? "404 not found" : [status, reply?.status].filter(Boolean).join(" ");
  print([cyan(`  ${mark} ${method.padEnd(6)} ${path} ${outcome}`)]);
  if (body === undefined || !isBodyShown) return;
  for (const line of wrap(textOf(body), WIDTH - 11)) print([cyan(`           ${line.replaceAll("\u00a0", " ")}`)]);
}

/** A claim that held, or did not. @param {string} text @param {boolean} isTrue */
export function showClaim(text, isTrue) {
  print([isTrue ? `  ${green("✓")} ${text}` : `  ${red(`✗ ${text}`)}`]);
}

/**
 * Rows under a head; the first column is text, the others are numbers.
 *
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
export function showTable(head, rows) {
  const wide = Math.max(...[head, ...rows].map(([first]) => String(first).length));
  const widths = head.slice(1).map((title) => title.length + 1);
  /** @param {(string | number)[]} row */
  const format = ([first, ...rest]) =>
    `  ${String(first).padEnd(wide)}${rest.map((cell, at) => String(cell).padStart(widths[at] ?? 0)).join("")}`;
  print([
    bold(format(head)),
    dim(`  ${"─".repeat(widths.reduce((sum, width) => sum + width, wide))}`),
    ...rows.map(format),
    "",
  ]);
}

/** An empty line. */
export function gap() {
  print([""]);
}

// The key of a secret keeps its place, so that a body is seen to hold exactly its fields. A no-break space joins key and value.
function textOf(body) {
  const isSecret = (key, value) => key === "psk" && typeof value === "string";
  const text = JSON.stringify(body, (key, value) => (isSecret(key, value) ? "********" : value));
  return text.replaceAll('":', '":\u00a0').replaceAll(',"', ', "');
}

function linesOf(text) {
  return text.trimEnd().split("\n");
}

function wrap(text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1] ?? "";
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}

function print(lines) {
  const text = `${lines.join("\n")}\n`;
  if (secrets.some((secret) => text.includes(secret)))
    throw new Error("A secret was about to be printed: that is a bug.");
  process.stdout.write(text);
}
