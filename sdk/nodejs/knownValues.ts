// What is known of a program's arguments: at once, and later, when outputs have their values or turn out to be unknown.
import * as pulumi from "@pulumi/pulumi";

/** Stands where a value is not known: not yet, or not during this preview. */
export const NOT_KNOWN = Symbol("not known");

/** A copy with {@link NOT_KNOWN} in place of every output and promise. */
export function knownNow(value: unknown): unknown {
  if (isLater(value)) return NOT_KNOWN;
  if (Array.isArray(value)) return value.map(knownNow);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, knownNow(part)]));
}

/**
 * A copy with the values of outputs and promises, {@link NOT_KNOWN} where a preview does not know them. Texts that are Pulumi
 * secrets are added to `secrets`. Rejects as an output or promise does.
 */
export async function knownLater(value: unknown, secrets: Set<string>): Promise<unknown> {
  if (isLater(value)) return resolved(value, secrets);
  if (Array.isArray(value)) return Promise.all(value.map((part) => knownLater(part, secrets)));
  if (!isPlain(value)) return value;
  const parts = Object.entries(value).map(async ([name, part]) => [name, await knownLater(part, secrets)] as const);
  return Object.fromEntries(await Promise.all(parts));
}

/** Is {@link NOT_KNOWN} in a value, at any depth? */
export function hasLater(value: unknown): boolean {
  if (value === NOT_KNOWN) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasLater);
}

/** Is a value an object as a program writes it in braces? A resource is none, nor a list, an output or a promise. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isLater(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

async function resolved(input: pulumi.Output<unknown> | Promise<unknown>, secrets: Set<string>): Promise<unknown> {
  const output: pulumi.Output<unknown> = pulumi.output(Promise.resolve(input));
  const seen: unknown[] = [];
  // Pulumi answers whether it is a secret once the function has run, and never runs it on an unknown value.
  const isSecret = await pulumi.isSecret(output.apply((value) => void seen.push(value)));
  if (seen.length === 0) return NOT_KNOWN;
  if (isSecret) for (const text of textsIn(seen[0])) secrets.add(text);
  return seen[0];
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
