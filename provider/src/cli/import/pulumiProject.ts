// The Pulumi project around a folder: its name, where the configuration of its stacks lies, and what is in these files. Runs nothing.
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse, parseDocument } from "yaml";
import { projectFileAbove } from "../../adapters/pulumiCommand";
import { isRecord } from "../../core/record";

/** A project as far as this tool has to know it. */
export interface PulumiProject {
  readonly name: string;
  /** Folder of the files `Pulumi.<stack>.yaml`. */
  readonly stackFolder: string;
}

/** The project of the folder or of the nearest one above it; undefined where there is none. */
export function findProject(start: string): PulumiProject | undefined {
  const path = projectFileAbove(start);
  if (path === undefined) return undefined;
  const folder = dirname(path);
  const content = readYaml(path);
  const { name } = content;
  if (typeof name !== "string") throw new Error(`${path} has no name. Correct it, or run this in another folder`);
  // `config` is the older word for the folder.
  const stackFolder = [content.stackConfigDir, content.config].find((value) => typeof value === "string");
  return { name, stackFolder: typeof stackFolder === "string" ? resolve(folder, stackFolder) : folder };
}

/** A YAML (or JSON) file as a mapping. Throws a sentence with the path, and nothing of the content, where it is none. */
export function readYaml(path: string): Record<string, unknown> {
  const content = parsed(readFileSync(path, "utf8"));
  if (isRecord(content)) return content;
  throw new Error(`${path} is not a YAML mapping. Correct the file`);
}

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: "error" });
  } catch {
    return undefined; // the parser's message quotes the line
  }
}

/** The encrypted value of a key in the configuration of a stack; undefined where there is none. */
export function encryptedValue(path: string, key: string): string | undefined {
  const { config } = readYaml(path);
  const entry = isRecord(config) ? config[key] : undefined;
  return isRecord(entry) && typeof entry.secure === "string" ? entry.secure : undefined;
}

/** Adds encrypted values to the configuration of a stack; the rest of the file, comments included, stays as it is. */
export function addEncrypted(path: string, values: ReadonlyMap<string, string>): void {
  const document = parseDocument(readFileSync(path, "utf8"), { logLevel: "error" });
  for (const [key, secure] of values) document.setIn(["config", key], document.createNode({ secure }));
  const isJson = path.endsWith(".json");
  const text = isJson ? `${JSON.stringify(document.toJS(), null, 4)}\n` : document.toString({ lineWidth: 0 });
  // Renamed into place: whoever reads the file meanwhile finds the old text or the new one.
  const fresh = `${path}.${process.pid}.tmp`;
  writeFileSync(fresh, text, { mode: statSync(path).mode });
  renameSync(fresh, path);
}
