// Writes the text of sdk/nodejs/lookups.generated.ts from the functions of schema.json: for each resource, what finds one of it and
// what lists them. How they find anything is the business of sdk/nodejs/runtime/lookups.ts.
import { nameOf, resourcesOf, secretsOf } from "./schema-parts.mjs";
import { article, BANNER, comment, linked, outputType, typeNames } from "./typescript-source.mjs";

/** The source of the lookups of all resources. */
export function lookupsSource(schema) {
  const functions = Object.entries(schema.functions);
  const lookups = resourcesOf(schema).map(([token]) => {
    const [one = ["", {}], all = ["", {}]] = functions.filter(([, lookup]) => lookup["x-lookup-of"] === token);
    return lookupOf(nameOf(token), one, all);
  });
  const used = functions
    .filter(([token]) => nameOf(token).startsWith("get"))
    .flatMap(([, { outputs }]) => typeNames(Object.values(outputs.properties)));
  return `${BANNER}
import type * as pulumi from "@pulumi/pulumi";
import type { ${[...new Set(used)].sort().join(", ")} } from "./resources.generated";
import { getOne, getOneOutput, listAll, listAllOutput, type LookupOptions } from "./runtime/lookups";
import type { InputsOf } from "./runtime/resource";

export type { LookupOptions };

${lookups.join("\n\n")}
`;
}

function lookupOf(name, [, one], [allToken, all]) {
  const secrets = secretsOf(one.outputs);
  const names = nameOf(allToken).slice("list".length);
  return [
    argumentTypes(name, names, one.inputs.properties),
    resultType(name, one.outputs, secrets),
    ...(secrets.length === 0 ? [] : [secretsType(name, secrets, one.outputs.properties)]),
    `const ${name}Lookup = { kind: "${name}", secrets: ${JSON.stringify(secrets)} } as const;`,
    getters(name, secrets, one.description),
    listers(name, names, all.description),
  ].join("\n\n");
}

function argumentTypes(name, names, filters) {
  const fields = Object.entries(filters).map(
    ([filter, property]) => `${comment(property.description, "  ")}\n  ${filter}?: ${outputType(property)};`,
  );
  const one = `${article(name)} {@link ${name}}`;
  return `${comment(`What ${one} is looked up by: its id, or outputs of it, which are compared exactly, lists as sets.`)}
export interface Get${name}Args {
${fields.join("\n")}
}

${comment(`{@link Get${name}Args} with Inputs.`)}
export interface Get${name}OutputArgs extends InputsOf<Get${name}Args> {}

${comment(`What a list of {@link ${name}} is narrowed by; without any, it holds all.`)}
export type List${names}Args = Omit<Get${name}Args, "id">;

${comment(`{@link List${names}Args} with Inputs.`)}
export interface List${names}OutputArgs extends InputsOf<List${names}Args> {}`;
}

function resultType(name, { properties, required }, secrets) {
  const fields = Object.entries(properties)
    .filter(([output]) => !secrets.includes(output))
    .map(([output, property]) => {
      const isRequired = required.includes(output);
      const type = `${outputType(property)}${isRequired ? "" : " | undefined"}`;
      return `${comment(property.description, "  ")}\n  readonly ${output}${isRequired ? "" : "?"}: ${type};`;
    });
  return `${comment(`${article(name)} {@link ${name}} as the service has it.`.replace(/^a/, "A"))}
export interface Get${name}Result {
${fields.join("\n")}
}`;
}

function secretsType(name, secrets, properties) {
  const fields = secrets.map(
    (secret) =>
      `${comment(properties[secret].description, "  ")}\n  readonly ${secret}: pulumi.Output<${outputType(properties[secret])} | undefined>;`,
  );
  return `${comment(`What is secret of a looked up {@link ${name}}.`)}
export interface Get${name}Secrets {
${fields.join("\n")}
}`;
}

function getters(name, secrets, description) {
  const and = secrets.length === 0 ? "" : ` & Get${name}Secrets`;
  const example = `\`\`\`ts
const found = await vpnaas.get${name}({ name: "hq" });
\`\`\``;
  const outputExample = `\`\`\`ts
const found = vpnaas.get${name}Output({ name: "hq" });
export const id = found.id;
\`\`\``;
  const mocks = "Under Pulumi's mocks it asks the service that `OS_*` names, such as the emulator.";
  return `${comment(`${linked(description, name)} ${mocks}\n\n${example}`)}
export function get${name}(args: Get${name}Args, options?: LookupOptions): Promise<Get${name}Result${and}> {
  return getOne(${name}Lookup, args, options);
}

${comment(`{@link get${name}} with Inputs, as an Output: not known in a preview where an argument is not.\n\n${outputExample}`)}
export function get${name}Output(args: Get${name}OutputArgs, options?: LookupOptions): pulumi.Output<Get${name}Result>${and} {
  return getOneOutput(${name}Lookup, args, options);
}`;
}

function listers(name, names, description) {
  return `${comment(linked(description, name))}
export function list${names}(args?: List${names}Args, options?: LookupOptions): Promise<Get${name}Result[]> {
  return listAll(${name}Lookup, args, options);
}

${comment(`{@link list${names}} with Inputs, as an Output: not known in a preview where an argument is not.`)}
export function list${names}Output(args?: List${names}OutputArgs, options?: LookupOptions): pulumi.Output<Get${name}Result[]> {
  return listAllOutput(${name}Lookup, args, options);
}`;
}
