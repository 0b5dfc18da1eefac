// The Pulumi project around a folder: its name, and where the configuration of its stacks lies. Reads YAML, runs nothing.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { isRecord } from "../record";

/** A project as far as this tool has to know it. */
export interface PulumiProject {
  readonly name: string;
  readonly folder: string;
  /** Folder of the files `Pulumi.<stack>.yaml`. */
  readonly stackFolder: string;
}

/** The project of the folder or of the nearest one above it, as the Pulumi CLI looks for it; undefined where there is none. */
export function findProject(folder: string): PulumiProject | undefined {
  const path = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].map((name) => join(folder, name)).find(existsSync);
  if (path === undefined) return dirname(folder) === folder ? undefined : findProject(dirname(folder));
  const content = readYaml(path);
  const { name } = content;
  if (typeof name !== "string") throw new Error(`${path} has no name. Correct it, or run this in another folder`);
  // `config` is the older word for the folder.
  const stackFolder = [content.stackConfigDir, content.config].find((value) => typeof value === "string");
  return { name, folder, stackFolder: typeof stackFolder === "string" ? resolve(folder, stackFolder) : folder };
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
