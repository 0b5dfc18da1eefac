// The empty stack `dev` of a project `story`, as `pulumi stack init` leaves it with the tests' Vault: made by the CLI once for each file of
// tests, and copied for the other projects, since it takes half a second. The key is the Vault's, so that it fits everywhere.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const FILES = ["backend/.pulumi/stacks/story/dev.json", "backend/.pulumi/meta.yaml", "Pulumi.dev.yaml"];

let kept: readonly (readonly [name: string, text: string])[] = [];

/** Whether there is one to copy. */
export function isEmptyStackKnown(): boolean {
  return kept.length > 0;
}

/** Keeps the one in the folder of a project. */
export function keepEmptyStack(folder: string): void {
  kept = FILES.map((name) => [name, readFileSync(join(folder, name), "utf8")]);
}

/** Puts the one that was kept into the folder of another project, and selects it. */
export function putEmptyStack(folder: string): void {
  // Which stack is selected the CLI keeps at home, by the place of the project.
  const project = createHash("sha1").update(join(folder, "Pulumi.yaml")).digest("hex");
  const stacks = { [`file://${join(folder, "backend")}`]: "organization/story/dev" };
  const selection = [`home/workspaces/story-${project}-workspace.json`, JSON.stringify({ stacks })] as const;
  for (const [name, text] of [...kept, selection]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
