// Names that the SDK makes up where the program gives none. They prove which stack made an object: only so can what an
// interrupted run left behind be told from what somebody else owns. Pure.
import { createHash } from "node:crypto";

/** Input that the SDK adds: `organization/project/stack`. Also an output, since a read is given outputs only. */
export const STACK = "__stack";

/** Most characters that Open Telekom Cloud allows in a name; OpenStack has room for more. */
const LONGEST = 64;
const DIGITS = 7;

/** `BASE-4f1c2d3`, at most 64 characters: always the same for a stack, a kind and a base, and another one for any other stack. */
export function generatedName(stack: string, kind: string, base: string): string {
  // Cut in the middle of a pair, half a character would be left.
  const cut = base.slice(0, LONGEST - DIGITS - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${cut}-${digitsOf(stack, kind, cut)}`;
}

/** The stack that inputs or outputs tell of, for others to hold it. */
export function originIn({ [STACK]: stack }: Readonly<Record<string, unknown>>): { readonly [STACK]?: string } {
  return typeof stack === "string" ? { [STACK]: stack } : {};
}

/** Whether the name among the inputs is one that the SDK made up for the stack that they tell of. */
export function isMadeUp(inputs: Readonly<Record<string, unknown>>, kind: string): boolean {
  const stack = inputs[STACK];
  return typeof stack === "string" && isGenerated(inputs.name, stack, kind);
}

/** Whether `name` is one that the SDK makes up in this stack for this kind. */
function isGenerated(name: unknown, stack: string, kind: string): boolean {
  if (typeof name !== "string" || name.at(-DIGITS - 1) !== "-") return false;
  return name.endsWith(digitsOf(stack, kind, name.slice(0, -DIGITS - 1)));
}

function digitsOf(stack: string, kind: string, base: string): string {
  return createHash("sha256")
    .update(JSON.stringify([stack, kind, base]))
    .digest("hex")
    .slice(0, DIGITS);
}
