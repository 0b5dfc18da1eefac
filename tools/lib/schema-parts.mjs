// What the generators ask of schema.json.

/** `IpsecSiteConnection` of `vpnaas:index:IpsecSiteConnection`, or of a reference to it. */
export const nameOf = (token) => token.split(":").at(-1);

/** Token and resource of what lives at the service. */
export function resourcesOf(schema) {
  return Object.entries(schema.resources).filter(([, { isComponent }]) => isComponent !== true);
}

/** Token and resource of what only declares others. */
export function componentsOf(schema) {
  return Object.entries(schema.resources).filter(([, { isComponent }]) => isComponent === true);
}

/** Token and function of what finds nothing at the service. */
export function ownFunctionsOf(schema) {
  return Object.entries(schema.functions).filter(([, each]) => each["x-lookup-of"] === undefined);
}

/** The type that a `$ref` names. */
export function typeAt(schema, $ref) {
  return schema.types[$ref.replace("#/types/", "")];
}

/** Is the type nothing but the inputs of a resource? */
export const isOfResource = (type) => type["x-extends"]?.startsWith("#/resources/") === true;

/** Tokens of all types that the properties use, also inside of each other. The inputs of a resource count as its own. */
export function typesOf(schema, properties, found = new Set()) {
  for (const { $ref, items, additionalProperties } of properties) {
    const inner = [items, additionalProperties].filter((part) => part !== undefined);
    typesOf(schema, inner, found);
    const token = $ref?.replace("#/types/", "");
    if (token === undefined || found.has(token) || isOfResource(schema.types[token])) continue;
    found.add(token);
    typesOf(schema, Object.values(schema.types[token].properties ?? {}), found);
  }
  return [...found];
}

/** Names of the outputs of a resource that are secrets. */
export function secretsOf({ properties }) {
  return Object.keys(properties).filter((name) => properties[name].secret);
}

/** Tokens of the types that resources, settings and functions of their own use. Any other is a component's own, or of a lookup. */
export function sharedTypesOf(schema) {
  return [...new Set([...inputTypesOf(schema), ...outputTypesOf(schema)])];
}

/** Tokens of those of them that come back. */
export function outputTypesOf(schema) {
  const bags = [...resourcesOf(schema).map(([, resource]) => resource), ...ownFunctionsOf(schema).map(outputsOf)];
  return typesOf(
    schema,
    bags.flatMap(({ properties }) => Object.values(properties)),
  );
}

const outputsOf = ([, { outputs }]) => outputs;

/** Tokens of those of them that a program gives. */
export function inputTypesOf(schema) {
  const bags = resourcesOf(schema).map(([, { inputProperties }]) => inputProperties);
  const given = ownFunctionsOf(schema).map(([, { inputs }]) => inputs.properties);
  return typesOf(schema, [schema.config.variables, ...bags, ...given].flatMap(Object.values));
}

/** What takes an existing object over, with the plugin. @param {string} token */
export function importCommand(token) {
  return `pulumi import ${token} example ID`;
}
