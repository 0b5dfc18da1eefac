// Writes everything that follows from schema.json: the schema of the plugin, *.generated.ts, docs/reference/*.md and the table of
// docs/configuration.md;
// and the tables of what was measured, in docs/scale.md and bench/README.md, from bench/results/bench.json.
// `node tools/generate.mjs` writes, `node tools/generate.mjs --check` only compares and fails on a difference.
// First the settings of schema.json itself, from provider/src/settings/table.ts.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";
import { reportOf, startsOf, summaryOf } from "../bench/lib/report.mjs";
import { componentSource } from "./lib/component-source.mjs";
import { lookupsSource } from "./lib/lookups-source.mjs";
import { chosen, nativeSchema } from "./lib/native-schema.mjs";
import { referencePages, settingsTable } from "./lib/reference.mjs";
import {
  componentsOf,
  inputTypesOf,
  nameOf,
  outputTypesOf,
  ownFunctionsOf,
  resourcesOf,
  secretsOf,
  sharedTypesOf,
} from "./lib/schema-parts.mjs";
import { completeSchema, formatted, programSettingsIn } from "./lib/schema-source.mjs";
import { article, BANNER, comment, outputType } from "./lib/typescript-source.mjs";

const root = new URL("../", import.meta.url);
const table = new URL("provider/src/settings/table.ts", root);
const schema = await completeSchema(readFileSync(new URL("schema.json", root), "utf8"), table);
const settings = { ...schema.config.variables, ...(await programSettingsIn(table)) };

/** Pulumi's property → JSON Schema as json-schema-to-typescript reads it. `isOutput`: object types are complete. */
function toJsonSchema(property, isOutput) {
  const { type, $ref, items, additionalProperties, deprecationMessage } = property;
  const description = [property.description, deprecationMessage && `@deprecated ${deprecationMessage}`]
    .filter((text) => text !== undefined)
    .join("\n\n");
  if ($ref !== undefined) {
    const token = $ref.replace("#/types/", "");
    const suffix = schema.types[token].enum === undefined && !isOutput ? "Inputs" : "";
    return { allOf: [{ $ref: `#/definitions/${nameOf(token)}${suffix}` }], description };
  }
  if (additionalProperties !== undefined)
    return { type, description, additionalProperties: toJsonSchema(additionalProperties, isOutput) };
  return { type, description, ...(items === undefined ? {} : { items: toJsonSchema(items, isOutput) }) };
}

function objectType(title, description, properties, required, isOutput = false) {
  const entries = Object.entries(properties).map(([name, property]) => [name, toJsonSchema(property, isOutput)]);
  return {
    title,
    description,
    type: /** @type {const} */ ("object"),
    additionalProperties: false,
    required,
    properties: Object.fromEntries(entries),
  };
}

function typesOfResources() {
  const shared = sharedTypesOf(schema);
  return Object.entries(schema.types).filter(([token]) => shared.includes(token));
}

function definitions() {
  /** @type {Record<string, import("json-schema-to-typescript").JSONSchema>} */
  const all = {};
  const [given, told] = [inputTypesOf(schema), outputTypesOf(schema)];
  for (const [token, type] of typesOfResources()) {
    const name = nameOf(token);
    if (type.enum !== undefined) {
      all[name] = { title: name, description: type.description, enum: type.enum.map((entry) => entry.value) };
      continue;
    }
    if (told.includes(token))
      all[name] = objectType(name, type.description, type.properties, Object.keys(type.properties), true);
    if (given.includes(token))
      all[`${name}Inputs`] = objectType(`${name}Inputs`, type.description, type.properties, type.required ?? []);
  }
  for (const [token, { inputProperties, requiredInputs }] of resourcesOf(schema)) {
    const title = `${nameOf(token)}Inputs`;
    all[title] = objectType(title, `Plain values of {@link ${nameOf(token)}Args}.`, inputProperties, requiredInputs);
  }
  for (const [token, { inputs }] of ownFunctionsOf(schema)) {
    const title = `${functionType(token)}Inputs`;
    all[title] = objectType(
      title,
      `Plain values of {@link ${functionType(token)}Args}.`,
      inputs.properties,
      inputs.required,
    );
  }
  const { description, inputProperties } = schema.provider;
  all.ProviderInputs = objectType("ProviderInputs", description, inputProperties, []);
  return all;
}

/** `PeerConfiguration` of `vpnaas:index:peerConfiguration`. */
function functionType(token) {
  const name = nameOf(token);
  return `${name[0].toUpperCase()}${name.slice(1)}`;
}

/** @param {[string, object]} own */
function functionArgs([token]) {
  const name = functionType(token);
  return `${comment(`Arguments of {@link ${nameOf(token)}}.`)}
export interface ${name}Args extends InputsOf<${name}Inputs> {}`;
}

async function plainTypes() {
  const options = {
    bannerComment: "",
    additionalProperties: false,
    unreachableDefinitions: true,
    style: { printWidth: 120 },
  };
  const text = await compile(
    { title: "Package", definitions: definitions(), type: "object", additionalProperties: false },
    "Package",
    options,
  );
  // The root exists only to carry the definitions.
  return text
    .replace(/export interface Package \{\s*\}\n*/, "")
    .replace(
      / \* ?\n \* This interface was referenced by `Package`'s JSON-Schema\n \* via the `definition` "\w+"\.\n/g,
      "",
    )
    .trim();
}

function resourceClass([token, resource]) {
  const name = nameOf(token);
  const outputs = Object.entries(resource.properties);
  const secrets = secretsOf(resource);
  const declared = outputs.map(([output, property]) => {
    const type = outputType(property) + (resource.required.includes(output) ? "" : " | undefined");
    return `${comment(property.description, "  ")}\n  declare readonly ${output}: pulumi.Output<${type}>;`;
  });
  return `${comment(`Arguments of {@link ${name}}.`)}
export interface ${name}Args extends InputsOf<${name}Inputs> {}

const ${name}Class = {
  kind: "${name}",
  outputs: ${JSON.stringify(outputs.map(([output]) => output))},
  secrets: ${JSON.stringify(secrets)},
};

${comment(resource.description)}
export class ${name} extends VpnaasResource {
${declared.join("\n")}

  /** Declares a resource with the unique \`name\` within the stack. */
  constructor(name: string, args: ${name}Args${resource.requiredInputs.length === 0 ? " = {}" : ""}, options?: pulumi.CustomResourceOptions) {
    super(${name}Class, name, { ...args }, options);
  }

  /** Reads an existing object by its id, without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): ${name} {
    // An existing object needs no arguments: Pulumi reads all of its outputs.
    return new ${name}(name, {} as ${name}Args, { ...options, id });
  }

  /** Is \`object\` ${article(name)} ${name}, even one made by another copy of this package? */
  static override isInstance(object: unknown): object is ${name} {
    return VpnaasResource.isKind(object, "${name}");
  }
}`;
}

const ONLY = { otc: "Open Telekom Cloud only", openstack: "OpenStack only" };

// As Pulumi's own SDKs have them: a name that is a type and, when the program runs, an object with the values.
function enumValues([token, { description, enum: values }]) {
  const name = nameOf(token);
  const members = values.map((entry) => {
    const { description: meaning, "x-dialect": dialect, "x-equivalent": equivalent } = entry;
    const other = equivalent === undefined ? "" : `; the other dialect calls it \`${equivalent}\``;
    const isSaid = dialect === undefined || meaning.includes(ONLY[dialect]);
    const text = isSaid ? meaning : `${meaning} ${ONLY[dialect]}${other}.`;
    return `${comment(text, "  ")}\n  ${entry.name}: ${JSON.stringify(entry.value)},`;
  });
  const example = `\`\`\`ts
config.get<vpnaas.${name}>("key", { allowedValues: Object.values(vpnaas.${name}) });
\`\`\``;
  return `${comment(`${description} All values, of both dialects:\n\n${example}`)}
export const ${name} = {
${members.join("\n")}
} as const;`;
}

async function sdk() {
  const enums = typesOfResources().filter(([, type]) => type.enum !== undefined);
  return `${BANNER}
import type * as pulumi from "@pulumi/pulumi";
import { type InputsOf, VpnaasResource } from "./runtime/resource";

${await plainTypes()}

${enums.map(enumValues).join("\n\n")}

${comment("Arguments of an explicit provider.")}
export interface ProviderArgs extends InputsOf<ProviderInputs> {}

${ownFunctionsOf(schema).map(functionArgs).join("\n\n")}

${resourcesOf(schema).map(resourceClass).join("\n\n")}
`;
}

// The names are written out because a published declaration that reads them from schema.json would make every program that
// uses it set `resolveJsonModule`.
function kinds() {
  const names = resourcesOf(schema).map(([token]) => JSON.stringify(nameOf(token)));
  const { description, enum: dialects } = schema.types["vpnaas:index:Dialect"];
  return `${BANNER}

${comment("Name of a resource without package and module, for example `IpsecSiteConnection`.")}
export type Kind =
${names.map((name) => `  | ${name}`).join("\n")};

${comment(description)}
export type Dialect = ${dialects.map(({ value }) => JSON.stringify(value)).join(" | ")};
`;
}

/** @param {[string, object]} component */
function argsFile([token]) {
  const name = nameOf(token);
  return `sdk/nodejs/${name[0].toLowerCase()}${name.slice(1)}Args.generated.ts`;
}

/** The text of a file with something else between the marks `<!-- place -->` and `<!-- /place -->`. */
function filled(file, places) {
  let text = readFileSync(new URL(file, root), "utf8");
  for (const [place, content] of Object.entries(places)) {
    const marks = new RegExp(`(<!-- ${place} -->\\n)[\\s\\S]*?(<!-- /${place} -->)`);
    if (!marks.test(text)) throw new Error(`${file} has no <!-- ${place} --> … <!-- /${place} -->.`);
    text = text.replace(marks, (_, start, end) => `${start}${content}\n${end}`);
  }
  return text;
}

/** A program of sdk/examples; `make sdks` writes those that are not there yet. */
function example(file) {
  const path = new URL(`sdk/examples/${file}`, root);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const measured = JSON.parse(readFileSync(new URL("bench/results/bench.json", root), "utf8"));
const files = {
  "schema.json": `${formatted(schema)}\n`,
  "schema.native.json": `${formatted(nativeSchema(schema, version, example))}\n`,
  "sdk/nodejs/resources.generated.ts": await sdk(),
  "provider/src/core/kinds.generated.ts": kinds(),
  "sdk/nodejs/lookups.generated.ts": lookupsSource(schema),
  ...Object.fromEntries(
    componentsOf(schema).map((component) => [argsFile(component), componentSource(schema, component)]),
  ),
  "docs/configuration.md": filled("docs/configuration.md", { settings: settingsTable(settings) }),
  "docs/_index.md": filled("docs/_index.md", { example: chosen("SiteToSiteVpn", example) }),
  "docs/scale.md": filled("docs/scale.md", { measured: summaryOf(measured), starts: startsOf(measured) }),
  "bench/README.md": filled("bench/README.md", { measured: reportOf(measured) }),
  ...referencePages(schema, settings),
};
const isCheck = process.argv.includes("--check");
const stale = Object.entries(files).filter(([path, text]) => {
  let present = "";
  try {
    present = readFileSync(new URL(path, root), "utf8");
  } catch {} // a file that is not there yet is stale
  return present !== text;
});
for (const [path, text] of stale) {
  if (!isCheck) writeFileSync(new URL(path, root), text);
  console.log(`${isCheck ? "out of date" : "written"}: ${path}`);
}
if (isCheck && stale.length > 0) {
  console.error("run `make generate` and commit the result");
  process.exitCode = 1;
}
