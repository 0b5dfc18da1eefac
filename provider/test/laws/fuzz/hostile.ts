// Values and names that no program or service should ever give, and some day one does. Knows nothing of the schema.

import { fc } from "../../support/laws";
/** Stands for the psk: may be in no message. */
export const CANARY = "Canary-psk-0123456789";

/** Keys that every object of JavaScript seems to have. */
export const PROTOTYPE_NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "toJSON",
  "then",
  "__defineGetter__",
  "length",
];

/** What stands for a value that is not known yet, one per type. */
export const UNKNOWNS = [
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

const TEXTS = [
  "",
  " ",
  "0",
  "1500",
  "true",
  "false",
  "null",
  "undefined",
  "NaN",
  "[object Object]",
  "{}",
  "\u0000",
  "a\r\nX-Evil: 1",
  "\u001b[31mred\u001b[0m",
  "\ud800",
  "\udfff low",
  `${"x".repeat(79)}\u{1f4a5}`,
  "\u{1f4a5}".repeat(70),
  "\u202egnp.exe",
  "e\u0301".repeat(40),
  "../../etc",
  "..",
  "%2e%2e%2f",
  "?a=b#c",
  "10.0.0.0/8",
  "::/0",
  "hold",
  "cidr",
  "long ".repeat(2_000),
];

const NUMBERS = [0, -0, -1, 1.5, 68, 1e21, 1e308, -1e308, 2 ** 53, 5e-324, NaN, Infinity, -Infinity];

/** A text of any characters: control characters, lone surrogates, names of a prototype, sentinels of the unknown. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.constantFrom(...PROTOTYPE_NAMES),
  fc.constantFrom(...UNKNOWNS),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
);

/** A name of a property that no one declared. */
export const hostileName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...PROTOTYPE_NAMES),
  fc.constantFrom("pks", "PSK", "preSharedKey", "peer_address", "NAME", "name.x", "psk.x", "a/b", "a~1b", "mtU", "0"),
  hostileText,
);

/** An object with exactly these keys as its own, `__proto__` included. */
export function objectOf(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

const leaf: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  fc.constantFrom<unknown>(null, true, false),
  fc.constantFrom(...NUMBERS),
  fc.double(),
);

const tree = fc.letrec<{ value: unknown; list: unknown[]; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: tie("list") },
    { weight: 2, arbitrary: tie("object") },
  ),
  list: fc.array(tie("value"), { maxLength: 4 }),
  object: fc.array(fc.tuple(hostileName, tie("value")), { maxLength: 4 }).map(objectOf),
}));

/** A list in a list in a list, or an object in an object, so many times. */
export function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = "bottom";
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
}

const deep = fc
  .tuple(fc.integer({ min: 10, max: 3_000 }), fc.boolean(), hostileName)
  .map(([depth, isList, key]) => nested(depth, (inner) => (isList ? [inner] : objectOf([[key, inner]]))));

const wide = fc
  .tuple(fc.integer({ min: 100, max: 3_000 }), leaf, fc.boolean())
  .map(([length, item, isSame]) => Array.from({ length }, (_, at) => (isSame ? item : `${at}`)));

/** Any value that can come over a wire, and NaN and infinities, which the engine's wire has too. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 60, arbitrary: tree.value },
  { weight: 2, arbitrary: deep },
  { weight: 2, arbitrary: wide },
);
