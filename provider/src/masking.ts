// Finds the secrets of a request and blots them out of text, in every spelling that servers are known to echo.
// What is taken from a server and who shows it is up to errors.ts and client/apiErrors.ts.

/** What stands in the place of a secret. */
export const MASK = "[masked]";

const SECRET_KEY = /^(psk|password|passcode|secret)$/i;
const SECRET_HEADER = /^(x-auth-token|x-subject-token|x-security-token|authorization|cookie)$/i;
/** The secrets inside of a header Authorization: access key and signature, which gateways quote without the rest. */
const SECRET_PART = /\b(?:Credential|Access|Signature)=([^/,\s]+)/g;
/** Below this length a secret is too common a piece of text to be replaced inside of words. */
const SHORT = 4;
/** A longer text is withheld whole: masking has to see all of what it shows, and no sentence is that long. */
const LONGEST = 16_000;

/** What masking needs to know of a request. */
export interface SecretBearer {
  headers?: Record<string, string> | undefined;
  body?: unknown;
}

/** A shorter secret is a piece of many a harmless text: it is masked only where its own request fails. */
const LONG_ENOUGH = 6;

const remembered = new Set<string>();

/** Adds a secret to those of every request of this process: a server may quote what another request had told it. */
export function rememberSecret(value: unknown): void {
  if (typeof value === "string" && value.length >= LONG_ENOUGH) remembered.add(value);
}

/** Every secret of a request: values under psk, password, passcode and secret, ids of tokens, headers with tokens; and all remembered. */
export function secretsOf(request: SecretBearer): string[] {
  const found = new Set<string>(remembered);
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (SECRET_HEADER.test(name)) {
      found.add(value);
      for (const [, part = ""] of value.matchAll(SECRET_PART)) {
        found.add(part);
      }
    }
  }
  collect(request.body, found);
  found.delete("");
  return [...found];
}

/** The text without the secrets, whatever way they are escaped in it. For text of our own making. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  if (text.length > LONGEST) {
    return `[${text.length} characters, not shown]`;
  }
  // No spelling is shorter than its secret; tokens of 40 KiB make this worth while.
  const possible = secrets.filter((secret) => secret.trim().length <= text.length);
  const spellings = [...new Set(possible.flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
  return spellings.reduce((masked, spelling) => masked.replace(patternOf(spelling), MASK), text);
}

/**
 * The text without the secrets, and without any quoted literal where one may be a secret that we do not know in that
 * spelling: the text speaks of a psk, password or secret, or the request holds a very short one. For a server's text.
 */
export function maskSentence(text: string, secrets: readonly string[]): string {
  const masked = maskSecrets(text, secrets);
  const isDelicate = /psk|pre-?shared|passw|secret/i.test(masked) || secrets.some((secret) => secret.length < SHORT);
  if (!isDelicate) {
    return masked;
  }
  // An opening quote follows no word character (as the one of "can't" does), a closing one precedes none.
  return masked.replace(/(?<!\w)[ubr]?(['"`])((?:\\.|(?!\1(?!\w))[^\\])*)(?:\1|\\?$)/gs, (literal, quote, inside) =>
    SECRET_KEY.test(String(inside)) || inside === MASK ? literal : `${quote}${MASK}${quote}`,
  );
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== "object" || value === null) {
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (SECRET_KEY.test(key) && (typeof inner === "string" || typeof inner === "number")) {
      found.add(String(inner));
    } else if (key === "token" && typeof inner === "object" && inner !== null && "id" in inner) {
      found.add(String(inner.id));
    }
    collect(inner, found);
  }
}

/** Servers quote what they refuse through one or two layers of escaping: JSON in JSON, repr of a dict, a URL, HTML. */
function spellingsOf(secret: string): string[] {
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

/** Any case, since hexadecimal escapes come in both; a short secret only where it stands alone. */
function patternOf(spelling: string): RegExp {
  const literal = spelling.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(spelling.length < SHORT ? `(?<!\\w)${literal}(?!\\w)` : literal, "gi");
}
