// docs/troubleshooting.md: whoever searches it for an error finds the error's own words in a heading.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const ROOT = join(__dirname, "../../..");

/** Headings in the words of others: a service, Node, TypeScript, Pulumi. */
const FOREIGN =
  /^(403$|400 VPC\.|Cannot find module |error TS|code must be |Running program |the stack is currently locked|Attempting to )/;

/** A message of the source: its literal parts; between them, before and after them any text can stand. */
type Message = readonly string[];

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Quotes and backticks do not count. */
const plain = (text: string) => text.replace(/["'`]/g, "");

function messagesIn(file: string): Message[] {
  const messages: Message[] = [];
  const visit = (node: ts.Node): void => {
    const parts = partsOf(node);
    if (parts.some((part) => part !== "")) messages.push(["", ...parts.map(plain), ""]);
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.Latest));
  return messages;
}

/** The literal parts of a text, of a template, and of a sum of both. */
function partsOf(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return [""];
  const [left, right] = [partsOf(node.left), partsOf(node.right)];
  return [...left.slice(0, -1), `${left.at(-1)}${right[0]}`, ...right.slice(1)];
}

/** Whether the words of a heading are those of a message, from any of its parts to any other; values are at most half of them. */
function isFrom(message: Message, words: string): boolean {
  return message.some((first, from) => first.includes(words) || message.some((_, to) => to > from && spans(from, to)));

  function spans(from: number, to: number): boolean {
    const start = overlap(message[from] ?? "", words);
    const end = overlap(words, message[to] ?? "");
    const between = message.slice(from + 1, to);
    if (start + end + between.join("").length < words.length / 2) return false;
    const pattern = new RegExp(`^${[...between, ""].map((part) => `.*${escaped(part)}`).join("")}$`);
    return pattern.test(words.slice(start, words.length - end));
  }
}

/** Length of the longest end of the one text that the other begins with. */
function overlap(ended: string, begun: string): number {
  let length = Math.min(ended.length, begun.length);
  while (!ended.endsWith(begun.slice(0, length))) length -= 1;
  return length;
}

/** What a heading quotes, without what its `…` stand for; a few words could be from anywhere. */
function quotedIn(heading: string): string[] {
  const parts = plain(heading).split(/…| · |[:;] /);
  return parts.map((part) => part.trim()).filter((part) => part.split(" ").length >= 4);
}

const sources = ["provider/src", "sdk/nodejs"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
);
const messages = sources.filter((file) => /(?<!\.generated)\.ts$/.test(file)).flatMap(messagesIn);
const headings = [...readFileSync(join(ROOT, "docs/troubleshooting.md"), "utf8").matchAll(/^### (.*)$/gm)];
const own = headings.map(([, heading = ""]) =>
  heading
    .split(" · ")
    .filter((part) => !FOREIGN.test(part))
    .join(" · "),
);
const isInSource = (words: string) => messages.some((message) => isFrom(message, words));

test.each(own.filter((heading) => heading !== ""))("the source has the words of: %s", (heading) => {
  const quoted = quotedIn(heading);
  expect(quoted).not.toEqual([]);
  expect(quoted.filter((words) => !isInSource(words))).toEqual([]);
});

test("words that the source does not have are seen", () => {
  expect(isInSource("the service catalog has several regions")).toBe(true);
  expect(isInSource("the catalog of services names several regions")).toBe(false);
});
