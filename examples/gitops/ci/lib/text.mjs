// Text that leaves the job: without secrets, in a fence that it cannot leave, and never longer than a forge takes.

/** Longest comment or issue, in characters; GitHub refuses more than 65,536. */
export const LONGEST = 60_000;

const SECRET_NAMES = /PASS|SECRET|TOKEN|KEY|PSK|CREDENTIAL/i;

/**
 * Replaces what the environment holds as a secret, also as it looks in a URL, in JSON or in base64, and logins in URLs.
 *
 * @param {string} text
 * @param {Record<string, string | undefined>} env
 */
export function masked(text, env) {
  const secrets = Object.entries(env)
    .filter(([name, value]) => SECRET_NAMES.test(name) && !name.endsWith("_FILE") && (value ?? "").length >= 4)
    .flatMap(([, value = ""]) => spellingsOf(value));
  const longestFirst = [...new Set(secrets)].sort((one, other) => other.length - one.length);
  const without = longestFirst.reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);
  return without.replace(/(:\/\/[^\s:/@]*:)[^\s/@]+@/g, "$1[secret]@");
}

/**
 * Without the lines that the S3 library of Pulumi prints at each read from stores that send no checksum.
 *
 * @param {string} text
 */
export function withoutWarningsOfS3(text) {
  return text.replace(/^SDK \d{4}\/\d\d\/\d\d [\d:]+ WARN .*\n?/gm, "");
}

/** @param {string} value */
function spellingsOf(value) {
  const bytes = Buffer.from(value);
  const json = JSON.stringify(value).slice(1, -1);
  return [value, json, encodeURIComponent(value), bytes.toString("base64"), bytes.toString("base64url")];
}

/**
 * A block of code around a text, whatever backticks it holds.
 *
 * @param {string} text
 * @param {string} language
 */
export function fenced(text, language = "") {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/**
 * The text of a cell of a table.
 *
 * @param {string} text
 */
export function cell(text) {
  return text.replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("<", "&lt;").replace(/\s+/g, " ");
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
 * The text, or its end where it is longer: an error stands at the end.
 *
 * @param {string} text
 * @param {number} room
 */
export function lastOf(text, room) {
  return text.length <= room ? text : `… (cut)\n${text.slice(text.length - room)}`;
}
