// Writes the source of what a component of schema.json takes and tells. Which resources it declares is written by hand.
import { isOfResource, nameOf, sharedTypesOf, typeAt, typesOf } from "./schema-parts.mjs";
import { BANNER, comment, outputType, typeNames } from "./typescript-source.mjs";

/** The source of the arguments and outputs of a component. */
export function componentSource(schema, [token, component]) {
  const { inputProperties, requiredInputs, properties, required } = component;
  const shared = sharedTypesOf(schema);
  const ownTypes = (bag) =>
    typesOf(schema, Object.values(bag))
      .filter((type) => !shared.includes(type))
      .map((type) => [`#/types/${type}`, schema.types[type]]);
  const base = component["x-extends"];
  const [, ...aboutArguments] = component.description.split("\n\n");
  const description = `Arguments of \`${nameOf(token)}\`. ${aboutArguments.join("\n\n")}`;
  const args = { ...component, description, properties: inputProperties, required: requiredInputs };
  const words = wordsOf(schema, shared);
  const interfaces = [
    ...[[base, typeAt(schema, base)], ...ownTypes(inputProperties)].map(([$ref, type]) =>
      argumentsOf(words, words.name($ref), type),
    ),
    argumentsOf(words, `${nameOf(token)}Args`, args),
    ...ownTypes(properties).map(([$ref, type]) => stateOf(nameOf($ref), type)),
    outputsOf(nameOf(token), properties, required),
  ];
  const parts = ownTypes(properties).flatMap(([, type]) => Object.values(type.properties));
  const told = typeNames([...Object.values(properties), ...parts]).filter((name) =>
    shared.some((type) => nameOf(type) === name),
  );
  for (const name of told) words.imported.add(name);
  return `${BANNER}
import type * as pulumi from "@pulumi/pulumi";
import type { ${[...words.imported].sort().join(", ")} } from "./resources.generated";
import type { InputOf } from "./runtime/resource";

${interfaces.join("\n\n")}
`;
}

// The names of types, and which of them come from elsewhere. What ends with Settings takes no `Args`.
function wordsOf(schema, shared) {
  const imported = new Set();
  const foreign = (name) => {
    imported.add(name);
    return name;
  };
  const name = ($ref) => {
    const type = typeAt(schema, $ref);
    if (isOfResource(type)) return foreign(`${nameOf(type["x-extends"])}Args`);
    if (type.enum !== undefined) return foreign(nameOf($ref));
    if (shared.includes($ref.replace("#/types/", ""))) return foreign(`${nameOf($ref)}Inputs`);
    return nameOf($ref).endsWith("Settings") ? nameOf($ref) : `${nameOf($ref)}Args`;
  };
  // What may be missing at the resource may also be the value of an output that turns out to be undefined.
  const mayBeUndefined = (input, { "x-input-of": token }) =>
    token !== undefined && !schema.resources[token].requiredInputs.includes(input);
  return { imported, name, mayBeUndefined };
}

function argumentsOf(words, name, { description, properties, required = [], "x-extends": base }) {
  const fields = Object.entries(properties)
    .filter(([, property]) => property["x-inherited"] !== true)
    .map(([input, property]) => {
      const isRequired = required.includes(input);
      const type = property.plain === true ? plainType(words, property) : inputType(words, input, property);
      return `${comment(property.description, "  ")}\n  ${input}${isRequired ? "" : "?"}: ${type}${isRequired ? "" : " | undefined"};`;
    });
  return `${comment(description)}
export interface ${name}${base === undefined ? "" : ` extends ${words.name(base)}`} {
${fields.join("\n")}
}`;
}

function inputType(words, input, property) {
  const or = words.mayBeUndefined(input, property) ? " | undefined" : "";
  const { type, $ref, items } = property;
  if (type === "array") return `pulumi.Input<pulumi.Input<${plainType(words, items)}>[]${or}>`;
  const isPart = type === "object" || ($ref !== undefined && words.name($ref).endsWith("Inputs"));
  return `${isPart ? "InputOf" : "pulumi.Input"}<${plainType(words, property)}${or}>`;
}

function plainType(words, property) {
  const { type, $ref, items, additionalProperties, oneOf } = property;
  if (oneOf !== undefined) return oneOf.map((part) => plainType(words, part)).join(" | ");
  if ($ref !== undefined) return words.name($ref);
  if (additionalProperties !== undefined) return `{ [name: string]: ${plainType(words, additionalProperties)} }`;
  return type === "array" ? `readonly ${plainType(words, items)}[]` : outputType(property);
}

function stateOf(name, { description, properties }) {
  const fields = Object.entries(properties).map(
    ([part, property]) => `${comment(property.description, "  ")}\n  ${part}: ${outputType(property)};`,
  );
  return `${comment(description)}
export interface ${name} {
${fields.join("\n")}
}`;
}

function outputsOf(name, properties, required) {
  const fields = Object.entries(properties).map(([output, property]) => {
    const type = outputType(property) + (required.includes(output) ? "" : " | undefined");
    return `${comment(property.description, "  ")}\n  readonly ${output}: pulumi.Output<${type}>;`;
  });
  return `${comment(`Outputs of \`${name}\`.`)}
export interface ${name}Outputs {
${fields.join("\n")}
}`;
}
