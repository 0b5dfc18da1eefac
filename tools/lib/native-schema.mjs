// The package schema of the plugin, schema.native.json, from schema.json: what `GetSchema` answers and the SDKs are generated from.
// Omitted is what only the provider reads (bounds, `x-…`), and every default: an SDK would write it into the program's inputs, the
// value of `OS_PASSWORD` among them, and the one of Open Telekom Cloud where the cloud is an OpenStack. `check` knows which applies.
import { importCommand, nameOf, secretsOf } from "./schema-parts.mjs";

/** The words of a property that Pulumi's generators read, without those of a default. */
const WORDS = [
  "type",
  "$ref",
  "items",
  "additionalProperties",
  "oneOf",
  "plain",
  "description",
  "secret",
  "willReplaceOnChanges",
  "deprecationMessage",
];

/** Languages of the examples: the word of Pulumi's documents → how the name of its file ends. */
const LANGUAGES = { typescript: "ts", python: "py", go: "go", csharp: "cs", java: "java", yaml: "yaml" };

/**
 * The schema of the plugin in its `version`, from the complete `schema`.
 *
 * @param {any} schema
 * @param {string} version
 * @param {(file: string) => string} example reads a file of sdk/examples
 */
export function nativeSchema(schema, version, example) {
  const { name, displayName, config, provider, types, resources, functions, language, ...about } = schema;
  const settings = mapped(config.variables, settingOf);
  return {
    name,
    displayName,
    version,
    ...about,
    // With it the SDK of Go is a module of its own.
    meta: { supportPack: true },
    language,
    config: { variables: settings },
    provider: { description: provider.description, inputProperties: settings },
    types: mapped(types, typeOf),
    resources: mapped(resources, (resource, token) => ({
      ...resourceOf(schema, token, resource),
      description: [
        withoutCode(resource.description),
        examples(nameOf(token), example),
        ...(resource.isComponent ? [] : [importing(token)]),
      ].join("\n\n"),
    })),
    functions: mapped(functions, functionOf),
  };
}

// What schema.json shows is a program of the handwritten package.
function withoutCode(description) {
  return description.replace(/\n*```ts\n[\s\S]*?\n```/g, "").trim();
}

/**
 * An example in all languages, as a page of Pulumi's registry shows one of them.
 *
 * @param {string} name
 * @param {(file: string) => string} example reads a file of sdk/examples
 */
export function chosen(name, example) {
  const blocks = Object.entries(LANGUAGES).map(
    ([language, ending]) =>
      `{{% choosable language ${language} %}}\n\n\`\`\`${language}\n${example(`${name}.${ending}`).trim()}\n\`\`\`\n\n{{% /choosable %}}`,
  );
  return `\n${blocks.join("\n")}\n`;
}

// In the form from which the generators of the SDKs and Pulumi's registry take the part of their language.
function examples(name, example) {
  const blocks = Object.entries(LANGUAGES).map(
    ([language, ending]) => `\`\`\`${language}\n${example(`${name}.${ending}`).trim()}\n\`\`\``,
  );
  return [
    "{{% examples %}}",
    "## Example Usage",
    "{{% example %}}",
    ...blocks,
    "{{% /example %}}",
    "{{% /examples %}}",
  ].join("\n");
}

// As the pages of Pulumi's registry show it.
function importing(token) {
  return `## Import\n\nBy the UUID of the object at the service:\n\n\`\`\`sh\n$ ${importCommand(token)}\n\`\`\``;
}

function typeOf({ type, description, properties, required, enum: values }) {
  if (values === undefined) return present({ type, description, properties: mapped(properties, propertyOf), required });
  const entries = values.map(({ name, value, description: meaning }) => ({ name, value, description: meaning }));
  return { type, description, enum: entries };
}

function resourceOf(schema, token, resource) {
  const { description, inputProperties, requiredInputs, properties, required, isComponent } = resource;
  const spec = {
    isComponent,
    description,
    inputProperties: mapped(inputProperties, propertyOf),
    requiredInputs,
    properties: mapped(properties, propertyOf),
    required,
  };
  if (isComponent === true) return spec;
  const lookups = Object.values(schema.functions).filter((lookup) => lookup["x-lookup-of"] === token);
  const filters = lookups.at(-1)?.inputs.properties ?? {};
  return {
    ...present(spec),
    listInputs: { type: "object", properties: mapped(filters, propertyOf) },
    // What the same resource is called in a state that the dynamic provider wrote.
    aliases: [{ type: `pulumi-nodejs:dynamic/${token.replace(":index:", ":")}` }],
  };
}

// The service may mask a key that it shows, and the engine keeps no result of a function secret: there is none in it.
function functionOf({ description, inputs, outputs }) {
  const secrets = secretsOf(outputs);
  const shown = Object.entries(outputs.properties).filter(([name]) => !secrets.includes(name));
  return {
    description,
    inputs: present({ type: "object", properties: mapped(inputs.properties, propertyOf), required: inputs.required }),
    outputs: { type: "object", properties: mapped(Object.fromEntries(shown), propertyOf), required: outputs.required },
  };
}

function settingOf(setting) {
  const variables = (setting.defaultInfo?.environment ?? []).map((variable) => `\`${variable}\``);
  const environment = variables.length === 0 ? "" : ` Environment: ${variables.join(", ")}.`;
  return shapeOf(setting, `${setting.description}${environment}${fallbackOf(setting)}`);
}

function propertyOf(property) {
  return shapeOf(property, `${property.description}${fallbackOf(property)}`);
}

function shapeOf(property, description) {
  const kept = Object.fromEntries(WORDS.filter((word) => word in property).map((word) => [word, property[word]]));
  const { items, additionalProperties, oneOf } = kept;
  return present({
    ...kept,
    items: items && shapeOf(items, items.description),
    additionalProperties: additionalProperties && shapeOf(additionalProperties, additionalProperties.description),
    oneOf: oneOf?.map((part) => shapeOf(part, part.description)),
    description,
  });
}

// Many descriptions name the default in a sentence of their own.
function fallbackOf({ default: value, "x-openstack": openstack, description }) {
  if (value === undefined || /\bdefault/i.test(description)) return "";
  const upstream = openstack?.default === undefined ? "" : `, on OpenStack \`${openstack.default}\``;
  return ` Default: \`${value}\`${upstream}.`;
}

const present = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
const mapped = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
