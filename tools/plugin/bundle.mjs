// Puts the plugin and all that it loads into one file of JavaScript, with the licences of what comes from others.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { root } from "../lib/process.mjs";

const entry = join(root, "dist/provider/cmd/pulumi-resource-vpnaas/main.js");

/** What `@pulumi/pulumi` loads for programs alone: compilers, and the tools that pack functions into a state. */
const forPrograms =
  /^(typescript|ts-node|@npmcli\/arborist|pacote|normalize-package-data|execa|got|tmp|pkg-up|cosmiconfig)$/;

/** @type {import("esbuild").Plugin} */
const withoutTools = {
  name: "without-tools",
  setup(context) {
    context.onResolve({ filter: forPrograms }, ({ path }) => ({ path, namespace: "empty" }));
    context.onLoad({ filter: /.*/, namespace: "empty" }, () => ({ contents: "" }));
  },
};

// A bundle has one copy of each package, so nothing has to be looked up in Pulumi's own folder.
/** @type {import("esbuild").Plugin} */
const onlyCopy = {
  name: "only-copy",
  setup(context) {
    context.onLoad({ filter: /adapters\/native\/rpc\.js$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      const contents = text.replace(/^const ofPulumi = .*$/m, "").replaceAll("ofPulumi(", "require(");
      if (contents.includes("ofPulumi")) throw new Error(`${path} does not look its packages up as expected.`);
      return { contents, loader: "js" };
    });
  },
};

/**
 * Writes the bundle; resolves with the licences of the packages in it. Names stay, so that a stack can be read.
 *
 * @param {string} outfile
 */
export async function bundle(outfile) {
  const { metafile, warnings } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    metafile: true,
    logLevel: "silent",
    plugins: [withoutTools, onlyCopy],
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join("\n"));
  return licencesOf(Object.keys(metafile.inputs));
}

function licencesOf(inputs) {
  const folders = inputs.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(folders)]
    .sort()
    .map(licenceOf)
    .join(`\n${"-".repeat(80)}\n\n`);
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const file = readdirSync(join(root, folder)).find((each) => /^licen[cs]e/i.test(basename(each)));
  const text = file === undefined ? "" : readFileSync(join(root, folder, file), "utf8");
  return `${name} ${version} (${license})\n\n${text}`;
}
