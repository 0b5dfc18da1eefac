// Names that the SDK generates where the program gives none: always the same for a resource of a stack, and another one for any
// other. A name proves nothing about who made an object, since another backend may have a stack of the same name. Pure.
import { createHash } from "node:crypto";

type Values = Readonly<Record<string, unknown>>;

/** Input that the SDK adds: `organization/project/stack`. Also an output, since a read is given outputs only. */
export const STACK = "__stack";

/** Input that the SDK adds: what the URN of the resource says beyond stack and kind, `parent types::logical name`. */
export const PATH = "__path";

/** Most characters that Open Telekom Cloud allows in a name; OpenStack has room for more. */
const LONGEST = 64;
const DIGITS = 7;

/** The hidden input `__path`: types of the parents, outermost first, and the logical name. */
export function resourcePath(parents: readonly string[], name: string): string {
  return `${parents.join("$")}::${name}`;
}

/** What a URN says of a resource; `stack`: `project/stack`, as it names no organization. */
export function readUrn(urn: string): { readonly stack: string; readonly path: string; readonly type: string } {
  const [origin = "", project = "", types = "", ...names] = urn.split("::");
  const parents = types.split("$");
  const type = parents.pop() ?? "";
  const stack = `${project}/${origin.slice("urn:pulumi:".length)}`;
  return { stack, path: resourcePath(parents, names.join("::")), type };
}

/**
 * `NAME-4f1c2d3`, at most 64 characters; digits of a hash over stack, types of the parents, kind and the whole logical name. Where there
 * is no parent and nothing is cut off, that is the name that version 0.1.0 generated.
 */
export function generatedName(stack: string, kind: string, path: string): string {
  const name = logicalName(path);
  const isWhole = path === resourcePath([], name) && cut(name) === name;
  return isWhole ? earlierName(stack, kind, name) : `${cut(name)}-${digitsOf([stack, kind, path])}`;
}

/** The name that version 0.1.0 generated: it knew neither the parents nor what is behind the 56th character. */
export function earlierName(stack: string, kind: string, name: string): string {
  return `${cut(name)}-${digitsOf([stack, kind, cut(name)])}`;
}

/** Every name that any version generates for the resource of these inputs, that of this version first. */
export function namesFor(inputs: Values, kind: string): string[] {
  const { [STACK]: stack, [PATH]: path } = inputs;
  if (typeof stack !== "string" || typeof path !== "string") return [];
  return [generatedName(stack, kind, path), earlierName(stack, kind, logicalName(path))];
}

/** Whether the name among the inputs is one that the SDK generated. */
export function isGenerated(inputs: Values, kind: string): boolean {
  const { [STACK]: stack, [PATH]: path, name } = inputs;
  if (typeof stack !== "string" || typeof name !== "string") return false;
  return typeof path === "string" ? namesFor(inputs, kind).includes(name) : isEarlier(name, stack, kind);
}

// A state of version 0.1.0 holds the stack only, and the cut name is enough to verify its digits.
function isEarlier(name: string, stack: string, kind: string): boolean {
  if (name.at(-DIGITS - 1) !== "-") return false;
  return name.endsWith(digitsOf([stack, kind, name.slice(0, -DIGITS - 1)]));
}

function logicalName(path: string): string {
  return path.slice(path.indexOf("::") + 2);
}

// Cut in the middle of a pair, half a character would be left.
function cut(name: string): string {
  return name.slice(0, LONGEST - DIGITS - 1).replace(/[\uD800-\uDBFF]$/, "");
}

function digitsOf(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, DIGITS);
}
