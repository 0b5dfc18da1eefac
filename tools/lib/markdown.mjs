// Markdown for the generated documents: no line is wider than WIDTH.

const WIDTH = 120;

// At the beginning of a line these would start a list, a heading or a quotation.
const STARTS_BLOCK = /^([-+*>]|#+|\d+[.)])$/;

/**
 * A table of Markdown. Its rows are as wide as their cells: short ones only.
 *
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [head, head.map(() => "---"), ...rows].map(line).join("\n");
}

/**
 * The text in lines of at most WIDTH characters, the first one after `bullet`, the others below its text.
 *
 * @param {string} text
 */
export function wrapped(text, bullet = "") {
  const lines = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || bullet.length + longer.length <= WIDTH || STARTS_BLOCK.test(word)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((each, at) => (at === 0 ? bullet : " ".repeat(bullet.length)) + each).join("\n");
}

/** A list of Markdown, one wrapped item for each text. @param {string[]} texts */
export const list = (texts) => texts.map((text) => wrapped(text, "- ")).join("\n");
