// Reads request bodies against a table of attributes, in the order and wording of Neutron: project, unknown keys, keys
// that may not be sent, missing keys, values. Rules between fields are left to connections.ts and collections.ts.
import { isIP } from "node:net";
import type { WireObject } from "./model";
import { badRequest, invalidValue, Refusal } from "./replies";

/** Checks one value and returns it as it is stored; throws a {@link Refusal}. */
export type ReadValue = (value: unknown, attribute: string) => unknown;

/** One attribute of a collection, as the API documents it. */
export interface Attribute {
  readonly name: string;
  readonly post: "required" | "optional" | "refused";
  readonly put: "optional" | "refused";
  /** Value stored when a POST omits the attribute; `undefined` leaves it to the collection. */
  readonly fallback?: unknown;
  readonly read: ReadValue;
}

/** An attribute that only the server writes. */
export function serverOnly(name: string): Attribute {
  return { name, post: "refused", put: "refused", read: (value) => value };
}

/** The JSON object in a body; refuses a body that is empty, no JSON or no object. */
export function readJson(sent: string): WireObject {
  if (sent === "") throw badRequest("Resource body required");
  let body: unknown;
  try {
    body = JSON.parse(sent);
  } catch {
    const message = "Malformed request body: Cannot understand JSON.";
    throw new Refusal(400, "MalformedRequestBody", { message, code: "VPC.1001" });
  }
  if (!isObject(body)) throw badRequest("Body contains invalid data");
  return body;
}

/** Reads the attributes of a POST: every attribute of the table that has a value or a fallback. */
export function readPost(attributes: Attribute[], sent: WireObject, projectId: string): WireObject {
  checkProject(sent, projectId);
  refuseUnknown(attributes, sent);
  const values: WireObject = {};
  for (const { name, post, fallback } of attributes) {
    if (post === "refused" && name in sent) throw badRequest(`Attribute '${name}' not allowed in POST`);
    if (post === "required" && !(name in sent)) {
      throw badRequest(`Failed to parse request. Required attribute '${name}' not specified`);
    }
    if (fallback !== undefined) values[name] = structuredClone(fallback);
  }
  for (const { name, read } of attributes) if (name in sent) values[name] = read(sent[name], name);
  return values;
}

/** Reads the attributes of a PUT: only those that were sent. */
export function readPut(attributes: Attribute[], sent: WireObject): WireObject {
  refuseUnknown(attributes, sent);
  for (const { name, put } of attributes) {
    if (put === "optional" || !(name in sent)) continue;
    // Neutron keeps one column for both spellings and names the older one.
    throw badRequest(`Cannot update read-only attribute ${name === "project_id" ? "tenant_id" : name}`);
  }
  const values: WireObject = {};
  for (const { name, read } of attributes) if (name in sent) values[name] = read(sent[name], name);
  return values;
}

/** A string of at most `maximum` characters. The message echoes the value, as Neutron's does. */
export function text(maximum: number, minimum = 0): ReadValue {
  return (value, attribute) => {
    if (typeof value !== "string") throw invalidValue(attribute, `'${show(value)}' is not a valid string`);
    if (value.length > maximum) {
      throw invalidValue(attribute, `'${value}' exceeds maximum length of ${maximum}`);
    }
    if (value.length < minimum) throw invalidValue(attribute, `'${value}' is shorter than ${minimum} characters`);
    return value;
  };
}

/** A UUID with dashes, in any case. */
export const uuid: ReadValue = (value, attribute) => {
  if (typeof value !== "string" || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) {
    throw invalidValue(attribute, `'${show(value)}' is not a valid UUID`);
  }
  return value.toLowerCase();
};

/** A UUID or null. */
export const uuidOrNull: ReadValue = (value, attribute) => (value === null ? null : uuid(value, attribute));

/** One of the listed strings. */
export function oneOf(allowed: readonly string[]): ReadValue {
  return (value, attribute) => {
    if (typeof value === "string" && allowed.includes(value)) return value;
    throw invalidValue(attribute, `${show(value)} is not in valid_values`);
  };
}

/** A boolean, also in the spellings that Neutron converts. */
export const bool: ReadValue = (value) => {
  const spelled = String(value).toLowerCase();
  if (value !== null && ["true", "1"].includes(spelled)) return true;
  if (value !== null && ["false", "0"].includes(spelled)) return false;
  throw new Refusal(400, "InvalidInput", {
    message: `Invalid input for operation: '${show(value)}' cannot be converted to boolean.`,
    code: "VPC.1001",
  });
};

/** An integer >= 0; digits as text and fractions are converted, as Neutron does for mtu. */
export const nonNegative: ReadValue = (value, attribute) => {
  const number = typeof value === "string" && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number !== "number") {
    throw new Refusal(400, "InvalidInput", {
      message: `Invalid input for operation: '${show(value)}' is not an integer.`,
      code: "VPC.1001",
    });
  }
  const whole = Math.trunc(number);
  if (whole < 0) throw invalidValue(attribute, `'${whole}' should be non-negative`);
  return whole;
};

/** A list of distinct address/prefix texts; one text becomes a list, null an empty list, host bits stay. */
export const cidrList: ReadValue = (value, attribute) => {
  const list: unknown[] = value === null ? [] : Array.isArray(value) ? value : [value];
  const seen = new Set<string>();
  for (const item of list) {
    if (typeof item !== "string" || cidrVersion(item) === undefined) {
      throw invalidValue(attribute, `'${show(item)}' is not a valid IP subnet`);
    }
    if (seen.has(item)) throw invalidValue(attribute, `Duplicate items in the list: '${item}'`);
    seen.add(item);
  }
  return [...seen];
};

/** An object that may hold only the listed keys; null counts as empty. Returns only what was sent. */
export function dictionary(keys: Record<string, ReadValue>): ReadValue {
  return (value, attribute) => {
    if (value === null) return {};
    if (!isObject(value)) throw invalidValue(attribute, `'${show(value)}' is not a dictionary`);
    const unexpected = Object.keys(value).filter((key) => !(key in keys));
    if (unexpected.length > 0) throw invalidValue(attribute, `Unexpected keys supplied: ${unexpected.join(", ")}`);
    const read: WireObject = {};
    for (const [key, readKey] of Object.entries(keys)) if (key in value) read[key] = readKey(value[key], attribute);
    return read;
  };
}

/** 4 or 6 for a valid address/prefix text, else `undefined`. */
export function cidrVersion(value: string): 4 | 6 | undefined {
  const [address = "", prefix = "", ...rest] = value.split("/");
  if (rest.length > 0 || !/^\d{1,3}$/.test(prefix)) return undefined;
  const version = isIP(address);
  if (version === 4) return Number(prefix) <= 32 ? 4 : undefined;
  return version === 6 && Number(prefix) <= 128 ? 6 : undefined;
}

/** True for a JSON object that is neither null nor an array. */
export function isObject(value: unknown): value is WireObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as Python prints it, since the recorded messages come from Python. */
export function show(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function checkProject(sent: WireObject, projectId: string): void {
  for (const key of ["tenant_id", "project_id"]) {
    if (key in sent && sent[key] !== projectId) {
      throw badRequest(
        "Specifying 'project_id' or 'tenant_id' other than the authenticated project in request requires admin or " +
          "advsvc privileges",
      );
    }
  }
}

function refuseUnknown(attributes: Attribute[], sent: WireObject): void {
  const known = new Set(attributes.map(({ name }) => name));
  const unknown = Object.keys(sent).filter((key) => !known.has(key));
  if (unknown.length > 0) throw badRequest(`Unrecognized attribute(s) '${unknown.join(", ")}'`);
}
