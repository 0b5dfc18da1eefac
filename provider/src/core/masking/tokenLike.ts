// Finds what looks like a proof of identity, whoever's it is: a gateway may show the token of another request, or one of its own.

/** What stands in the place of a secret. */
export const MASK = "[masked]";

/** Keystone's Fernet tokens; JSON Web Tokens; the signed tokens of Open Telekom Cloud (CMS in base64). */
const TOKENS = [
  /(?<![A-Za-z0-9])(?:gaaaa[\w=%-]{2,}|eyJ[\w-]{8,}(?:\.[\w-]*){0,4}|MII[\w+/=-]{60,}|PKIZ_[\w=-]{16,})/gi,
  // Spelled as they are issued, also where they follow a letter or are cut off.
  /gAAAAA[\w=%-]+|eyJ[\w-]{8,}\.eyJ[\w-]*(?:\.[\w-]*)?|(?<![A-Za-z0-9])MII(?=[^a-z\s]*[a-z])(?=[^\d\s]*\d)[\w+/=-]{12,}/g,
];
const HEADERS =
  "x-(?:auth|subject|security|service|storage|amz-security)-token|(?:proxy-)?authorization|(?:set-)?cookie";
const PARAMETERS = "x-amz-(?:signature|credential)|signature|credential|access_?token|openstack-auth-receipt";
const SCHEMES = "(?:bearer|basic|digest|[a-z0-9-]+-hmac-sha256)\\s+";
/** What stands in front of a value that proves something: the name of a header or a parameter; words of a sentence have no digit. */
const NAMED = new RegExp(
  `\\b((?:${HEADERS}|${PARAMETERS})["']?\\s*[=:]\\s*["']?(?:${SCHEMES})?)(?=[^\\s"',;&]*\\d)[^\\s"',;&]{8,}`,
  "gi",
);
const KEY = /\b(access(?:[_-]?key)?(?:[_-]?id)?=)(?=[\w+/.-]*\d)[\w+/.-]{8,}/gi;
const BARE = new RegExp(`\\b(${SCHEMES})(?=[\\w+/.~-]*\\d)[\\w+/.~-]{16,}=*`, "gi");
/** Who says it is in a URL in front of the host; a password may hold a slash that breaks the URL. */
const USER_INFO =
  /((?:\b[a-z][\w+.-]{0,20}:|(?<![:/\\\w]))[/\\]{2})(?:[^\s/@'"]+|[^\s/@:'"]*:(?!\d{1,5}\/)[^\s@'"]+)@/gi;
const BEHIND = [NAMED, KEY, BARE];

/** The text with MASK in the place of each. */
export function maskTokenLike(text: string): string {
  const masked = TOKENS.reduce((left, pattern) => left.replace(pattern, MASK), text);
  return BEHIND.reduce((left, pattern) => left.replace(pattern, `$1${MASK}`), masked).replace(USER_INFO, `$1${MASK}@`);
}

/** Where each begins and ends. */
export function tokensIn(text: string): [number, number][] {
  return [...TOKENS, ...BEHIND].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: { length }, 1: name = "", index }): [number, number] => [
      index + name.length,
      index + length,
    ]),
  );
}

/** An address without user and password, also one that is broken by them. */
export function withoutUser(address: string): string {
  return address
    .replace(/^.*@/s, "...@")
    .replace(/^(\w[\w+.-]*:\/\/(?:\[[^\]]*\]|[^/:\s]*):)(?!\d{1,5}(?:[/?#]|$))[^/]*/i, "$1...");
}
