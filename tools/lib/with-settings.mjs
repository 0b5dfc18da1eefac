// Writes the parts of schema.json that follow from provider/src/settings/table.ts: the variables of `config`, which are also the
// inputs of `provider`.
import { readFileSync } from "node:fs";
import ts from "typescript";

/** The text of schema.json, with the settings of the table in it. */
export async function withSettings(text, table) {
  const properties = propertiesOf(await settingsIn(table));
  const written = json(Object.fromEntries(properties), 4);
  let result = text;
  for (const [section, field] of [
    ["config", "variables"],
    ["provider", "inputProperties"],
  ]) {
    const place = new RegExp(
      `(\\n {2}"${section}": \\{\\n(?: {4}"\\w+": .*,\\n)*? {4}"${field}": )\\{\\n[\\s\\S]*?\\n {4}\\}`,
    );
    if (!place.test(result)) throw new Error(`schema.json has no ${section}.${field} to fill.`);
    result = result.replace(place, (_, start) => `${start}${written}`);
  }
  return result;
}

// The table imports types only, so it can be read before anything is built.
async function settingsIn(table) {
  const { outputText } = ts.transpileModule(readFileSync(table, "utf8"), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  return (await import(`data:text/javascript,${encodeURIComponent(outputText)}`)).SETTINGS;
}

function propertiesOf(settings) {
  return settings.map(({ name, type = "text", description, secret, default: value, environment }) => [
    name,
    {
      ...typeOf(type),
      description,
      ...(secret === true ? { secret } : {}),
      ...(value === undefined ? {} : { default: type === "boolean" ? value === "true" : value }),
      ...(environment.length === 0 ? {} : { defaultInfo: { environment } }),
    },
  ]);
}

function typeOf(type) {
  if (type === "boolean") return { type };
  return type === "text" || type === "duration" ? { type: "string" } : { $ref: `#/types/vpnaas:index:${type}` };
}

// As Biome formats it: a list of texts on one line.
function json(value, indent) {
  if (Array.isArray(value)) return `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const inner = " ".repeat(indent + 2);
  const lines = Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${json(item, indent + 2)}`);
  return `{\n${lines.join(",\n")}\n${" ".repeat(indent)}}`;
}
