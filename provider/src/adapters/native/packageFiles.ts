// What the plugin reads of its own package.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isRecord } from "../../core/record";

/** The schema that the engine and the generators of other languages are given. */
export function schemaText(): string {
  return readFileSync(join(packageFolder(), "schema.native.json"), "utf8");
}

/** The version of the package, which is that of the plugin. */
export function packageVersion(): string {
  const read: unknown = JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8"));
  return isRecord(read) ? String(read.version) : "";
}

// Built, it lies one floor deeper than it is written.
function packageFolder(folder = __dirname): string {
  const above = dirname(folder);
  return existsSync(join(folder, "package.json")) || above === folder ? folder : packageFolder(above);
}
