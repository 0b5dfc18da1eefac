// Finds settings whose values fit into no request: a header, a URL or a login with such a value would be another one.
// What a value means is up to values.ts and credentials.ts; passwords stand in JSON only, which takes any text.
import { fitsHeader } from "../core/formats";
import type { Credentials, Scope } from "./credentials";
import { FIELDS, type Layer, pick, type SetValue } from "./layers";
import type { SettingProblems } from "./problems";

/** Adds a problem for each setting of this login that cannot be sent. Names the setting, never its value. */
export function checkSendable(
  layers: readonly Layer[],
  login: { credentials: Credentials | undefined; scope: Scope; region: string | undefined },
  problems: SettingProblems,
): void {
  const used = new Set(textsIn(login));
  for (const { name, isVerbatim, isInHeader } of FIELDS) {
    const found = pick(layers, name);
    // What lies about in the environment for another login does no harm.
    if (found === undefined || isVerbatim === true || !used.has(found.value)) continue;
    if (isInHeader === true && !fitsHeader(found.value)) {
      const more = "a line break, a control character or anything beyond ASCII";
      problems.add(`${found.origin} holds a character that an HTTP header cannot carry (${more}). ${COPY_AGAIN}`);
    } else {
      checkPlain(found, problems);
    }
  }
}

/** Whether the text can stand in a URL and in a login; adds a problem if not. */
export function checkPlain({ value, origin }: SetValue, problems: SettingProblems): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (value.isWellFormed() && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value)) return true;
  problems.add(`${origin} holds a line break or another control character, or broken Unicode. ${COPY_AGAIN}`);
  return false;
}

const COPY_AGAIN = "Copy the value again; nothing was sent.";

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
