// Writes the reference pages, docs/reference/*.md, from schema.json: one page for each resource, and their index.

const nameOf = (token) => token.split(":").at(-1);
const typeOf = (schema, $ref) => schema.types[$ref.replace("#/types/", "")];
const cell = (text) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/** path → text of every reference page. */
export function referencePages(schema) {
  const pages = Object.entries(schema.resources).map(([token, resource]) => [
    `docs/reference/${nameOf(token)}.md`,
    page(schema, nameOf(token), resource),
  ]);
  return { "docs/reference/README.md": index(schema), ...Object.fromEntries(pages) };
}

const BANNER = "<!-- Generated from schema.json by `make generate`; edit that file instead of this one. -->\n";

function index(schema) {
  const rows = Object.entries(schema.resources).map(
    ([token, { description }]) => `| [${nameOf(token)}](${nameOf(token)}.md) | ${cell(description.split("\n")[0])} |`,
  );
  return `${BANNER}
# Reference

| resource | what it is |
| --- | --- |
${rows.join("\n")}

Also: the component [SiteToSiteVpn](../site-to-site-vpn.md), which makes all of them, [lookups](../lookups.md) of existing objects, and the
[settings](../../README.md#settings).
`;
}

function page(schema, name, { description, inputProperties, requiredInputs, properties }) {
  const used = typesOf(schema, [...Object.values(inputProperties), ...Object.values(properties)]);
  return `${BANNER}
# ${name}

${description}

## Inputs

| input | type | default | meaning |
| --- | --- | --- | --- |
${Object.entries(inputProperties)
  .map(([input, property]) => inputRow(schema, input, property, requiredInputs.includes(input)))
  .join("\n")}

## Outputs

Besides \`id\`, the UUID of the object at the service:

| output | type | meaning |
| --- | --- | --- |
${Object.entries(properties)
  .map(([output, property]) => `| \`${output}\` | ${typeName(schema, property)} | ${cell(property.description)} |`)
  .join("\n")}
${used.map((token) => typeSection(schema, token)).join("")}`;
}

function inputRow(schema, name, property, isRequired) {
  const type = `${typeName(schema, property)}${property.secret ? ", secret" : ""}`;
  const { description, deprecationMessage } = property;
  const meaning =
    deprecationMessage === undefined ? description : `**Deprecated.** ${deprecationMessage} ${description}`;
  return `| \`${name}\` | ${type} | ${isRequired ? "**required**" : defaultOf(property)} | ${cell(meaning)} |`;
}

function defaultOf(property) {
  if (property["x-default"] !== undefined) return "its own defaults";
  if (property.default === undefined) return "";
  const upstream = property["x-openstack"]?.default;
  return `\`${property.default}\`${upstream === undefined ? "" : ` (OpenStack: \`${upstream}\`)`}`;
}

function typeName(schema, { type, $ref, items, additionalProperties }) {
  if ($ref !== undefined) return `[${nameOf($ref)}](#${nameOf($ref).toLowerCase()})`;
  if (additionalProperties !== undefined) return `map of ${typeName(schema, additionalProperties)}`;
  return type === "array" ? `list of ${typeName(schema, items)}` : ({ integer: "whole number" }[type] ?? type);
}

/** Tokens of all types that the properties use, also inside of each other. */
function typesOf(schema, properties, found = new Set()) {
  for (const { $ref, items } of properties) {
    if (items !== undefined) typesOf(schema, [items], found);
    const token = $ref?.replace("#/types/", "");
    if (token === undefined || found.has(token)) continue;
    found.add(token);
    typesOf(schema, Object.values(schema.types[token].properties ?? {}), found);
  }
  return [...found];
}

const DIALECTS = { otc: "Open Telekom Cloud", openstack: "OpenStack" };

function typeSection(schema, token) {
  const name = nameOf(token);
  const { description, properties, enum: values } = typeOf(schema, `#/types/${token}`);
  const head = `\n## ${name}\n\n${description}\n`;
  if (values !== undefined) {
    const rows = values.map((entry) => {
      const where = DIALECTS[entry["x-dialect"]] ?? "both";
      return `| \`${entry.value}\` | \`${name}.${entry.name}\` | ${where} | ${cell(entry.description)} |`;
    });
    return `${head}\n| value | constant | where | meaning |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
  }
  const rows = Object.entries(properties).map(([name, property]) => inputRow(schema, name, property, false));
  return `${head}\n| part | type | default | meaning |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
}
