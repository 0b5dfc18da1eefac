// Cross-field rules as data: each function returns a rule, a rule returns the problems it finds in some inputs.
// Bounds of a single field belong into schema.json.
import type { Dialect } from "../settings";
import { isUnknown } from "../unknown";

/** A user's mistake: the property it is about (may be nested: `dpd.timeout`) and what is wrong, with what is allowed. */
export interface Problem {
  readonly property: string;
  readonly reason: string;
}

/** What a rule looks at. Values unknown during a preview are still their sentinel. */
export interface RuleContext {
  readonly inputs: Readonly<Record<string, unknown>>;
  /** True where the object does not exist yet. */
  readonly creating: boolean;
  readonly dialect: Dialect;
}

/** Finds problems in inputs; never looks at anything else, never throws. */
export type Rule = (context: RuleContext) => Problem[];

/** Either both inputs are given or none. */
export function requiredTogether(first: string, second: string): Rule {
  return ({ inputs }) => {
    const given = [first, second].filter((name) => isGiven(inputs[name]));
    if (given.length !== 1 || given.some((name) => isUnknown(inputs[name]))) return [];
    const missing = given[0] === first ? second : first;
    return [
      { property: missing, reason: `${missing} is missing: ${first} and ${second} are given together or not at all` },
    ];
  };
}

/** `name` is not given together with any of `others`. */
export function notTogether(name: string, others: readonly string[], advice: string): Rule {
  return ({ inputs }) => {
    const conflicting = others.filter((other) => isGiven(inputs[other]) && !isUnknown(inputs[other]));
    if (!isGiven(inputs[name]) || isUnknown(inputs[name]) || conflicting.length === 0) return [];
    return [{ property: name, reason: `${name} cannot be combined with ${conflicting.join(" and ")}: ${advice}` }];
  };
}

/** At least one of `names` is given when the object is created. */
export function oneGivenOnCreate(names: readonly string[], reason: string): Rule {
  return ({ inputs, creating }) => {
    if (!creating || names.some((name) => isGiven(inputs[name]))) return [];
    return [{ property: names[0] ?? "", reason }];
  };
}

/** The number at path `smaller` is less than the number at path `larger`; both may be nested (`dpd.interval`). */
export function lessThan(smaller: string, larger: string, unit: string): Rule {
  return ({ inputs }) => {
    const [low, high] = [valueAt(inputs, smaller), valueAt(inputs, larger)];
    if (typeof low !== "number" || typeof high !== "number" || low < high) return [];
    return [
      { property: larger, reason: `${larger} must be greater than ${smaller}, got ${high} ${unit} and ${low} ${unit}` },
    ];
  };
}

/** The value at `path` is one of `values`, or not given, or not known yet. */
export function oneOf(path: string, values: readonly unknown[], reason: string): Rule {
  return ({ inputs }) => {
    const value = valueAt(inputs, path);
    if (value === undefined || isUnknown(value) || values.includes(value)) return [];
    return [{ property: path, reason: `${path} is ${JSON.stringify(value)}: ${reason}` }];
  };
}

/** The input is not given. */
export function notGiven(name: string, reason: string): Rule {
  return ({ inputs }) => (isGiven(inputs[name]) ? [{ property: name, reason: `${name} is given: ${reason}` }] : []);
}

/** The rule holds on one dialect only. */
export function onDialect(dialect: Dialect, rule: Rule): Rule {
  return (context) => (context.dialect === dialect ? rule(context) : []);
}

// An empty list asks for nothing, so it counts as not given.
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

function valueAt(inputs: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => {
    if (typeof value !== "object" || value === null) return undefined;
    return (value as Record<string, unknown>)[name]; // any other object reads as a record
  }, inputs);
}
