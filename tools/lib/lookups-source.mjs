// Writes the text of sdk/nodejs/lookups.generated.ts: for each resource of schema.json, what finds one of it and what lists them.
// How they find anything is sdk/nodejs/runtime/lookups.ts' business.
import { article, BANNER, comment, nameOf, outputType, secretsOf } from "./typescript-source.mjs";

/** The source of the lookups of all resources. */
export function lookupsSource(schema) {
  const resources = Object.entries(schema.resources);
  const isObject = ($ref) => schema.types[$ref.replace("#/types/", "")].enum === undefined;
  const used = new Set(resources.flatMap(([, { properties }]) => Object.values(properties).flatMap(typeNames)));
  return `${BANNER}
import type * as pulumi from "@pulumi/pulumi";
import type { ${[...used].sort().join(", ")} } from "./resources.generated";
import { getOne, getOneOutput, listAll, listAllOutput, type LookupOptions } from "./runtime/lookups";
import type { InputsOf } from "./runtime/resource";

export type { LookupOptions };

${resources.map(([token, resource]) => lookupsOf(nameOf(token), resource, isObject)).join("\n\n")}
`;
}

function typeNames({ $ref, items, additionalProperties }) {
  if ($ref !== undefined) return [nameOf($ref)];
  return [items, additionalProperties].filter((part) => part !== undefined).flatMap(typeNames);
}

function lookupsOf(name, resource, isObject) {
  const secrets = secretsOf(resource);
  const outputs = Object.entries(resource.properties).filter(([output]) => !secrets.includes(output));
  const filters = outputs.filter(([, { $ref }]) => $ref === undefined || !isObject($ref));
  return [
    argumentTypes(name, filters),
    resultType(name, outputs, resource.required),
    ...(secrets.length === 0 ? [] : [secretsType(name, secrets)]),
    `const ${name}Lookup = { kind: "${name}", secrets: ${JSON.stringify(secrets)} } as const;`,
    getters(name, secrets),
    listers(name),
  ].join("\n\n");
}

function argumentTypes(name, filters) {
  const fields = filters.map(
    ([filter, property]) => `${comment(property.description, "  ")}\n  ${filter}?: ${outputType(property)};`,
  );
  const one = `${article(name)} {@link ${name}}`;
  return `${comment(`What ${one} is looked up by: its id, or outputs of it, which are compared exactly, lists as sets.`)}
export interface Get${name}Args {
  /** Id of the object; it is then read, and has to agree with what else is given. */
  id?: string;
${fields.join("\n")}
}

${comment(`{@link Get${name}Args} with Inputs.`)}
export interface Get${name}OutputArgs extends InputsOf<Get${name}Args> {}

${comment(`What a list of {@link ${name}} is narrowed by; without any, it holds all.`)}
export type List${plural(name)}Args = Omit<Get${name}Args, "id">;

${comment(`{@link List${plural(name)}Args} with Inputs.`)}
export interface List${plural(name)}OutputArgs extends InputsOf<List${plural(name)}Args> {}`;
}

function resultType(name, outputs, required) {
  const fields = outputs.map(([output, property]) => {
    const isRequired = required.includes(output);
    const type = `${outputType(property)}${isRequired ? "" : " | undefined"}`;
    return `${comment(property.description, "  ")}\n  readonly ${output}${isRequired ? "" : "?"}: ${type};`;
  });
  return `${comment(`${article(name)} {@link ${name}} as the service has it.`.replace(/^a/, "A"))}
export interface Get${name}Result {
  /** Id of the object. */
  readonly id: string;
${fields.join("\n")}
}`;
}

function secretsType(name, secrets) {
  const fields = secrets.map((secret) => {
    const about = "as the service shows it: Open Telekom Cloud may mask or alter it, and then it is not the real one";
    return `${comment(`\`${secret}\` ${about}.`, "  ")}\n  readonly ${secret}: pulumi.Output<string | undefined>;`;
  });
  return `${comment(`What is secret of a looked up {@link ${name}}.`)}
export interface Get${name}Secrets {
${fields.join("\n")}
}`;
}

function getters(name, secrets) {
  const and = secrets.length === 0 ? "" : ` & Get${name}Secrets`;
  const example = `\`\`\`ts
const found = await vpnaas.get${name}({ name: "hq" });
\`\`\``;
  const outputExample = `\`\`\`ts
const found = vpnaas.get${name}Output({ name: "hq" });
export const id = found.id;
\`\`\``;
  const inProgram =
    "It runs in previews, too, and only reads; under Pulumi's mocks it asks the service that `OS_*` names, such as the emulator.";
  return `${comment(`Finds the one {@link ${name}} that is meant, whoever made it. None and several are errors.\n\n${inProgram}\n\n${example}`)}
export function get${name}(args: Get${name}Args, options?: LookupOptions): Promise<Get${name}Result${and}> {
  return getOne(${name}Lookup, args, options);
}

${comment(`{@link get${name}} with Inputs, as an Output: not known in a preview where an argument is not.\n\n${outputExample}`)}
export function get${name}Output(args: Get${name}OutputArgs, options?: LookupOptions): pulumi.Output<Get${name}Result>${and} {
  return getOneOutput(${name}Lookup, args, options);
}`;
}

function listers(name) {
  const names = plural(name);
  return `${comment(`Every {@link ${name}} of the project that agrees with the arguments, without secrets. It runs in previews, too, and only reads.`)}
export function list${names}(args?: List${names}Args, options?: LookupOptions): Promise<Get${name}Result[]> {
  return listAll(${name}Lookup, args, options);
}

${comment(`{@link list${names}} with Inputs, as an Output: not known in a preview where an argument is not.`)}
export function list${names}Output(args?: List${names}OutputArgs, options?: LookupOptions): pulumi.Output<Get${name}Result[]> {
  return listAllOutput(${name}Lookup, args, options);
}`;
}

const plural = (name) => (name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`);
