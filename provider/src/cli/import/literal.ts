// Values as TypeScript source. What comes from a service is data and stays data: nothing in it can end a text or become code.
import { isRecord } from "../../core/record";

const WIDTH = 100;

/** Source text that stands as it is, where a value would be written as a literal. */
export class Code {
  constructor(readonly text: string) {}
}

/** A text as a literal on one line; invisible and direction-changing characters are escaped. */
export function textLiteral(text: string): string {
  // JSON escapes quotes, backslashes, line breaks and lone surrogates; the rest of what is not seen is escaped here.
  return JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    [...character].map((each) => `\\u{${(each.codePointAt(0) ?? 0).toString(16)}}`).join(""),
  );
}

/** Any JSON value, or an object with Code in it, as source; lines after the first are indented by `indent` and more. */
export function literal(value: unknown, indent = ""): string {
  if (value instanceof Code) return value.text;
  if (typeof value === "string") return textLiteral(value);
  if (Array.isArray(value))
    return list(
      "[",
      value.map((item) => literal(item, `${indent}  `)),
      "]",
      indent,
    );
  if (!isRecord(value)) return String(JSON.stringify(value));
  const parts = Object.entries(value).map(([key, part]) => `${keyOf(key)}: ${literal(part, `${indent}  `)}`);
  return list("{ ", parts, " }", indent);
}

// Short ones on one line, others with a line for each part.
function list(open: string, parts: readonly string[], close: string, indent: string): string {
  const [start, end] = [open.trim(), close.trim()];
  if (parts.length === 0) return `${start}${end}`;
  const line = `${open}${parts.join(", ")}${close}`;
  if (indent.length > 0 && line.length + indent.length <= WIDTH && !line.includes("\n")) return line;
  return `${start}\n${parts.map((part) => `${indent}  ${part},\n`).join("")}${indent}${end}`;
}

// As a plain key, __proto__ would set the prototype.
function keyOf(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : textLiteral(key);
}
