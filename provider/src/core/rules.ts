// Cross-field rules as data: each function returns a rule, a rule returns the problems it finds in some inputs.
// Bounds of a single field belong into schema.json.
import { isIP } from "node:net";
import { isCidr } from "./formats";
import { withoutHostBits } from "./meaning";
import { sanitize } from "./sanitize";
import { isUnknown } from "./unknown";

/** A user's mistake: the property it is about (may be nested: `dpd.timeout`) and what is wrong, with what is allowed. */
export interface Problem {
  readonly property: string;
  readonly reason: string;
  /** Only one dialect has the rule, so the message has to say which one is in force. */
  readonly isOfDialect?: boolean;
}

/** What a rule looks at. Values unknown during a preview are still their sentinel. */
export interface RuleContext {
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What the program said last; empty where the object does not exist yet. */
  readonly olds: Readonly<Record<string, unknown>>;
  /** True where the object does not exist yet. */
  readonly creating: boolean;
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

/** The value at `path` is none of `values`. */
export function notOneOf(path: string, values: readonly unknown[], reason: string): Rule {
  return ({ inputs }) => {
    const value = valueAt(inputs, path);
    return values.includes(value) ? [{ property: path, reason: `${path} is ${JSON.stringify(value)}: ${reason}` }] : [];
  };
}

/** The input is no slip of an address, which a service would resolve as a name. What a state holds already passes. */
export function addressOrName(name: string): Rule {
  return ({ inputs: { [name]: value }, olds: { [name]: old } }) => {
    if (typeof value !== "string" || value === old || isIP(value) !== 0 || isUnknown(value)) return [];
    const version = value.includes(":") ? "IPv6" : /^[\d.]+$/.test(value) ? "IPv4" : undefined;
    if (version === undefined) return [];
    const advice = "give an IPv4 or IPv6 address or a domain name";
    const reason = `${name} ${sanitize(value)} looks like an ${version} address, but is none: ${advice}`;
    return [{ property: name, reason }];
  };
}

/** Algorithms of both kinds of policy that are no longer considered safe; each is named at most once. */
export const weakAlgorithms: readonly Rule[] = [
  notOneOf("authAlgorithm", ["md5", "sha1"], "this hash is weak; use SHA-2 with 256 bits or more"),
  notOneOf("encryptionAlgorithm", ["des", "3des"], "this cipher is weak; use AES"),
  notOneOf("pfs", ["group1", "group2", "group5", "group22"], "this group is weak; use group14 or better"),
];

/** Where `property` has the value `value`, each item of the list `name` passes `isRight`; `wanted` says in words what that means. */
export function itemsAre(
  name: string,
  isRight: (item: string) => boolean,
  { property, value, wanted }: { property: string; value: string; wanted: string },
): Rule {
  return ({ inputs }) => {
    if (inputs[property] !== value) return [];
    const wrong = textsOf(inputs[name]).find((item) => !isRight(item));
    if (wrong === undefined) return [];
    const shown = sanitize(wrong);
    return [{ property: name, reason: `${name} of a group of the type "${value}" must be ${wanted}, got ${shown}` }];
  };
}

/** The networks of a list are of one IP version. */
export function sameVersion(name: string, reason: string): Rule {
  return ({ inputs }) => {
    const networks = textsOf(inputs[name]).filter(isCidr);
    const versions = new Set(networks.map((network) => isIP(network.split("/")[0] ?? "")));
    return versions.size < 2 ? [] : [{ property: name, reason: `${name} holds IPv4 and IPv6 networks: ${reason}` }];
  };
}

/** No network of the list has host bits: the service takes such a one for the network that it lies in. */
export function noHostBits(name: string): Rule {
  return ({ inputs }) => {
    return textsOf(inputs[name]).flatMap((network) => {
      const whole = withoutHostBits(network);
      if (whole === undefined) return [];
      return [
        { property: name, reason: `${name}: ${network} has host bits and is treated as ${whole}; write ${whole}` },
      ];
    });
  };
}

/** The input is not given, not even an empty one: where the service does not keep it, an empty one would show as a change for ever. */
export function notGiven(name: string, reason: string): Rule {
  return ({ inputs }) =>
    inputs[name] === undefined ? [] : [{ property: name, reason: `${name} is given: ${reason}` }];
}

/** The input is not given, or is empty. */
export function notFilled(name: string, reason: string): Rule {
  const rule = notGiven(name, reason);
  return (context) => (context.inputs[name] === "" ? [] : rule(context));
}

/** The name has no blanks at its ends, and no control characters. */
export const plainName: Rule = ({ inputs: { name } }) => {
  if (typeof name !== "string" || isUnknown(name)) return [];
  const isRefused = name !== name.trim() || /\p{Cc}/u.test(name);
  const reason = `name must have no blanks at its ends and no control characters, got ${sanitize(name)}`;
  return isRefused ? [{ property: "name", reason }] : [];
};

/** No text holds a character of four bytes in UTF-8, such as an emoji. */
export function threeBytesEach(names: readonly string[]): Rule {
  return ({ inputs }) =>
    names.flatMap((name) => {
      const value = inputs[name];
      if (typeof value !== "string" || !/[\u{10000}-\u{10ffff}]/u.test(value)) return [];
      const reason =
        `${name} holds a character of four bytes, such as an emoji: the usual database of Neutron has no room for it, and the ` +
        "service answers 500";
      return [{ property: name, reason }];
    });
}

/** The prefix length of each network of the list is written without a zero in front. */
export function plainPrefixes(list: string): Rule {
  return ({ inputs }) => {
    const wrong = textsOf(inputs[list]).find((item) => /\/0\d+$/.test(item));
    if (wrong === undefined) return [];
    const shown = sanitize(wrong);
    return [
      { property: list, reason: `${list} has a prefix length with a zero in front, write it without one: ${shown}` },
    ];
  };
}

// The texts of a list that are known.
function textsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === "string" && !isUnknown(item)) : [];
}

// An empty list or object asks for nothing, so it counts as not given.
function isGiven(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null;
}

/** The value at a path such as `dpd.timeout`. */
export function valueAt(inputs: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => {
    if (typeof value !== "object" || value === null) return undefined;
    return (value as Record<string, unknown>)[name]; // any other object reads as a record
  }, inputs);
}
