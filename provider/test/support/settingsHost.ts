// A machine of its own for each test of settings: temporary home and working directory, an environment as given.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ConfigSource, type Host, resolveSettings, type Settings, SettingsError } from "../../src/settings";

const roots: string[] = [];

/** Makes a host with the given environment and files; paths of files start with `home/` or `project/`. */
export function makeHost(environment: Record<string, string> = {}, files: Record<string, string> = {}): Host {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "vpnaas-settings-")));
  roots.push(root);
  for (const directory of ["home", "project"]) mkdirSync(join(root, directory));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { environment, workingDirectory: join(root, "project"), homeDirectory: join(root, "home") };
}

/** Removes every directory that makeHost has made. */
export function removeHosts(): void {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
}

/** A config source over a plain object. */
export function configOf(values: Record<string, unknown>): ConfigSource {
  return (name) => values[name];
}

/** The settings of a config on a host. */
export function resolve(values: Record<string, unknown>, host: Host = makeHost()): Settings {
  return resolveSettings(configOf(values), host);
}

/** The error that the settings end with; fails when there is none. */
export function errorOf(values: Record<string, unknown>, host: Host = makeHost()): SettingsError {
  try {
    resolve(values, host);
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error("The settings were accepted.");
}

/** The smallest set that is accepted. */
export const PASSWORD_LOGIN = {
  authUrl: "https://iam.example.com/v3",
  username: "alice",
  password: "pa-canary-1",
} as const;
