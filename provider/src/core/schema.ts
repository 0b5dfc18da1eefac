// Answers questions about schema.json; the only file of the provider that imports it.
// Leaves wire names, paths and cross-field rules to the definitions, and validation to check.ts.
import document from "../../../schema.json";
import type { Dialect, Kind } from "./kinds.generated";
import type { Meaning } from "./meaning";
import { memoize } from "./memoize";

export type { Dialect, Kind } from "./kinds.generated";

/** Token of a resource of this package, for example `vpnaas:index:IpsecSiteConnection`. */
export type Token = `vpnaas:index:${Kind}`;

/** Words that take the place of the same words on one dialect. */
type Marks = { readonly [Name in Dialect as `x-${Name}`]?: Readonly<Record<string, unknown>> };

/** One property as schema.json declares it: Pulumi's words and those of JSON Schema side by side. */
export interface PropertySpec extends Marks {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: PropertySpec;
  /** The values of a map, whose keys are free. */
  readonly additionalProperties?: PropertySpec;
  readonly default?: unknown;
  readonly secret?: boolean;
  readonly willReplaceOnChanges?: boolean;
  readonly uniqueItems?: boolean;
  /** A default for an object or list, for which Pulumi's own word does not exist. */
  readonly "x-default"?: unknown;
  /** An input that is no field of the object at the service: it never goes into the body of a request. */
  readonly "x-not-in-body"?: boolean;
  /** The documented default that an input falls back to when its line is removed from the program; without it, it stays as it is. */
  readonly "x-reset"?: unknown;
  /** How texts are compared where other characters can mean the same; `format` says it for ids and networks. */
  readonly "x-compare"?: Meaning;
  readonly format?: string;
  /** What a value has to look like, in words, where a pattern says it less well. */
  readonly "x-allowed"?: string;
}

type Properties = Readonly<Record<string, PropertySpec>>;

/** A resource as schema.json declares it. */
interface ResourceSpec {
  readonly inputProperties: Properties;
  readonly requiredInputs: readonly string[];
  readonly properties: Properties;
  /** Outputs that every object has. */
  readonly required: readonly string[];
}

interface FunctionSpec {
  readonly inputs: { readonly properties: Properties };
  readonly outputs: { readonly properties: Properties };
  /** The resource that it finds; undefined where it finds nothing at the service. */
  readonly "x-lookup-of"?: Token;
}

interface TypeSpec {
  readonly type: string;
  readonly properties?: Properties;
  readonly enum?: readonly EnumValue[];
}

interface EnumValue {
  readonly value: string;
  /** The only dialect that knows the value; without it, both do. */
  readonly "x-dialect"?: Dialect;
  /** What the other dialect calls the same thing. */
  readonly "x-equivalent"?: string;
}

// The JSON module has a literal type per property; these are the same data under one general shape.
const resources = document.resources as unknown as Readonly<Record<Token, ResourceSpec>>;
const functions = document.functions as unknown as Readonly<Record<`vpnaas:index:get${Kind}`, FunctionSpec>> &
  Readonly<Record<string, FunctionSpec>>;
const types = document.types as unknown as Readonly<Record<string, TypeSpec>>;

/** Tokens of all resources of the package; a component is none of the service's. */
export const TOKENS = Object.entries(document.resources)
  .filter(([, resource]) => !("isComponent" in resource))
  .map(([token]) => token) as Token[]; // what is no component has a kind

/** All kinds of the package. */
export const KINDS: readonly Kind[] = TOKENS.map(kindOf);

/** The names of the dialects. */
export const DIALECTS = typeOf("vpnaas:index:Dialect").enum?.map(({ value }) => value) as [Dialect, ...Dialect[]]; // by the generated type

/** The resource behind a token. */
export function resourceSpec(token: Token): ResourceSpec {
  return resources[token];
}

/** What the one object of a kind can be looked up by. */
export function lookupInputs(kind: Kind): Properties {
  return functions[`vpnaas:index:get${kind}`].inputs.properties;
}

/**
 * What the function with this token finds: the one object of a kind, or a `list` of them, which is the name of its only output. Undefined
 * where there is no such function.
 */
export function lookupOf(token: string): { readonly kind: Kind; readonly list: string | undefined } | undefined {
  const spec = Object.hasOwn(functions, token) ? functions[token] : undefined;
  const found = spec?.["x-lookup-of"];
  if (spec === undefined || found === undefined) return undefined;
  const isList = token.startsWith("vpnaas:index:list");
  return { kind: kindOf(found), list: isList ? Object.keys(spec.outputs.properties)[0] : undefined };
}

/** The token of a kind. */
export function tokenOf(kind: Kind): Token {
  return `vpnaas:index:${kind}`;
}

/** The kind of a token. */
export function kindOf(token: Token): Kind {
  return token.slice("vpnaas:index:".length) as Kind; // the rest of a token is its kind, by the type above
}

/** The kind of a type in a state, whoever runs it; undefined for what is of another package, or no kind of this version. */
export function kindOfType(type: unknown): Kind | undefined {
  const name = /(?:^|\W)vpnaas:(?:index:)?(\w+)$/.exec(String(type))?.[1];
  return KINDS.find((known) => known === name);
}

/** Names of the inputs that hold secrets. */
export const secretInputs = memoize((token: Token) =>
  namesWhere(resources[token].inputProperties, (property) => property.secret === true),
);

/** Names of the inputs that hold none. */
export const openInputs = memoize((token: Token) =>
  namesWhere(resources[token].inputProperties, (property) => property.secret !== true),
);

/** Names of the inputs whose change replaces the resource. */
export function replacingInputs(token: Token, dialect: Dialect): readonly string[] {
  return replacingIn(dialect)(token);
}

const replacingIn = memoize((dialect: Dialect) =>
  memoize((token: Token) =>
    namesWhere(
      resources[token].inputProperties,
      (property) => inDialect(property, dialect).willReplaceOnChanges === true,
    ),
  ),
);

/** Names of the inputs that are no fields of the object at the service. */
export const inputsOutsideBody = memoize((token: Token) =>
  namesWhere(resources[token].inputProperties, (property) => property["x-not-in-body"] === true),
);

/** The documented defaults of the inputs that have one to fall back to when their line is removed. */
export const resetValues = memoize((token: Token): Readonly<Record<string, unknown>> => {
  const properties = Object.entries(resources[token].inputProperties);
  return Object.fromEntries(
    properties.flatMap(([name, property]) => ("x-reset" in property ? [[name, property["x-reset"]]] : [])),
  );
});

/** The properties of the object type a property refers to, or undefined where it is no object. */
export function objectProperties(property: PropertySpec): Properties | undefined {
  return property.$ref === undefined ? undefined : typeOf(property.$ref).properties;
}

/** The plain JSON type of a property: `string`, `integer`, `boolean`, `array` or `object`. */
export function jsonType(property: PropertySpec): string {
  return property.$ref === undefined ? (property.type ?? "string") : typeOf(property.$ref).type;
}

/** A JSON Schema of the inputs of a resource, references and enum types resolved, with the bounds of the dialect. */
export function inputSchema(token: Token, dialect: Dialect): Record<string, unknown> {
  const { inputProperties, requiredInputs } = resources[token];
  return objectSchema(inputProperties, requiredInputs, dialect);
}

function objectSchema(properties: Properties, required: readonly string[], dialect: Dialect): Record<string, unknown> {
  const entries = Object.entries(properties).map(([name, property]) => [name, propertySchema(property, dialect)]);
  return { type: "object", properties: Object.fromEntries(entries), required, additionalProperties: false };
}

function propertySchema(property: PropertySpec, dialect: Dialect): Record<string, unknown> {
  const { $ref, "x-default": whole, ...own } = inDialect(property, dialect);
  const rest = whole === undefined ? own : { ...own, default: whole };
  if ($ref === undefined) return rest;
  const { properties, enum: values, type } = typeOf($ref);
  if (values !== undefined) return { ...rest, type, ...valuesIn(values, dialect) };
  return { ...rest, ...objectSchema(properties ?? {}, [], dialect) };
}

function inDialect(property: PropertySpec, dialect: Dialect): PropertySpec {
  return { ...property, ...property[`x-${dialect}` as const] };
}

// `x-equivalents`: what a value of the other dialect is called on this one.
function valuesIn(values: readonly EnumValue[], dialect: Dialect): Record<string, unknown> {
  const isForeign = (entry: EnumValue) => entry["x-dialect"] !== undefined && entry["x-dialect"] !== dialect;
  const equivalents = values.filter(isForeign).map((entry) => [entry.value, entry["x-equivalent"]]);
  return {
    enum: values.filter((entry) => !isForeign(entry)).map((entry) => entry.value),
    "x-equivalents": Object.fromEntries(equivalents.filter(([, equivalent]) => equivalent !== undefined)),
  };
}

/** What this dialect calls a value that only the other one has; undefined for any other value. */
export function foreignEquivalent({ $ref }: PropertySpec, value: unknown, dialect: Dialect): string | undefined {
  const entry = $ref === undefined ? undefined : typeOf($ref).enum?.find((known) => known.value === value);
  const isForeign = entry?.["x-dialect"] !== undefined && entry["x-dialect"] !== dialect;
  return isForeign ? entry["x-equivalent"] : undefined;
}

function typeOf(reference: string): TypeSpec {
  const type = types[reference.replace("#/types/", "")];
  if (type === undefined) throw new Error(`schema.json: ${reference} is referred to but not declared under "types"`);
  return type;
}

function namesWhere(properties: Properties, holds: (property: PropertySpec) => boolean): readonly string[] {
  return Object.entries(properties).flatMap(([name, property]) => (holds(property) ? [name] : []));
}
