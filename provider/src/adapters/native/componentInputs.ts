// The arguments of a component as the engine sends them → as a program gives them: a secret, an unknown value or a dependency is one of
// each value. The component has to see what holds the values, such as the names of its sites.

import * as pulumi from "@pulumi/pulumi";
import { memoize } from "../../core/memoize";
import { isRecord } from "../../core/record";
import { isUnknown } from "../../core/unknown";
import { SECRET, SIGNATURE } from "../signature";
import { OUTPUT } from "./bags";
import { schemaText } from "./packageFiles";
import type { ProviderMessages } from "./rpc";

interface Marks {
  readonly isSecret: boolean;
  /** URNs of the resources that the value comes from. */
  readonly dependencies: readonly string[];
}

/** The arguments in a request. Throws where something is unknown that says which resources the component has. */
export function componentInputs(request: ProviderMessages.ConstructRequest): pulumi.Inputs {
  const dependencies = request.getInputdependenciesMap();
  const raw = request.getInputs()?.toJavaScript() ?? {};
  const plain = plainInputs(request.getType());
  const entries = Object.entries(raw).flatMap(([name, value]) => {
    if (value === null) return [];
    const place = plain.get(name);
    if (place !== undefined) demandKnown(`${request.getName()}: ${name}`, value, place);
    // The older of two ways to name them: it knows no more than the whole argument.
    const all = hasOutput(value) ? [] : (dependencies.get(name)?.getUrnsList() ?? []);
    return [[name, marked(value, { isSecret: false, dependencies: all })]];
  });
  return pulumi.runtime.deserializeProperty(Object.fromEntries(entries));
}

function demandKnown(title: string, value: unknown, { entries }: PlainInput): void {
  const held = heldIn(value);
  if (held === undefined)
    throw new Error(`${title} is not known yet. Give a map with known keys; the values in it may be unknown`);
  if (!entries || !isRecord(held)) return;
  for (const [key, part] of Object.entries(held)) demandKnown(`${title}.${key}`, part, { entries: false });
}

/** What is behind the marks; undefined for what is unknown. */
function heldIn(value: unknown): unknown {
  if (!isRecord(value)) return isUnknown(value) ? undefined : value;
  return [SECRET, OUTPUT].includes(String(value[SIGNATURE])) ? heldIn(value.value) : value;
}

function marked(value: unknown, marks: Marks): unknown {
  if (Array.isArray(value)) return value.map((item) => marked(item, marks));
  if (!isRecord(value)) return leaf(value, marks);
  const { isSecret, dependencies } = marks;
  switch (value[SIGNATURE]) {
    case undefined:
      return Object.fromEntries(
        Object.entries(value).flatMap(([key, part]) => (part === null ? [] : [[key, marked(part, marks)]])),
      );
    case SECRET:
      return marked(value.value, { isSecret: true, dependencies });
    case OUTPUT:
      return marked(value.value, {
        isSecret: isSecret || value.secret === true,
        dependencies: [...dependencies, ...listOf(value.dependencies)],
      });
    default:
      return value; // a resource, which stands for its id
  }
}

function leaf(value: unknown, { isSecret, dependencies }: Marks): unknown {
  const isKnown = value !== undefined && !isUnknown(value);
  if (isKnown && !isSecret && dependencies.length === 0) return value;
  return { [SIGNATURE]: OUTPUT, ...(isKnown ? { value } : {}), secret: isSecret, dependencies };
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function hasOutput(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasOutput);
  return isRecord(value) && (value[SIGNATURE] === OUTPUT || Object.values(value).some(hasOutput));
}

/** An argument that a program has to know when it declares the component. */
interface PlainInput {
  /** Whether that is so for each entry of the map, too. */
  readonly entries: boolean;
}

/** These arguments of a component, by name. */
const plainInputs = memoize((token: string): ReadonlyMap<string, PlainInput> => {
  const { resources }: { resources: Readonly<Record<string, { readonly inputProperties?: object }>> } = JSON.parse(
    schemaText(),
  );
  const inputs = Object.entries(resources[token]?.inputProperties ?? {});
  const plain = inputs.filter(([, property]) => isPlain(property));
  return new Map(plain.map(([name, property]) => [name, { entries: isPlain(property.additionalProperties) }]));
});

function isPlain(property: unknown): boolean {
  return isRecord(property) && property.plain === true;
}
