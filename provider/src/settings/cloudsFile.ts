// Finds and parses clouds.yaml and secure.yaml where openstacksdk looks for them.
// What a cloud in them means is cloudsYaml.ts' job.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isRecord } from "../core/record";
import { SettingsError } from "./problems";
import { absolutePath, type Host } from "./values";

/** A YAML mapping; every scalar in it is a string (or null), exactly as written. */
export type Mapping = Record<string, unknown>;

/** A parsed file and where it was found. */
export interface CloudsFile {
  readonly path: string;
  readonly content: Mapping;
}

// A hand-written file has a few KB; the bound keeps the parser's quadratic search for duplicate keys short.
const MAXIMUM_BYTES = 256 * 1024;
// Enough for a file whose every cloud merges one anchor; nested aliases multiply and hit it at once.
const MAXIMUM_ALIASES = 250;

/** The places openstacksdk looks at for `clouds` or `secure`, first one first. */
export function candidatesOf(kind: "clouds" | "secure", host: Host): string[] {
  const { environment, homeDirectory, workingDirectory } = host;
  const chosen = environment[kind === "clouds" ? "OS_CLIENT_CONFIG_FILE" : "OS_CLIENT_SECURE_FILE"];
  const userDirectories = [join(homeDirectory, ".config/openstack")];
  const xdgHome = environment.XDG_CONFIG_HOME;
  if (xdgHome !== undefined && xdgHome !== "") userDirectories.unshift(join(absolutePath(xdgHome, host), "openstack"));
  if (process.platform === "darwin") {
    userDirectories.unshift(join(homeDirectory, "Library/Application Support/openstack"));
  }
  const directories = [...new Set([workingDirectory, ...userDirectories, "/etc/openstack"])];
  const found = directories.flatMap((directory) =>
    ["yaml", "yml", "json"].map((end) => join(directory, `${kind}.${end}`)),
  );
  return chosen === undefined || chosen === "" ? found : [absolutePath(chosen, host), ...found];
}

/** The first of the files that can be read, undefined when there is none; a broken one throws a SettingsError. */
export function loadFirst(paths: readonly string[]): CloudsFile | undefined {
  for (const path of paths) {
    const text = readText(path);
    if (text !== undefined) return { path, content: parse(path, text) };
  }
  return undefined;
}

// A file that is missing or forbidden is passed over, as openstacksdk does.
function readText(path: string): string | undefined {
  try {
    // Anything but a regular file (a pipe, say) could block the read for ever.
    const status = statSync(path);
    if (!status.isFile()) return undefined;
    if (status.size > MAXIMUM_BYTES) {
      throw new SettingsError([
        `${path} has ${status.size} bytes, more than ${MAXIMUM_BYTES}; it is not read. Name the right file with ` +
          "OS_CLIENT_CONFIG_FILE (or OS_CLIENT_SECURE_FILE).",
      ]);
    }
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    return undefined;
  }
}

function parse(path: string, text: string): Mapping {
  // A plain require: without a file the parser is not needed.
  const { parseDocument }: typeof import("yaml") = require("yaml");
  // "failsafe" leaves every scalar as written: an id such as 0123e4 or a password such as 007 is not a number.
  const document = parseDocument(text, { schema: "failsafe", customTags: ["null", "merge"], logLevel: "silent" });
  const [error] = document.errors;
  if (error !== undefined) {
    // Only position and code: the parser's message quotes the line, which may hold a password.
    const at = error.linePos === undefined ? "" : `line ${error.linePos[0].line}, column ${error.linePos[0].col}, `;
    throw new SettingsError([`${path} is not valid YAML (${at}${error.code}). Correct the file there.`]);
  }
  const content = convertSafely(path, () => document.toJS({ maxAliasCount: MAXIMUM_ALIASES }));
  if (isRecord(content)) return content;
  throw new SettingsError([`${path} is not a mapping. It must start with the key "clouds:".`]);
}

function convertSafely(path: string, convert: () => unknown): unknown {
  try {
    return convert();
  } catch {
    // The parser's message may quote an alias, which may be a mistyped password.
    throw new SettingsError([`${path} uses YAML aliases that are unknown or too many. Write the values out instead.`]);
  }
}
