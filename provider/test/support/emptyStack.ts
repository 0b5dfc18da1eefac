// The empty stack `dev` of a project `story`, as `pulumi stack init` leaves it with the tests' Vault: made by the CLI once, kept for the
// tests of all files and runs, and copied, since it takes half a second. The key is the Vault's, so that it fits everywhere.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./linkedFolder";

const FILES = ["backend/.pulumi/stacks/story/dev.json", "backend/.pulumi/meta.yaml", "Pulumi.dev.yaml"];

type Texts = readonly (readonly [name: string, text: string])[];

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

/** Of each CLI its own. */
const keptAt = () => join(ROOT, ".tmp/empty-stacks", `${sha1(process.env.VPNAAS_PULUMI_BIN ?? "")}.json`);

/** Keeps the one in the folder of a project. */
export function keepEmptyStack(folder: string): void {
  const texts: Texts = FILES.map((name) => [name, readFileSync(join(folder, name), "utf8")]);
  mkdirSync(dirname(keptAt()), { recursive: true });
  // Renamed into place: tests of other files may be reading.
  const fresh = `${keptAt()}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify(texts));
  renameSync(fresh, keptAt());
}

/** Puts the one that was kept into the folder of another project, and selects it. False: there is none yet. */
export function putEmptyStack(folder: string): boolean {
  let kept: Texts;
  try {
    kept = JSON.parse(readFileSync(keptAt(), "utf8"));
  } catch {
    return false;
  }
  // Which stack is selected the CLI keeps at home, by the place of the project.
  const selection = `home/workspaces/story-${sha1(join(folder, "Pulumi.yaml"))}-workspace.json`;
  const stacks = { [`file://${join(folder, "backend")}`]: "organization/story/dev" };
  for (const [name, text] of [...kept, [selection, JSON.stringify({ stacks })] as const]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return true;
}
