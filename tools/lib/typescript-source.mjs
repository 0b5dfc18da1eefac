// Words of generated TypeScript that resources and lookups share: names, comments, types of outputs.

/** The first line of a generated file. */
export const BANNER = `// Generated from schema.json by \`make generate\`; edit that file instead of this one.`;

/** `IpsecSiteConnection` of `vpnaas:index:IpsecSiteConnection`. */
export const nameOf = (token) => token.split(":").at(-1);

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

/** Names of the outputs of a resource that are secrets. */
export function secretsOf({ properties }) {
  return Object.keys(properties).filter((name) => properties[name].secret);
}
