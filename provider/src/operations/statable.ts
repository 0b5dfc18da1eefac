// What a program can say of an object that exists already: for whoever takes it over.

import type { Checked, Values } from "../core/contract";
import { isGiven } from "../core/diff";
import { isSameId } from "../core/meaning";
import { type Dialect, type Kind, resourceSpec, secretInputs, tokenOf } from "../core/schema";
import { dialects } from "../dialects";

/** Whose rules apply, and the project of the login where it is known. */
export interface Surroundings {
  readonly dialect: Dialect;
  readonly projectId: string | undefined;
}

// Billing data of Open Telekom Cloud: the service fills it in, no program should send them back.
const UNSTATED = ["orderId", "productId"];

/** Every input that the object has a value for and that a program can state, except secrets, in the order of schema.json. */
export function statable(kind: Kind, outs: Values, { dialect, projectId }: Surroundings): Record<string, unknown> {
  const token = tokenOf(kind);
  const left = new Set([...secretInputs(token), ...UNSTATED, ...leftOut(kind, outs, dialect)]);
  // The project of the login is where a resource is made anyway.
  if (projectId === undefined || isSameId(outs.tenantId, projectId)) left.add("tenantId");
  const names = Object.keys(resourceSpec(token).inputProperties).filter((name) => !left.has(name));
  const isStatable = (name: string, value: unknown) =>
    saysSomething(value) || (value === "" && dialects[dialect].emptyTexts.includes(name));
  return Object.fromEntries(
    names.map((name) => [name, outs[name]] as const).filter(([name, value]) => isStatable(name, value)),
  );
}

// A value that every dialect takes.
const SOME_SECRET = "0123456789abcdef";

/** What a check says of inputs that may lack their secrets, as those of an object that exists: nothing that depends on them. */
export function checkedWithoutSecrets(kind: Kind, inputs: Values, check: (inputs: Values) => Checked): Checked {
  const missing = secretInputs(tokenOf(kind)).filter((name) => !isGiven(inputs[name]));
  const checked = check({ ...inputs, ...Object.fromEntries(missing.map((name) => [name, SOME_SECRET])) });
  const rest = Object.entries(checked.inputs).filter(([name]) => !missing.includes(name));
  return { ...checked, inputs: Object.fromEntries(rest) };
}

// The service returns some fields that it does not want to be given.
function leftOut(kind: Kind, outs: Values, dialect: Dialect): string[] {
  const hasGroups = saysSomething(outs.localEpGroupId) || saysSomething(outs.peerEpGroupId);
  return [...(hasGroups ? ["peerCidrs"] : []), ...(dialects[dialect].kinds[kind]?.unstated ?? [])];
}

// An empty text, list or set of tags asks for nothing.
function saysSomething(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== "";
}
