// Writes the SDKs that Pulumi's own generators make of schema.native.json. `--check` only compares, and fails on a difference.
// sdk/schema.sha256 says which schema they were made of, so that a unit test notices an old one without Go.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureGoPrograms } from "./lib/go-programs.mjs";
import { mustRun, root, runAsProgram, say } from "./lib/process.mjs";

const schema = join(root, "schema.native.json");
const stamp = join(root, "sdk/schema.sha256");

/** Generates all SDKs into `folder`, which is emptied first; returns the names of their folders. */
async function generateSdks(folder) {
  const programs = await ensureGoPrograms(["sdkgen-main", "sdkgen-legacy"]);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const program of Object.values(programs)) await mustRun(program, [schema, folder]);
  return readdirSync(folder).sort();
}

/** The files that differ between the SDKs in `folder` and those of this repository, in whichever direction. */
function differencesFrom(folder) {
  return readdirSync(folder).flatMap((name) => {
    const [fresh, present] = [join(folder, name), join(root, "sdk", name)];
    const files = [...new Set([...filesIn(fresh), ...filesIn(present)])].sort();
    return files
      .filter((file) => !isSame(join(fresh, file), join(present, file)))
      .map((file) => join("sdk", name, file));
  });
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return entries.filter((entry) => statSync(join(folder, entry)).isFile());
}

function isSame(one, other) {
  return existsSync(one) && existsSync(other) && readFileSync(one).equals(readFileSync(other));
}

await runAsProgram(import.meta.url, async (args) => {
  const folder = join(root, ".tmp/sdks");
  const names = await generateSdks(folder);
  const differences = differencesFrom(folder);
  const isCheck = args.includes("--check");
  if (isCheck) {
    for (const file of differences) say(`out of date: ${file}`);
    if (differences.length > 0) throw new Error("run `make sdks` and commit the result");
    return;
  }
  say(`${differences.length} files differ`);
  for (const name of names) {
    rmSync(join(root, "sdk", name), { recursive: true, force: true });
    cpSync(join(folder, name), join(root, "sdk", name), { recursive: true });
  }
  writeFileSync(stamp, `${createHash("sha256").update(readFileSync(schema)).digest("hex")}\n`);
});
