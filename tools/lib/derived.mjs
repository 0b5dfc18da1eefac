// Fills in what follows in schema.json from its own resources: what the component passes on to them, and the functions that look
// them up. Each such place has a mark, by which the next run finds it again:
// - `x-input-of`: the value becomes the input of that name of the resource, and has its type;
// - `x-extends`: the type also has the properties of another one, or the inputs of a resource, each with `x-inherited`;
// - `x-lookup-of`: the function, or the type of what it lists, belongs to that resource.
import { componentsOf, nameOf, ownFunctionsOf, resourcesOf, secretsOf, typeAt } from "./schema-parts.mjs";

/** Writes all of it into `schema`. */
export function fillDerived(schema) {
  const bags = [
    ...Object.values(schema.types),
    ...componentsOf(schema).map(([, component]) => ({ ...component, properties: component.inputProperties })),
  ].filter(({ properties }) => properties !== undefined);
  for (const { properties } of bags) {
    for (const name of Object.keys(properties)) if (properties[name]["x-inherited"] === true) delete properties[name];
    fillInputs(schema, properties);
  }
  for (const bag of bags) fillInherited(schema, bag);
  fillLookups(schema);
}

function fillInputs(schema, properties) {
  for (const [name, property] of Object.entries(properties)) {
    const token = property["x-input-of"];
    if (token === undefined) continue;
    const input = schema.resources[token].inputProperties[name];
    if (input === undefined) throw new Error(`schema.json: ${token} has no input ${name} for x-input-of.`);
    properties[name] = {
      ...shapeOf(input),
      description: property.description,
      ...secrecyOf(input),
      "x-input-of": token,
    };
  }
}

function fillInherited(schema, { properties, "x-extends": base }) {
  if (base === undefined) return;
  for (const [name, property] of Object.entries(basePropertiesAt(schema, base)))
    properties[name] = { ...property, "x-inherited": true };
}

function basePropertiesAt(schema, base) {
  const resource = schema.resources[base.replace("#/resources/", "")];
  return resource === undefined ? typeAt(schema, base).properties : mapped(resource.inputProperties, told);
}

function fillLookups(schema) {
  for (const token of Object.keys(schema.types)) if ("x-lookup-of" in schema.types[token]) delete schema.types[token];
  const own = Object.fromEntries(ownFunctionsOf(schema));
  schema.functions = {};
  for (const [token, resource] of resourcesOf(schema)) {
    const module = token.slice(0, -nameOf(token).length);
    const found = `${module}Found${nameOf(token)}`;
    const lookup = lookupOf(schema, token, resource);
    schema.types[found] = { type: "object", ...lookup.found, "x-lookup-of": token };
    schema.functions[`${module}get${nameOf(token)}`] = lookup.one;
    schema.functions[`${module}list${plural(nameOf(token))}`] = lookup.all(`#/types/${found}`);
  }
  Object.assign(schema.functions, own);
}

// By every output that is one value, a list or a map. Not by secrets, which the service may mask, and not by objects such as
// dpd, of which a filter never means the whole.
function lookupOf(schema, token, resource) {
  const kind = `\`${nameOf(token)}\``;
  const secrets = secretsOf(resource);
  const isObject = ({ $ref }) => $ref !== undefined && typeAt(schema, $ref).enum === undefined;
  const outputs = { id: { type: "string", description: "Id of the object." }, ...mapped(resource.properties, told) };
  const plain = without(outputs, secrets);
  const filters = without(
    plain,
    Object.keys(plain).filter((name) => name === "id" || isObject(plain[name])),
  );
  const required = ["id", ...resource.required.filter((name) => !secrets.includes(name))];
  const id = {
    type: "string",
    description: "Id of the object; it is then read, and has to agree with what else is given.",
  };
  for (const name of secrets) outputs[name].description = AS_SHOWN(name);
  return {
    found: {
      description: `${/^`[AEIOU]/.test(kind) ? "An" : "A"} ${kind} as the service has it.`,
      properties: plain,
      required,
    },
    one: {
      description: `Finds the one ${kind} that is meant, whoever created it. None and several are errors.${ONLY_READS}`,
      inputs: { properties: { id, ...filters } },
      outputs: { properties: outputs, required },
      "x-lookup-of": token,
    },
    all: ($ref) => ({
      description: `Every ${kind} of the project that agrees with the arguments, without secrets.${ONLY_READS}`,
      inputs: { properties: filters },
      outputs: listed(nameOf(token), $ref),
      "x-lookup-of": token,
    }),
  };
}

// What a function returns is an object in every language: a list needs a name there.
function listed(kind, $ref) {
  const name = plural(kind[0].toLowerCase() + kind.slice(1));
  const description = "All that agree; none is no error.";
  return { properties: { [name]: { type: "array", items: { $ref }, description } }, required: [name] };
}

const ONLY_READS = " It runs in previews, too, and only reads.";
const AS_SHOWN = (name) =>
  `\`${name}\` as the service shows it: Open Telekom Cloud may mask or alter it, and then it is not the real one.`;

/** What a property holds, without bounds and defaults. */
function shapeOf({ type, $ref, items, uniqueItems, additionalProperties }) {
  return present({
    type,
    $ref,
    items: items && shapeOf(items),
    uniqueItems,
    additionalProperties: additionalProperties && shapeOf(additionalProperties),
  });
}

/** What a property holds and means. */
function told(property) {
  const { description, deprecationMessage } = property;
  return present({ ...shapeOf(property), description, deprecationMessage, ...secrecyOf(property) });
}

const secrecyOf = ({ secret }) => (secret === true ? { secret } : {});
const present = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
const mapped = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
const without = (object, names) => Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
const plural = (name) => (name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`);
