// What the plugin says of its own package. It is imported, not read: a plugin that is one file has no folder.

import schema from "../../../../schema.native.json";
import { isRecord } from "../../core/record";

/** The schema that the engine and the generators of other languages are given. */
export function schemaText(): string {
  return JSON.stringify(schema);
}

/** The version of the package, which is that of the plugin. */
export function packageVersion(): string {
  return schema.version;
}

/** An argument of a component that a program has to know when it declares the component. */
export interface PlainInput {
  /** Whether that is so for each entry of the map, too. */
  readonly entries: boolean;
}

/** These arguments of a component, by name. */
export function plainInputs(token: string): ReadonlyMap<string, PlainInput> {
  const resources: Readonly<Record<string, { readonly inputProperties: object }>> = schema.resources;
  const inputs = Object.entries(resources[token]?.inputProperties ?? {});
  const plain = inputs.filter(([, property]) => isPlain(property));
  return new Map(plain.map(([name, property]) => [name, { entries: isPlain(property.additionalProperties) }]));
}

function isPlain(property: unknown): boolean {
  return isRecord(property) && property.plain === true;
}
