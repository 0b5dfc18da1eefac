// Builds the plugin as single executables, one archive for each platform, under the names that Pulumi looks for; with the checksums.
// `--platform=linux-amd64,…` or `own`: some of them; `--out=FOLDER` instead of bin/. The Mach-O files are changed after they were signed, so that Apple Silicon does
// not start them until they are signed again, on macOS: `codesign --sign - pulumi-resource-vpnaas`.
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mustRun, root, runAsProgram, say, step } from "../lib/process.mjs";
import { bundle } from "./bundle.mjs";
import { licenceOfNode, nodeOf, ownPlatform, platforms } from "./platforms.mjs";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
/** What Node looks for in itself, and the mark behind it that says whether there is something. */
const resource = "NODE_SEA_BLOB";
const fuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";
/** All archives have the same time inside, so that the same sources give the same bytes. */
const reproducible = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];

/** @typedef {import("./platforms.mjs").Platform} Platform */

async function makeBlob(work) {
  const licences = [`Node.js\n\n${await licenceOfNode()}`, await bundle(join(work, "plugin.js"))];
  writeFileSync(join(work, "THIRD-PARTY-LICENSES"), licences.join("\n"));
  const config = {
    main: join(work, "plugin.js"),
    output: join(work, "plugin.blob"),
    disableExperimentalSEAWarning: true,
    // Both belong to the machine that makes them.
    useCodeCache: false,
    useSnapshot: false,
  };
  writeFileSync(join(work, "sea.json"), JSON.stringify(config));
  await mustRun("node", ["--experimental-sea-config", join(work, "sea.json")]);
  return readFileSync(config.output);
}

/**
 * @param {Platform} platform
 * @param {{ work: string, blob: Buffer, out: string }} made
 */
async function archive(platform, { work, blob, out }) {
  const node = await nodeOf(platform);
  const folder = join(work, platform.name);
  mkdirSync(folder);
  const program = platform.name.startsWith("windows") ? "pulumi-resource-vpnaas.exe" : "pulumi-resource-vpnaas";
  const file = join(folder, program);
  copyFileSync(node, file);
  chmodSync(file, 0o755);
  const isMac = platform.name.startsWith("darwin");
  const segment = isMac ? ["--macho-segment-name", "NODE_SEA"] : [];
  await mustRun("postject", [file, resource, join(work, "plugin.blob"), "--sentinel-fuse", fuse, ...segment]);
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  copyFileSync(join(work, "THIRD-PARTY-LICENSES"), join(folder, "THIRD-PARTY-LICENSES"));
  const name = `pulumi-resource-vpnaas-v${version}-${platform.name}.tar.gz`;
  await mustRun("sh", [
    "-c",
    `tar ${reproducible.join(" ")} -C "$1" -cf - ${["LICENSE", "THIRD-PARTY-LICENSES", program].join(" ")} | gzip -n -6 > "$2"`,
    "sh",
    folder,
    join(out, name),
  ]);
  await verify(platform, { archive: join(out, name), program, blob, work });
  rmSync(folder, { recursive: true });
  return name;
}

// What was written is read back: the right kind of executable, told that it carries a program, and the program itself.
async function verify({ name: platform, marks }, { archive, program, blob, work }) {
  const folder = join(work, `${platform}-read`);
  mkdirSync(folder);
  await mustRun("tar", ["-xzf", archive, "-C", folder]);
  const bytes = readFileSync(join(folder, program));
  const problems = [
    marks.every(([at, hex]) => bytes.toString("hex", at, at + hex.length / 2) === hex)
      ? ""
      : "is no executable of its platform",
    bytes.includes(`${fuse}:1`) ? "" : "does not know that it carries a program",
    bytes.includes(blob) ? "" : "does not carry the program",
  ].filter(Boolean);
  if (problems.length > 0) throw new Error(`${archive}: ${program} ${problems.join(", and ")}.`);
  rmSync(folder, { recursive: true });
}

function digestOf(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/** @param {string | undefined} given */
function wanted(given) {
  if (given === undefined) return platforms;
  const own = ownPlatform();
  if (given === "own" && own !== undefined) return [own];
  const names = given.split(",");
  const unknown = names.filter((name) => !platforms.some((platform) => platform.name === name));
  if (unknown.length > 0)
    throw new Error(
      `No plugin is built for ${unknown.join(", ")}, only for ${platforms.map(({ name }) => name).join(", ")}.`,
    );
  return platforms.filter(({ name }) => names.includes(name));
}

await runAsProgram(import.meta.url, async (args) => {
  const { platform, out } = parseArgs({
    args,
    options: { platform: { type: "string" }, out: { type: "string", default: join(root, "bin") } },
  }).values;
  const chosen = wanted(platform);
  const work = mkdtempSync(join(tmpdir(), "pulumi-vpnaas-plugin-"));
  try {
    mkdirSync(out, { recursive: true });
    for (const old of readdirSync(out).filter((name) => /^pulumi-(resource-)?vpnaas[-_]/.test(name)))
      rmSync(join(out, old));
    const blob = await makeBlob(work);
    const names = [];
    for (const each of chosen)
      names.push(await step(`plugin for ${each.name}`, () => archive(each, { work, blob, out })));
    const sums = names.map((name) => `${digestOf(join(out, name))}  ${name}\n`);
    writeFileSync(join(out, `pulumi-vpnaas_${version}_checksums.txt`), sums.join(""));
    say(`The plugin ${version} is in ${out}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
});
