// Bags of values as the engine sends them ↔ plain values, with the places of the secrets among them.

import type { Values } from "../../core/contract";
import { isRecord } from "../../core/record";
import { UNKNOWN } from "../../core/unknown";
import { SECRET, SIGNATURE } from "../signature";
import { type Bag, Struct } from "./rpc";

/** Value of the key SIGNATURE for a value with dependencies, or one that is unknown. */
export const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** Where secrets are: true for the whole, or by key; what is not named holds none. */
export type Secrets = true | { readonly [key: string]: Secrets };

/** Plain values, and where secrets are among them. */
export interface Unpacked {
  readonly values: Record<string, unknown>;
  readonly secrets: Secrets;
}

/** A value that is none of a program of this package: an asset or an archive. Names the place, never the value. */
export class NotPlain extends Error {
  constructor(path: readonly string[]) {
    super(`${path.join(".")} is an asset or archive: give a plain value`);
    this.name = "NotPlain";
  }
}

/** What a bag holds; one that is missing is empty. Throws NotPlain. */
export function unpack(bag: Bag | undefined): Unpacked {
  const { value, secrets } = plainOf(bag?.toJavaScript() ?? {}, []);
  return { values: isRecord(value) ? value : {}, secrets: secrets ?? {} };
}

/** Packs values: what is marked in any of `marks` becomes a secret. What is undefined is omitted. */
export function pack(values: Values, ...marks: readonly Secrets[]): Bag {
  // A bag itself is no secret: each of its values is.
  const own = marks.map((each) => (each === true ? secretNames(Object.keys(values)) : each));
  const packed = packedOf(values, own);
  return Struct.fromJavaScript(packed as Parameters<typeof Struct.fromJavaScript>[0]); // a record as `values` is
}

/** Marks for these names. */
export function secretNames(names: readonly string[]): Secrets {
  return Object.fromEntries(names.map((name) => [name, true] as const));
}

/** The texts and numbers at the places that are marked. */
export function secretTexts(value: unknown, marks: Secrets | undefined): string[] {
  if (marks === undefined || value === null || value === undefined) return [];
  if (typeof value !== "object") return marks === true ? [String(value)] : [];
  return Object.entries(value).flatMap(([key, part]) => secretTexts(part, marks === true ? true : marks[key]));
}

/** Marks of what was a secret, and of which nothing new is given: it stays where it is, and it stays one. */
export function keptSecrets({ secrets }: Unpacked, given: Values): Secrets {
  if (secrets === true) return true;
  return Object.fromEntries(
    Object.entries(secrets).filter(([name]) => given[name] === undefined || given[name] === null),
  );
}

interface Plain {
  readonly value: unknown;
  readonly secrets: Secrets | undefined;
}

function plainOf(raw: unknown, path: readonly string[]): Plain {
  if (Array.isArray(raw)) {
    const items = raw.map((item, at) => plainOf(item, [...path, String(at)]));
    // A list is sorted, and compared as a set: its places say nothing.
    const hasSecret = items.some(({ secrets }) => secrets !== undefined);
    return { value: items.map(({ value }) => value), secrets: hasSecret ? true : undefined };
  }
  if (!isRecord(raw)) return { value: raw, secrets: undefined };
  switch (raw[SIGNATURE]) {
    case undefined:
      return plainRecord(raw, path);
    case SECRET:
      return { value: plainOf(raw.value, path).value, secrets: true };
    case OUTPUT: {
      const { value, secrets } =
        raw.value === undefined ? { value: UNKNOWN, secrets: undefined } : plainOf(raw.value, path);
      return { value, secrets: raw.secret === true ? true : secrets };
    }
    case REFERENCE:
      return { value: raw.id ?? UNKNOWN, secrets: undefined };
    default:
      throw new NotPlain(path);
  }
}

function plainRecord(raw: Record<string, unknown>, path: readonly string[]): Plain {
  const entries = Object.entries(raw).map(([key, part]) => [key, plainOf(part, [...path, key])] as const);
  const marked = entries.flatMap(([key, { secrets }]) => (secrets === undefined ? [] : [[key, secrets] as const]));
  return {
    value: Object.fromEntries(entries.map(([key, { value }]) => [key, value])),
    secrets: marked.length === 0 ? undefined : Object.fromEntries(marked),
  };
}

function packedOf(value: unknown, marks: readonly Secrets[]): unknown {
  if (marks.includes(true)) return secretOf(packedOf(value, []));
  if (Array.isArray(value) || !isRecord(value)) {
    const packed = Array.isArray(value) ? value.map((item) => packedOf(item, [])) : value;
    // What was a map with a secret in it may have become a list or an unknown.
    return marks.some((each) => Object.keys(each).length > 0) ? secretOf(packed) : packed;
  }
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.map(([key, part]) => [key, packedOf(part, marksAt(marks, key))]));
}

function marksAt(marks: readonly Secrets[], key: string): Secrets[] {
  return marks.flatMap((each) => (each === true ? [] : each[key] === undefined ? [] : [each[key]]));
}

function secretOf(value: unknown): Record<string, unknown> {
  return { [SIGNATURE]: SECRET, value };
}
