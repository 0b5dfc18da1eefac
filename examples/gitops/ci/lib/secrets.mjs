// Takes out of a text what the environment holds as a secret, however it is written there: as it is, in a URL, in JSON, in HTML, for
// a shell, in base64 (also within a longer text, such as `user:password`), and the passwords of URLs.

const NAMES = /PASS|SECRET|TOKEN|KEY|PSK|CREDENTIAL|CONNECTION_STRING/i;
/** Values that are everywhere and no secret, whatever the variable is called. */
const SWITCHES = /^(true|false|yes|no|on|off|\d)?$/i;
/** A shorter secret is taken out only where it stands alone: it may be a piece of any word. */
const SHORT = 4;
/** From here on a line or a piece of base64 is taken out by itself. */
const LONG_ENOUGH = 8;
const MASK = "[secret]";
/** Not `https://host:8080/path@2`: there a number and a path follow. */
const LOGIN_IN_URL = /(:\/\/[^\s:/@"']*:)(?!\d+(?:[/?#]|$))([^\s"'<>]+)@/g;

/**
 * A function that masks these secrets. Use it on what comes from elsewhere, not on text of our own: a secret may be a word of it.
 *
 * @param {Record<string, string | undefined>} env
 * @returns {(text: string) => string}
 */
export function maskerOf(env) {
  const secrets = [...new Set(Object.entries(env).flatMap(([name, value = ""]) => secretsIn(name, value)))];
  const patterns = secrets
    .sort((one, other) => other.length - one.length)
    .flatMap((secret) => [spelledOut(secret), ...inBase64(secret)]);
  return (text) => {
    const without = patterns.reduce((rest, pattern) => rest.replace(pattern, MASK), text);
    return without.replace(LOGIN_IN_URL, `$1${MASK}@`);
  };
}

/**
 * @param {string} name
 * @param {string} value
 * @returns {string[]}
 */
function secretsIn(name, value) {
  const [, password] = /^[a-z][\w+.-]*:\/\/[^\s:/@]*:(\S+)@/i.exec(value) ?? [];
  const ofUrl = password === undefined ? [] : [password, decoded(password)];
  if (!NAMES.test(name) || name.endsWith("_FILE") || SWITCHES.test(value)) return ofUrl;
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  const pieces = lines.length > 1 ? lines.filter(({ length }) => length >= LONG_ENOUGH) : [];
  return [value, value.trim(), ...pieces, ...textsIn(value), ...ofUrl].filter((secret) => secret !== "");
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The secrets of a key file in JSON.
 *
 * @param {string} value
 * @returns {string[]}
 */
function textsIn(value) {
  if (!value.trim().startsWith("{")) return [];
  try {
    const entries = Object.entries(JSON.parse(value));
    return entries.flatMap(([name, inner]) => (typeof inner === "string" ? secretsIn(name, inner) : []));
  } catch {
    return [];
  }
}

/**
 * The secret with each of its marks as it is, or as URLs, JSON, HTML and shells write it.
 *
 * @param {string} secret
 */
function spelledOut(secret) {
  const text = [...secret]
    .map((mark) => (/[a-z\d]/i.test(mark) ? mark : `(?:${spellingsOf(mark).join("|")})`))
    .join("");
  const alone = `(?<![\\p{L}\\p{N}_])${text}(?![\\p{L}\\p{N}_])`;
  return new RegExp(secret.length < SHORT ? alone : text, "giu");
}

/** @param {string} mark */
function spellingsOf(mark) {
  const code = mark.codePointAt(0) ?? 0;
  const hex = (/** @type {number} */ number, /** @type {number} */ digits) => number.toString(16).padStart(digits, "0");
  const bytes = [...Buffer.from(mark)].map((byte) => `%${hex(byte, 2)}`).join("");
  const units = mark.split("").map((unit) => `\\\\+u${hex(unit.charCodeAt(0), 4)}`);
  const named = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", " ": "\\+" }[mark];
  const short = { "\n": "\\\\+n", "\r": "\\\\+r", "\t": "\\\\+t" }[mark];
  const shell = mark === "'" ? "'\\\\+''" : undefined;
  const plain = `\\\\*${mark.replace(/[\^$\\.*+?()[\]{}|/]/g, "\\$&")}`;
  const all = [shell, bytes, units.join(""), `&#${code};`, `&#x0*${hex(code, 1)};`, named, short, plain];
  return all.filter((spelling) => spelling !== undefined);
}

/**
 * The secret in base64: alone, and behind one or two other bytes, where the letters at both ends depend on what stands next to it.
 *
 * @param {string} secret
 */
function inBase64(secret) {
  const bytes = Buffer.from(secret);
  const encode = (/** @type {Buffer} */ all) => all.toString("base64").replace(/=+$/, "");
  const pieces = [0, 1, 2].map((before) => {
    const rest = (before + bytes.length) % 3;
    const text = encode(Buffer.concat([Buffer.alloc(before), bytes]));
    return text.slice(Math.ceil((8 * before) / 6), rest === 0 ? undefined : -1);
  });
  const whole = secret.length < SHORT ? [] : [encode(bytes)];
  const texts = new Set([...whole, ...pieces.filter(({ length }) => length >= LONG_ENOUGH)]);
  return [...texts].map((text) => new RegExp(text.replaceAll("+", "[+-]").replaceAll("/", "[/_]"), "g"));
}
