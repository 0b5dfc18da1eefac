// Inputs of programs: right ones made from schema.json, and the same with something wrong in one place or more.
import { inputSchema, type Kind, tokenOf } from "../../../src/core/schema";
import type { Dialect } from "../../../src/settings";
import { fc } from "../../support/laws";
import { CANARY, hostileName, hostileText, hostileValue, UNKNOWNS } from "./hostile";

/** Inputs or outputs under their names in the program. */
export type Inputs = Record<string, unknown>;

type Schema = Readonly<Record<string, unknown>>;

const cidr = fc.integer({ min: 0, max: 255 }).map((number) => `10.${number}.0.0/16`);

/** Inputs that a check should accept, or nearly: rules over several fields may still refuse them. */
export function validProgram(kind: Kind, dialect: Dialect): fc.Arbitrary<Inputs> {
  const schema = inputSchema(tokenOf(kind), dialect);
  const model = Object.entries(propertiesOf(schema))
    .filter(([name]) => isUsual(name, dialect))
    .map(([name, property]): [string, fc.Arbitrary<unknown>] => [name, valueFor(name, property)]);
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const always = kind === "IpsecSiteConnection" ? [...required, "localEpGroupId", "peerEpGroupId"] : required;
  return fc.record(Object.fromEntries(model), { requiredKeys: always }).map(withFittingEndpoints);
}

/** The same, mostly with mistakes: foreign values, foreign names, unknown values at any depth, the psk where it does not belong. */
export function anyProgram(kind: Kind, dialect: Dialect): fc.Arbitrary<Inputs> {
  const names = Object.keys(propertiesOf(inputSchema(tokenOf(kind), dialect)));
  const change = mutation([...names, "dpd.action", "dpd.interval", "lifetime.value", "tags.key"]);
  return fc
    .tuple(validProgram(kind, dialect), fc.array(change, { maxLength: 3 }))
    .map(([program, changes]) => changes.reduce((inputs, [path, value]) => withValueAt(inputs, path, value), program));
}

/** Outputs as a state may hold them: those of a program with what the service adds, or something that someone has edited. */
export function anyState(kind: Kind, dialect: Dialect): fc.Arbitrary<Inputs> {
  const extra = fc.record(
    { status: hostileValue, __inputs: hostileValue, projectId: hostileText },
    { requiredKeys: [] },
  );
  return fc.tuple(anyProgram(kind, dialect), extra).map(([program, added]) => ({ ...program, ...added }));
}

/** The object with another value at a path such as `dpd.action`; what is no object on the way becomes one. */
export function withValueAt(inputs: Inputs, path: readonly string[], value: unknown): Inputs {
  const [first = "", ...rest] = path;
  const inner = inputs[first];
  const below = typeof inner === "object" && inner !== null ? Object.fromEntries(Object.entries(inner)) : {};
  const entry = rest.length === 0 ? value : withValueAt(below, rest, value);
  return Object.fromEntries([...Object.entries(inputs).filter(([name]) => name !== first), [first, entry]]);
}

function mutation(names: readonly string[]): fc.Arbitrary<readonly [readonly string[], unknown]> {
  const declared = fc.constantFrom(...names).map((name) => name.split("."));
  const foreign = fc.oneof(
    hostileName.map((name) => [name]),
    fc.tuple(fc.constantFrom("dpd", "lifetime", "tags", "psk"), hostileName),
  );
  const unknown = fc.constantFrom(...UNKNOWNS);
  const secret = fc.constantFrom<unknown>(
    CANARY,
    [CANARY],
    { value: CANARY },
    { [CANARY]: 1 },
    `${CANARY}\u00e9`,
    CANARY.repeat(20),
    `"${CANARY}"`,
  );
  const inList = fc.tuple(fc.constantFrom(...UNKNOWNS, "10.0.0.0/8"), hostileValue).map((pair): unknown => pair);
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(declared, hostileValue) },
    { weight: 2, arbitrary: fc.tuple(declared, unknown) },
    { weight: 1, arbitrary: fc.tuple(declared, inList) },
    { weight: 2, arbitrary: fc.tuple(foreign, hostileValue) },
    // A declared text that is no secret may be shown, so the canary goes where a psk can be mistaken for something.
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(["psk"], ["pks"], ["PSK"], ["secret"], ["constructor"]), secret) },
  );
}

// A connection without what its dialect refuses, so that a good part of the programs is right.
function isUsual(name: string, dialect: Dialect): boolean {
  if (name === "peerCidrs" || name === "adoptId") return false;
  return !(dialect === "otc" ? ["localId", "flavorId"] : ["tags"]).includes(name);
}

function valueFor(name: string, schema: Schema): fc.Arbitrary<unknown> {
  if (name === "psk") return fc.constantFrom(CANARY, `${CANARY}-2`);
  if (name === "peerAddress") return fc.ipV4();
  if (Array.isArray(schema.enum)) return fc.constantFrom<unknown>(...schema.enum);
  const [low, high] = [Number(schema.minimum ?? 0), Number(schema.maximum ?? 100)];
  switch (schema.type) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: low, max: high });
    case "array":
      return fc.uniqueArray(cidr, { minLength: 1, maxLength: 5 });
    case "object":
      return objectFor(schema);
    default:
      return schema.format === "id" ? fc.uuid() : textOf(schema);
  }
}

function textOf(schema: Schema): fc.Arbitrary<string> {
  const longest = Number(schema.maxLength ?? 255);
  return fc.oneof(
    fc.string({ minLength: Math.max(1, Number(schema.minLength ?? 0)), maxLength: Math.min(20, longest) }),
    fc.constantFrom("hq", "\u{1f4a5} caf\u00e9", "constructor", "__proto__").filter((text) => text.length <= longest),
  );
}

function objectFor(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.additionalProperties !== false) {
    const key = fc.constantFrom("env", "team", "__proto__", "constructor", "toString");
    return fc.array(fc.tuple(key, fc.constantFrom("a", "b", "")), { maxLength: 3 }).map(Object.fromEntries);
  }
  const model = Object.entries(propertiesOf(schema)).map(([name, part]) => [name, valueFor(name, part)]);
  return fc.record(Object.fromEntries(model) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] }); // pairs of just that
}

// The type of a group says what its endpoints are.
function withFittingEndpoints(inputs: Inputs): Inputs {
  if (inputs.type === undefined || inputs.type === "cidr") return inputs;
  return { ...inputs, endpoints: ["44444444-0000-4000-8000-000000000001"] };
}

function propertiesOf(schema: Schema): Readonly<Record<string, Schema>> {
  return (schema.properties ?? {}) as Readonly<Record<string, Schema>>; // a JSON Schema of an object
}
