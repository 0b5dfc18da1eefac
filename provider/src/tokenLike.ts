// Finds what looks like a proof of identity, whoever's it is: a gateway may show the token of another request, or one of its own.

// Keystone's Fernet tokens; JSON Web Tokens; the signed tokens of Open Telekom Cloud (CMS in base64).
const TOKENS = /(?<![A-Za-z0-9])(?:gaaaa[\w=%-]{4,}|eyJ[\w-]{8,}(?:\.[\w-]*){0,4}|MII[\w+/=-]{60,}|PKIZ_[\w=-]{16,})/gi;
const HEADERS = "x-(?:auth|subject|security|service|storage|amz-security)-token|authorization|(?:set-)?cookie";
const PARAMETERS = "x-amz-(?:signature|credential)|signature|credential|access_?token|openstack-auth-receipt";
const SCHEMES = "(?:bearer|basic|digest|[a-z0-9-]+-hmac-sha256)\\s+";
/** A value behind the name of a header or a parameter that proves something; words of a sentence have no digit. */
const NAMED = new RegExp(
  `\\b((?:${HEADERS}|${PARAMETERS})["']?\\s*[=:]\\s*["']?(?:${SCHEMES})?)(?=[^\\s"',;&]*\\d)[^\\s"',;&]{8,}`,
  "gi",
);
const BARE = new RegExp(`\\b(${SCHEMES})(?=[\\w+/.~-]*\\d)[\\w+/.~-]{16,}=*`, "gi");
/** Who says it is in a URL in front of the host. */
const USER_INFO = /(\b[a-z][\w+.-]{0,20}:\/\/)[^\s/@'"]+@/gi;

/** The text with `mask` in the place of each. */
export function maskTokenLike(text: string, mask: string): string {
  return text
    .replace(TOKENS, mask)
    .replace(NAMED, `$1${mask}`)
    .replace(BARE, `$1${mask}`)
    .replace(USER_INFO, `$1${mask}@`);
}
