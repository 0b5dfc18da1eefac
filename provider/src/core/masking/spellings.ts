// The spellings in which a text may hold a secret. Who looks for them is masking.ts.

/** Below this length a secret is too common a piece of text to be replaced inside of words. */
export const SHORT = 4;

/** What no escaping changes. */
const PLAIN = /^[\w.-]+$/;

/** The secret in every spelling that servers are known to give it: they quote through one or two layers of escaping (JSON in JSON, repr of a dict, a URL, HTML). */
export function spellingsOf(secret: string): string[] {
  if (PLAIN.test(secret)) return [secret];
  const once = escapings(secret);
  return [...new Set([secret, ...once, ...once.flatMap(escapings)])];
}

function escapings(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const html = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const controls = text.replace(/\\/g, "\\\\").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t");
  const latin = Buffer.from(text, "utf8").toString("latin1");
  const wellFormed = Buffer.from(text, "utf8").toString("utf8");
  const url = encodeURIComponent(wellFormed);
  const strictUrl = url.replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return [
    json,
    json.replace(/\//g, "\\/"),
    ascii(json, JSON_ESCAPE),
    controls,
    controls.replace(/'/g, "\\'"),
    ascii(controls, PYTHON_ESCAPE),
    ascii(controls, PYTHON_ESCAPE).replace(/'/g, "\\'"),
    url,
    url.replace(/%20/g, "+"),
    strictUrl,
    strictUrl.replace(/%20/g, "+"),
    encodeURI(wellFormed),
    html,
    html.replace(/"/g, "&quot;").replace(/'/g, "&#39;"),
    html.replace(/"/g, "&#34;").replace(/'/g, "&#x27;"),
    latin,
    ...(text.trim().length >= SHORT ? [text.trim()] : []),
  ].filter((spelling) => spelling !== "");
}

const JSON_ESCAPE = (unit: number): string => `\\u${unit.toString(16).padStart(4, "0")}`;
const PYTHON_ESCAPE = (unit: number): string => (unit < 256 ? `\\x${unit.toString(16)}` : JSON_ESCAPE(unit));

function ascii(text: string, escapeUnit: (unit: number) => string): string {
  return text.replace(/[^ -~]/g, (character) => escapeUnit(character.charCodeAt(0)));
}
