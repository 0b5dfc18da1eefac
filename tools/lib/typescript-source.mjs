// Words of generated TypeScript that all of it shares: comments, types of outputs.
import { nameOf } from "./schema-parts.mjs";

/** The first line of a generated file. */
export const BANNER = `// Generated from schema.json by \`make generate\`; edit that file instead of this one.`;

/** The article that a kind takes. */
export const article = (name) => (/^[AEIOU]/.test(name) ? "an" : "a");

/** A doc comment. */
export function comment(text, indent = "") {
  const lines = text.split("\n").map((line) => `${indent} * ${line}`.trimEnd());
  return `${indent}/**\n${lines.join("\n")}\n${indent} */`;
}

const TYPES = { string: "string", integer: "number", number: "number", boolean: "boolean" };

/** The TypeScript type of a value that comes back. */
export function outputType({ type, $ref, items, additionalProperties }) {
  if ($ref !== undefined) return nameOf($ref);
  if (additionalProperties !== undefined) return `{ [key: string]: ${outputType(additionalProperties)} }`;
  return type === "array" ? `${outputType(items)}[]` : TYPES[type];
}

/** Names of the types that the values of the properties have, in outputs. */
export function typeNames(properties) {
  return properties.flatMap(({ $ref, items, additionalProperties }) => {
    if ($ref !== undefined) return [nameOf($ref)];
    return typeNames([items, additionalProperties].filter((part) => part !== undefined));
  });
}

/** A description with links where it names `name`. */
export const linked = (description, name) => description.replaceAll(`\`${name}\``, `{@link ${name}}`);
