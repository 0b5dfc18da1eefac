// Writes the examples in all languages, and the SDKs that Pulumi's own generators make of schema.native.json. `--check` only
// compares, and fails on a difference.
// sdk/schema.sha256 says which schema they were made of, so that a unit test notices an old one without Go.
import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { ensureGoPrograms } from "./lib/go-programs.mjs";
import { mustRun, root, runAsProgram, say } from "./lib/process.mjs";

const schema = join(root, "schema.native.json");
const generators = ["sdkgen-main", "sdkgen-legacy"];
const examples = join(root, "sdk/examples");
const stamp = join(root, "sdk/schema.sha256");

/** Translates the examples, which are written in YAML, into a folder. */
async function translateExamples(folder) {
  const programs = await ensureGoPrograms(generators);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of filesIn(examples).filter((name) => name.endsWith(".yaml")))
    copyFileSync(join(examples, file), join(folder, file));
  // In this order: one leaves what the other reads.
  for (const program of Object.values(programs)) await mustRun(program, ["examples", schema, folder]);
  for (const file of filesIn(folder).filter((name) => name.endsWith(".pp"))) rmSync(join(folder, file));
}

/** Generates all SDKs, each into a folder of its own below `folder`. */
async function generateSdks(folder) {
  const programs = await ensureGoPrograms(generators);
  for (const program of Object.values(programs)) await mustRun(program, ["sdks", schema, folder]);
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

function replaceBy(folder) {
  for (const name of readdirSync(folder)) {
    rmSync(join(root, "sdk", name), { recursive: true, force: true });
    cpSync(join(folder, name), join(root, "sdk", name), { recursive: true });
  }
}

async function check(folder) {
  await translateExamples(join(folder, "examples"));
  await generateSdks(folder);
  const differences = differencesFrom(folder);
  for (const file of differences) say(`out of date: ${file}`);
  if (differences.length > 0) throw new Error("run `make sdks` and commit the result");
}

// The schema holds the examples, and the SDKs are of the schema.
async function write(folder) {
  await translateExamples(join(folder, "examples"));
  replaceBy(folder);
  await mustRun("node", ["tools/generate.mjs"]);
  await generateSdks(folder);
  say(`${differencesFrom(folder).length} files of SDKs differ`);
  replaceBy(folder);
  writeFileSync(stamp, `${createHash("sha256").update(readFileSync(schema)).digest("hex")}\n`);
}

await runAsProgram(import.meta.url, async (args) => {
  const folder = join(root, ".tmp/sdks");
  rmSync(folder, { recursive: true, force: true });
  await (args.includes("--check") ? check(folder) : write(folder));
});
