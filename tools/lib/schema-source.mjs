// Reads schema.json with everything in it that follows: the settings, from provider/src/settings/table.ts, and what derived.mjs
// fills in; and formats it.
import { readFileSync } from "node:fs";
import ts from "typescript";
import { fillDerived } from "./derived.mjs";

/** The schema in `text`, the text of schema.json, with everything in it that follows. */
export async function completeSchema(text, table) {
  const schema = JSON.parse(text);
  const settings = Object.fromEntries(propertiesOf((await settingsIn(table)).SETTINGS));
  schema.config.variables = settings;
  schema.provider.inputProperties = settings;
  fillDerived(schema);
  return schema;
}

/** Name → description of the settings of a program: no schema holds them. */
export async function programSettingsIn(table) {
  const { PROGRAM_SETTINGS: settings } = await settingsIn(table);
  return Object.fromEntries(settings.map(({ name, description }) => [name, { description }]));
}

// The table imports types only, so it can be read before anything is built.
async function settingsIn(table) {
  const { outputText } = ts.transpileModule(readFileSync(table, "utf8"), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
}

function propertiesOf(settings) {
  return settings.map(({ name, type = "text", description, secret, default: value, environment }) => [
    name,
    {
      ...typeOf(type),
      description,
      ...(secret === true ? { secret } : {}),
      ...(value === undefined ? {} : { default: defaultOf(type, value) }),
      ...(environment.length === 0 ? {} : { defaultInfo: { environment } }),
    },
  ]);
}

function defaultOf(type, value) {
  if (type === "boolean") return value === "true";
  return type === "integer" ? Number(value) : value;
}

function typeOf(type) {
  if (type === "boolean" || type === "integer") return { type };
  return type === "text" || type === "duration" ? { type: "string" } : { $ref: `#/types/vpnaas:index:${type}` };
}

const WIDTH = 120;

/** A value as JSON, the way Biome formats it: a list of texts on one line where that is not too long. */
export function formatted(value, indent = "", before = 0) {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
    const isShort = value.every((item) => typeof item !== "object") && before + line.length < WIDTH;
    if (isShort) return line;
    return `[\n${value.map((item) => inner + formatted(item, inner)).join(",\n")}\n${indent}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const lines = entries.map(([key, item]) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    return start + formatted(item, inner, start.length);
  });
  return `{\n${lines.join(",\n")}\n${indent}}`;
}
