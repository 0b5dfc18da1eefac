// JSON schemas for kubeconform, made from custom resource definitions: like an API server in its strict mode, they refuse a field
// that no definition has. The few built-in kinds of the example are written out.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly [keyword: string]: unknown;
}

const text = { type: "string" };
const namedObject: Schema = { type: "object", required: ["name"], properties: { name: text, namespace: text } };
const subject: Schema = {
  type: "object",
  required: ["kind", "name"],
  properties: { kind: text, name: text, namespace: text },
};
const roleRef: Schema = {
  type: "object",
  required: ["apiGroup", "kind", "name"],
  properties: { apiGroup: text, kind: text, name: text },
};

/** Those of Kubernetes itself, as far as the example needs them. For `apiVersion: v1`, kubeconform calls the group `v1`, too. */
const BUILT_IN: Readonly<Record<string, Schema>> = {
  v1_serviceaccount_v1: { type: "object", required: ["metadata"], properties: { metadata: namedObject } },
  "rbac.authorization.k8s.io_clusterrolebinding_v1": {
    type: "object",
    required: ["metadata", "roleRef"],
    properties: { metadata: namedObject, roleRef, subjects: { type: "array", items: subject } },
  },
};

/** How kubeconform finds the file of a kind. */
export const SCHEMA_NAME = "{{.Group}}_{{.ResourceKind}}_{{.ResourceAPIVersion}}.json";

/** Writes the schemas of these definitions, and of the built-in kinds, into a folder. */
export function writeSchemas(folder: string, definitions: readonly string[]): void {
  const write = (name: string, schema: Schema) => {
    const properties = { apiVersion: text, kind: text, metadata: { type: "object" }, ...schema.properties };
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(strict({ ...schema, properties })));
  };
  for (const [name, schema] of Object.entries(BUILT_IN)) write(name, schema);
  for (const file of definitions) {
    const { spec } = parse(readFileSync(file, "utf8")) as Definition; // an API server checks it: test/pipelines
    for (const version of spec.versions)
      write(`${spec.group}_${spec.names.kind.toLowerCase()}_${version.name}`, version.schema.openAPIV3Schema);
  }
}

/** The schema with every object closed, except where the definition keeps unknown fields. */
function strict(schema: Schema): Schema {
  const { properties, items, additionalProperties } = schema;
  const isOpen = schema["x-kubernetes-preserve-unknown-fields"] === true;
  const closed =
    properties === undefined || isOpen || additionalProperties !== undefined ? {} : { additionalProperties: false };
  return {
    ...schema,
    ...closed,
    ...(typeof additionalProperties === "object" ? { additionalProperties: strict(additionalProperties) } : {}),
    ...(items === undefined ? {} : { items: strict(items) }),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, strict(value)])) }),
  };
}
