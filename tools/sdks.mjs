// Writes the examples in all languages, and the SDKs that Pulumi's own generators make of schema.native.json.
// The tests (languages/compile.test.ts) compare. sdk/schema.sha256 says which schema they were made of, so that a unit test notices
// old ones without Go.
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
import { mustRun, root, runAsProgram } from "./lib/process.mjs";

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

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return entries.filter((entry) => statSync(join(folder, entry)).isFile());
}

function replaceBy(folder) {
  for (const name of readdirSync(folder)) {
    rmSync(join(root, "sdk", name), { recursive: true, force: true });
    cpSync(join(folder, name), join(root, "sdk", name), { recursive: true });
  }
}

// The schema holds the examples, and the SDKs are of the schema.
async function write(folder) {
  await translateExamples(join(folder, "examples"));
  replaceBy(folder);
  await mustRun("node", ["tools/generate.mjs"]);
  await generateSdks(folder);
  replaceBy(folder);
  writeFileSync(stamp, `${createHash("sha256").update(readFileSync(schema)).digest("hex")}\n`);
}

await runAsProgram(import.meta.url, async () => {
  const folder = join(root, ".tmp/sdks");
  rmSync(folder, { recursive: true, force: true });
  await write(folder);
});
