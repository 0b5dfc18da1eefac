// A temporary folder in which this package is installed as a linked workspace is: by symbolic links.
import { mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The root of this repository. */
export const ROOT = resolve(__dirname, "../../..");

/** Makes the folder; the caller removes it. `extra`: further packages of this repository's node_modules to link. */
export function linkedFolder(extra: readonly string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), "vpnaas-test-"));
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@pulumi"), { recursive: true });
  symlinkSync(ROOT, join(modules, "pulumi-vpnaas"));
  for (const name of ["@pulumi/pulumi", ...extra]) symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  return folder;
}
