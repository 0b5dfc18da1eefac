// Finds the secrets of a request and blots them out of text: whole in every known spelling, and every piece of them in a server's.
// What is taken from a server and who shows it is up to errors.ts and api/http/apiErrors.ts.
import { isPublic, rememberedIn } from "./rememberedSecrets";
import { folded } from "./runs";
import { blotShared, LETTERS } from "./sharedRuns";
import { SHORT, spellingsOf } from "./spellings";
import { MASK, maskTokenLike } from "./tokenLike";

const SECRET_KEY = /^(psk|password|passcode|secret)$/i;
const SECRET_HEADER = /^(x-auth-token|x-subject-token|x-security-token|authorization|cookie)$/i;
/** The secrets inside of a header Authorization: access key and signature, which gateways quote without the rest. */
const SECRET_PART = /\b(?:Credential|Access|Signature)=([^/,\s]+)/g;
/** A longer text is withheld whole: masking has to see all of what it shows, and no sentence is that long. */
const LONGEST = 16_000;

/** What masking needs to know of a request. */
interface SecretBearer {
  headers?: Record<string, string> | undefined;
  body?: unknown;
}

/** Every secret of a request: values under psk, password, passcode and secret, ids of tokens, headers with tokens. */
export function secretsOf(request: SecretBearer): string[] {
  const found = new Set<string>();
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

/** The text without the secrets, and those that are remembered, whatever way they are escaped in it. For text of our own making. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  if (text.length > LONGEST) {
    return `[${text.length} characters, not shown]`;
  }
  // No spelling is shorter than its secret; tokens of 40 KiB make this worth while.
  const possible = secrets.filter((secret) => secret.trim().length <= text.length);
  return maskSpellings(text, [...new Set([...possible, ...rememberedIn(text)])]);
}

function maskSpellings(text: string, secrets: readonly string[]): string {
  const spellings = [...new Set(secrets.flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
  return spellings.reduce((masked, spelling) => masked.replace(patternOf(spelling), MASK), text);
}

/** What a request says in the open: texts of its body that are no secrets, and the steps of its path. */
export function publicWordsOf({ url = "", body }: { url?: string; body?: unknown }): string[] {
  const id = idIn(url) ?? "";
  // An id that is none in form may be a piece of a secret, since the service chose it.
  const steps = pathOfUrl(url).replace(/^[0-9a-f-]*$/i.test(id) ? "" : encodeURIComponent(id), "");
  return [...steps.split("/"), ...openTexts(body)].filter((text) => text !== "");
}

/** The path of a URL, without its query. */
export function pathOfUrl(url: string): string {
  return (URL.canParse(url) ? new URL(url).pathname : url).split(/[?#]/)[0] ?? "";
}

/** The id of the object that a URL of the VPN API names. */
export function idIn(url: string): string | undefined {
  const step = /\/(?:vpn\/[\w-]+|ipsec-site-connections)\/([^/]+)/.exec(pathOfUrl(url))?.[1];
  return step === undefined ? undefined : decodeURIComponent(step);
}

/**
 * A foreign text without secrets: besides what maskSecrets finds, every word that shares six characters in a row with a secret is
 * blotted out, however it is cut or encoded, and every text that looks like a token. `publicWords` and what the program has
 * said in the open stay.
 */
export function maskForeign(
  text: string,
  secrets: readonly string[] = [],
  publicWords: readonly string[] = [],
): string {
  const masked = maskTokenLike(maskSecrets(text, secrets));
  if (isPublic(folded(masked))) return masked;
  const known = new Set(publicWords.flatMap((word) => [folded(word), ...folded(word).split(" ")]));
  const pieces = secrets.filter((secret) => !secret.includes(SIGNED_HEADERS));
  const blotted = blotShared(masked, { secrets: pieces, publicWords: known, isDelicate: DELICATE.test(masked) });
  return blotted.replace(/(?:\[masked\]\s+)+(?=\[masked\])/g, "");
}

/**
 * A sentence of ours, in which a server's words may stand: status, name, id. Words of letters alone are treated as our own; what
 * else shares six characters with a secret of this run is blotted out, as are tokens. Who quotes a foreign word uses maskForeign.
 */
export function maskOwn(text: string): string {
  const whole = rememberedIn(text).filter((secret) => !LETTERS.test(secret));
  const masked = maskTokenLike(maskSpellings(text, whole));
  // Word by word, and only those that may be foreign: a thousand sentences of ours cost as much as one server's otherwise.
  return masked.replace(/\S{6,}/g, (word) => (PROSE.test(word) ? word : blotShared(word, OWN)));
}

const OWN = { secrets: [], publicWords: new Set<string>(), isDelicate: false, isOwn: true };
/** Letters in marks of a sentence. */
const PROSE = /^[("'`]*-{0,2}[a-z]+(?:[:'][a-z]+)?[)"'`,.;:]*$/i;

/**
 * A server's sentence as maskForeign leaves it, and without any quoted literal where one may be a secret that we do not know in that
 * spelling: the text speaks of a psk, password or secret, or the request holds a very short one.
 */
export function maskSentence(text: string, secrets: readonly string[], publicWords: readonly string[] = []): string {
  const masked = maskForeign(text, secrets, publicWords);
  const isDelicate = DELICATE.test(masked) || secrets.some((secret) => secret.length < SHORT);
  if (!isDelicate) {
    return masked;
  }
  // An opening quote follows no word character (as the one of "can't" does), a closing one precedes none.
  return masked.replace(/(?<!\w)[ubr]?(['"`])((?:\\.|(?!\1(?!\w))[^\\])*)(?:\1|\\?$)/gs, (literal, quote, inside) =>
    SECRET_KEY.test(String(inside)) || inside === MASK ? literal : `${quote}${MASK}${quote}`,
  );
}

const DELICATE = /psk|pre-?shared|passw|secret/i;
/** It stands in the header of a signature, which is a secret as a whole but is made of names. */
const SIGNED_HEADERS = "SignedHeaders=";

function openTexts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    SECRET_KEY.test(key) || key === "token" ? [] : openTexts(inner),
  );
}

// Without recursion: a server may nest deeper than the stack reaches.
function collect(value: unknown, found: Set<string>): void {
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== "object" || next === null) continue;
    for (const [key, inner] of Object.entries(next)) {
      if (SECRET_KEY.test(key) && (typeof inner === "string" || typeof inner === "number")) {
        found.add(String(inner));
      } else if (key === "token" && typeof inner === "object" && inner !== null && "id" in inner) {
        found.add(String(inner.id));
      }
      left.push(inner);
    }
  }
}

/** Any case, since hexadecimal escapes come in both; a short secret only where it stands alone. */
function patternOf(spelling: string): RegExp {
  const literal = spelling.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(spelling.length < SHORT ? `(?<!\\w)${literal}(?!\\w)` : literal, "gi");
}
