// Text of others in a table: without secrets and control characters, and as wide as a terminal shows it.
import { isIdentifier } from "../../core/formats";
import { maskForeign } from "../../core/masking/masking";
import { escapeControls, sanitizeBare } from "../../core/sanitize";

const LONGEST = 250;

/** A text of the service on one line; it cannot write to a terminal. */
export function shownText(value: unknown): string {
  if (value === undefined || value === null) return "";
  // Masking a thousand ids would take seconds.
  if (typeof value === "string" && isIdentifier(value)) return sanitizeBare(value);
  return escapeControls(maskForeign(String(value).slice(0, LONGEST))).replace(/[\t\n]/g, " ");
}

// Characters that take no column (marks, joiners), and those that take two (East Asian wide and full-width forms, emoji).
const NARROW = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

function widthOfSign(sign: string): number {
  if (NARROW.test(sign)) return 0;
  return WIDE.test(sign) ? 2 : 1;
}

/** The columns that a text takes. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + widthOfSign(sign), 0);
}

/** The text in so many columns: cut with `…`, or filled with blanks. */
export function fitted(text: string, width: number): string {
  const own = widthOf(text);
  if (own <= width) return text + " ".repeat(width - own);
  let [kept, used] = ["", 0];
  for (const sign of text) {
    if (used + widthOfSign(sign) > width - 1) break;
    kept += sign;
    used += widthOfSign(sign);
  }
  return `${kept}…${" ".repeat(Math.max(0, width - used - 1))}`;
}

/** The line, broken between words where it is too wide; what follows is indented as the text of its list. */
export function broken(line: string, columns: number): string[] {
  const indent = " ".repeat(/^ *(?:\d+\. )?/.exec(line)?.[0].length ?? 0);
  const [first = "", ...words] = line.slice(indent.length).split(" ");
  const lines = [line.slice(0, indent.length) + first];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (widthOf(longer) > columns) lines.push(indent + word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
