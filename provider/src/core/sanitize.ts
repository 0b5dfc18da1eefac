// How text from others may stand in a sentence for the user: short, and with nothing in it that a terminal would obey.
// Pieces of the secrets of this run are blotted out in it.
import { isIdentifier } from "./formats";
import { maskForeign } from "./masking/masking";
import { sharesWithRemembered } from "./masking/rememberedSecrets";
import { folded, RUN } from "./masking/runs";

/** Characters of a value that a sentence shows at most. */
export const LONGEST = 80;

/** The value as JSON, masked, shortened, with control characters escaped. */
export function sanitize(value: unknown): string {
  if (typeof value === "string") return escapeControls(JSON.stringify(shortened(masked(value))));
  return escapeControls(shortened(masked(jsonOf(value))));
}

/** The same without the quotes, for ids and other names of a service that a sentence holds as they are. */
export function sanitizeBare(value: unknown): string {
  // Of a thousand objects, each look at one would search its id; no key that holds an id lacks its beginning.
  if (typeof value === "string" && isIdentifier(value) && !sharesWithRemembered(folded(value.slice(0, RUN))))
    return value;
  return sanitize(String(value)).slice(1, -1);
}

/** The same for a value that may not be set. */
export function sanitizeOrNotSet(value: unknown): string {
  return value === undefined ? "not set" : sanitize(value);
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "undefined";
  } catch {
    return "a value that cannot be written down";
  }
}

// Megabytes are not looked through for the few characters that are shown.
function masked(text: string): string {
  return maskForeign(text.slice(0, 4 * LONGEST));
}

/** The text with control characters, broken Unicode and marks that turn the reading direction escaped; lines stay lines. */
export function escapeControls(text: string): string {
  return text.toWellFormed().replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
