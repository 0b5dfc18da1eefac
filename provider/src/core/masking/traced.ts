// A text that knows for each of its characters which part of an original it stands for, so that what is found after decoding can
// be blotted out before it.

/** `from` and `to` give the range of the original (end excluded) that each code unit of `text` stands for. */
export interface Traced {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** The original itself. */
export function traced(text: string): Traced {
  const from = Array.from({ length: text.length }, (_, at) => at);
  return { text, from, to: from.map((at) => at + 1) };
}

/**
 * The text with each match of the pattern replaced; a replacement stands for the whole range of its match. Undefined where
 * nothing changes: there is no match, or `decode` answers undefined to each.
 */
export function rewrite(source: Traced, pattern: RegExp, decode: (match: string) => string | undefined) {
  const parts: string[] = [];
  const [from, to]: [number[], number[]] = [[], []];
  let copied = 0;
  const copyUntil = (end: number): void => {
    parts.push(source.text.slice(copied, end));
    for (let at = copied; at < end; at += 1) {
      from.push(source.from[at] ?? 0);
      to.push(source.to[at] ?? 0);
    }
  };
  for (const match of source.text.matchAll(pattern)) {
    const decoded = match[0] === "" ? undefined : decode(match[0]);
    if (decoded === undefined || decoded === match[0]) continue;
    const end = match.index + match[0].length;
    copyUntil(match.index);
    parts.push(decoded);
    for (let at = 0; at < decoded.length; at += 1) {
      from.push(source.from[match.index] ?? 0);
      to.push(source.to[end - 1] ?? 0);
    }
    copied = end;
  }
  if (copied === 0) return undefined;
  copyUntil(source.text.length);
  return { text: parts.join(""), from, to } satisfies Traced;
}
