// What the plugin says of its own package. It is imported, not read: a plugin that is one file has no folder.

import schema from "../../../../schema.native.json";

/** The schema that the engine and the generators of other languages are given. */
export function schemaText(): string {
  return JSON.stringify(schema);
}

/** The version of the package, which is that of the plugin. */
export function packageVersion(): string {
  return schema.version;
}
