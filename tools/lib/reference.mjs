// Writes the reference pages, docs/reference/*.md, from schema.json: one page for each resource and component, one for the
// lookups, one for the settings, and their index.
import { list, table, wrapped } from "./markdown.mjs";
import {
  importCommand,
  isOfResource,
  nameOf,
  ownFunctionsOf,
  resourcesOf,
  secretsOf,
  typeAt,
  typesOf,
} from "./schema-parts.mjs";

/** path → text of every reference page. */
export function referencePages(schema, settings) {
  const pages = Object.entries(schema.resources).map(([token, resource]) => [
    `docs/reference/${nameOf(token)}.md`,
    page(schema, token, resource),
  ]);
  const functions = ownFunctionsOf(schema).map(([token, each]) => [
    `docs/reference/${nameOf(token)}.md`,
    functionPage(schema, nameOf(token), each),
  ]);
  return {
    "docs/reference/README.md": index(schema),
    "docs/reference/lookups.md": lookupsPage(schema),
    "docs/reference/settings.md": settingsPage(settings),
    ...Object.fromEntries([...pages, ...functions]),
  };
}

/** All settings by name and environment variable, in two columns so that they fit on one screen. */
export function settingsTable(settings) {
  const cells = Object.entries(settings).map(([name, variable]) => [
    `\`${name}\`${variable.secret ? " (secret)" : ""}`,
    environmentOf(variable),
  ]);
  const half = Math.ceil(cells.length / 2);
  const rows = cells.slice(0, half).map((left, at) => [...left, ...(cells[half + at] ?? ["", ""])]);
  return table(["setting", "environment", "setting", "environment"], rows);
}

function environmentOf({ defaultInfo }) {
  return (defaultInfo?.environment ?? []).map((variable) => `\`${variable}\``).join(", ");
}

function settingsPage(settings) {
  const items = Object.entries(settings).map(([name, variable]) => {
    const marks = [environmentOf(variable), variable.secret ? "secret" : ""].filter((mark) => mark !== "").join("; ");
    const fallback = variable.default === undefined ? "" : ` Default: \`${variable.default}\`.`;
    return `**\`vpnaas:${name}\`**${marks === "" ? "" : ` (${marks})`}: ${variable.description}${fallback}`;
  });
  return `${BANNER}
# Settings

Where a setting can stand, and which place wins: [configuration](../configuration.md).

${list(items)}
`;
}

const BANNER = "<!-- Generated from schema.json by `make generate`; edit that file instead of this one. -->\n";

function index(schema) {
  const items = [...Object.entries(schema.resources), ...ownFunctionsOf(schema)].map(
    ([token, { description }]) => `[${nameOf(token)}](${nameOf(token)}.md): ${description.split("\n")[0]}`,
  );
  return `${BANNER}
# Reference

${list(items)}

Also: the [lookups](lookups.md) of existing objects, and the [settings](settings.md).

Some values exist on one of the two dialects only: the preview refuses the others. Each type of fixed values is also an
object with these values, for programs that read one from the configuration:

\`\`\`ts
const cipher = config.get<vpnaas.EncryptionAlgorithm>("cipher", {
  allowedValues: Object.values(vpnaas.EncryptionAlgorithm),
});
const ike = new vpnaas.IkePolicy("ike", { encryptionAlgorithm: cipher ?? vpnaas.EncryptionAlgorithm.Aes256 });
\`\`\`
`;
}

function lookupsPage(schema) {
  const sections = resourcesOf(schema).map(([token]) => {
    const lookups = Object.entries(schema.functions).filter(([, lookup]) => lookup["x-lookup-of"] === token);
    const items = lookups.map(([name, { description }]) => `**\`${nameOf(name)}\`**: ${description}`);
    const [, one] = lookups[0] ?? [];
    const filters = Object.keys(one.inputs.properties).map((name) => `\`${name}\``);
    const outputs = `[outputs](${nameOf(token)}.md#outputs)`;
    const secrets = secretsOf(one.outputs).map(
      (name) => ` For one object only: ${one.outputs.properties[name].description}`,
    );
    return `## ${nameOf(token)}

${list(items)}

${wrapped(`Arguments: ${filters.join(", ")}. A list takes all but \`id\`.`)}

${wrapped(`Result: \`id\` and the ${outputs} of the resource; of a list, an array of them.${secrets.join("")}`)}
`;
  });
  return `${BANNER}
# Lookups

How objects are matched, and when to use which form: [lookups](../lookups.md). Each function also exists with the suffix
\`Output\`, which takes Inputs and returns an Output.

${sections.join("\n")}`;
}

function page(schema, token, { description, inputProperties, requiredInputs, properties, isComponent = false }) {
  const name = nameOf(token);
  const taken = typesOf(schema, Object.values(inputProperties));
  const used = [...new Set([...taken, ...typesOf(schema, Object.values(properties))])];
  const inputs = Object.entries(inputProperties).map(([input, property]) =>
    inputItem(schema, input, property, requiredInputs.includes(input)),
  );
  const outputs = Object.entries(properties).map(
    ([output, property]) => `**\`${output}\`** (${typeName(schema, property)}): ${property.description}`,
  );
  return `${BANNER}
# ${name}

${paragraphs(description)}${isComponent ? `\n\n${GUIDE}` : ""}

## Inputs

${list(inputs)}

## Outputs
${isComponent ? "" : "\nBesides `id`, the UUID of the object at the service:\n"}
${list(outputs)}
${isComponent ? "" : importSection(token)}${used.map((type) => typeSection(schema, type, taken.includes(type))).join("")}`;
}

function importSection(token) {
  return `
## Import

In a stack of [the plugin](../plugin.md), this command takes over an existing object by its UUID. [Import](../import.md)
has the ways for the dynamic provider, and for a whole VPN.

\`\`\`sh
${importCommand(token)}
\`\`\`
`;
}

function functionPage(schema, name, { description, inputs, outputs }) {
  const taken = typesOf(schema, Object.values(inputs.properties));
  const used = [...new Set([...taken, ...typesOf(schema, Object.values(outputs.properties))])];
  const items = Object.entries(inputs.properties).map(([input, property]) =>
    inputItem(schema, input, property, inputs.required.includes(input)),
  );
  const results = Object.entries(outputs.properties).map(
    ([output, property]) => `**\`${output}\`** (${typeName(schema, property)}): ${property.description}`,
  );
  return `${BANNER}
# ${name}

${paragraphs(description)}

## Inputs

${list(items)}

## Outputs

${list(results)}
${used.map((token) => typeSection(schema, token, taken.includes(token))).join("")}`;
}

const GUIDE = "Examples, the names of what it creates, and how to rename it: [SiteToSiteVpn](../site-to-site-vpn.md).";

const paragraphs = (text) =>
  text
    .split("\n\n")
    .map((paragraph) => (paragraph.startsWith("```") ? paragraph : wrapped(paragraph)))
    .join("\n\n");

function inputItem(schema, name, property, isRequired) {
  const { description, deprecationMessage, secret } = property;
  const value = isRequired ? "**required**" : defaultOf(property);
  const marks = [typeName(schema, property), secret ? "secret" : "", value].filter((mark) => mark !== "");
  const meaning =
    deprecationMessage === undefined ? description : `**Deprecated.** ${deprecationMessage} ${description}`;
  return `**\`${name}\`** (${marks.join(", ")}): ${meaning}`;
}

function defaultOf(property) {
  if (property["x-default"] !== undefined) return "default: its own defaults";
  if (property.default === undefined) return "";
  const upstream = property["x-openstack"]?.default;
  return `default \`${property.default}\`${upstream === undefined ? "" : `, on OpenStack \`${upstream}\``}`;
}

function typeName(schema, { type, $ref, items, additionalProperties, oneOf }) {
  if (oneOf !== undefined) return oneOf.map((part) => typeName(schema, part)).join(" or ");
  const resource =
    $ref !== undefined && isOfResource(typeAt(schema, $ref)) && nameOf(typeAt(schema, $ref)["x-extends"]);
  if (resource) return `[inputs of ${resource}](${resource}.md#inputs)`;
  if ($ref !== undefined) return `[${nameOf($ref)}](#${nameOf($ref).toLowerCase()})`;
  if (additionalProperties !== undefined) return `map of ${typeName(schema, additionalProperties)}`;
  return type === "array" ? `list of ${typeName(schema, items)}` : ({ integer: "whole number" }[type] ?? type);
}

const DIALECTS = { otc: "Open Telekom Cloud", openstack: "OpenStack" };

function typeSection(schema, token, isTaken) {
  const name = nameOf(token);
  const { description, properties, required = [], enum: values } = schema.types[token];
  const items =
    values === undefined
      ? Object.entries(properties).map(([part, property]) =>
          inputItem(schema, part, property, isTaken && required.includes(part)),
        )
      : values.map((entry) => {
          const where = DIALECTS[entry["x-dialect"]] ?? "both dialects";
          return `\`${entry.value}\`, \`${name}.${entry.name}\` (${where}): ${entry.description}`;
        });
  return `\n## ${name}\n\n${paragraphs(description)}\n\n${list(items)}\n`;
}
