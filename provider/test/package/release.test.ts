// The workflow that makes a release: right as actionlint reads it, and its scripts do what they say, each run with the shell that the
// forge takes. What only macOS has is played by small programs: codesign, and a tar that packs a second file beside each one.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { ROOT } from "../support/linkedFolder";

const FILE = ".github/workflows/release.yml";
const MAC_TAR = `#!/bin/sh
case "$1" in -c*) if test -z "$COPYFILE_DISABLE"; then touch "$4/._$7"; set -- "$@" "._$7"; fi;; esac
exec /bin/tar "$@"
`;
const CODESIGN = `#!/bin/sh
for file; do :; done
test "$1" = --verify && exec grep -q signed "$file"
echo signed >> "$file"
`;
/** Ten looks at a port that never comes need no ten seconds here. */
const SLEEP = '#!/bin/sh\nexec /bin/sleep "0.$1"\n';
const GH = '#!/bin/sh\nprintf "%s\\n" "$@"\n';

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const { jobs } = parse(readFileSync(join(ROOT, FILE), "utf8")) as Workflow; // actionlint checks its shape
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vpnaas-release-"));
  mkdirSync(join(folder, "bin"));
  for (const [name, text] of Object.entries({ tar: MAC_TAR, codesign: CODESIGN, gh: GH, sleep: SLEEP })) {
    writeFileSync(join(folder, "bin", name), text);
    chmodSync(join(folder, "bin", name), 0o755);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a step as the forge does it. Rejects with what it printed if it fails. */
async function play(name: string, cwd: string, tag = `v${version}`): Promise<string> {
  const step = Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .find((each) => each.name === name);
  if (step?.run === undefined) throw new Error(`${FILE} has no step "${name}"`);
  const own = Object.fromEntries(Object.entries(step.env ?? {}).filter(([, value]) => !value.includes("${{")));
  const env = { PATH: `${join(folder, "bin")}:${process.env.PATH}`, HOME: folder, GITHUB_REF_NAME: tag, ...own };
  return (await promisify(execFile)("bash", ["-e", "-c", step.run], { cwd, env })).stdout;
}

/** Small archives as `make plugin` makes them: each program is a script that prints a port, and stays. */
async function archives(): Promise<string> {
  const place = mkdtempSync(join(folder, "unsigned-"));
  const content = mkdtempSync(join(folder, "content-"));
  for (const name of ["LICENSE", "THIRD-PARTY-LICENSES"]) writeFileSync(join(content, name), name);
  const platforms = ["linux-amd64", "darwin-amd64", "darwin-arm64"];
  const sums: string[] = [];
  for (const platform of platforms) {
    writeFileSync(join(content, "pulumi-resource-vpnaas"), "#!/bin/sh\necho 50051\nexec /bin/sleep 20\n", {
      mode: 0o755,
    });
    const name = `pulumi-resource-vpnaas-v${version}-${platform}.tar.gz`;
    await promisify(execFile)("/bin/tar", ["-czf", join(place, name), "-C", content, ...readdirSync(content)]);
    sums.push(`${digestOf(join(place, name))}  ${name}\n`);
  }
  writeFileSync(join(place, `pulumi-vpnaas_${version}_checksums.txt`), sums.join(""));
  return place;
}

const digestOf = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");
const listed = async (file: string) =>
  (await promisify(execFile)("/bin/tar", ["-tzf", file])).stdout.trim().split("\n");
const sumsIn = (place: string) => readFileSync(join(place, `pulumi-vpnaas_${version}_checksums.txt`), "utf8");

test("actionlint finds nothing wrong; it sees a mistake", async () => {
  const build = [join(ROOT, "tools/lib/go-tools.mjs"), "actionlint"];
  const { stdout } = await promisify(execFile)(process.execPath, build, { cwd: ROOT });
  const actionlint = /^actionlint (\/.*)$/m.exec(stdout)?.[1] ?? "";
  const check = (file: string) => promisify(execFile)(actionlint, ["-shellcheck=", "-pyflakes=", file], { cwd: ROOT });
  expect((await check(FILE)).stdout).toBe("");
  const wrong = join(folder, "wrong.yml");
  writeFileSync(wrong, readFileSync(join(ROOT, FILE), "utf8").replace("needs: build", "needs: built"));
  await expect(check(wrong)).rejects.toMatchObject({ stdout: expect.stringContaining('"built"') });
}, 900_000);

test("a tag that is not the version of the package is refused", async () => {
  await play("the tag is the version of the package", ROOT);
  for (const tag of [version, `v${version}-rc.1`, "v", "vpn"])
    await expect(play("the tag is the version of the package", ROOT, tag)).rejects.toThrow();
});

test("the programs for macOS are signed and packed again, with nothing beside them, and the checksums are those of what is there", async () => {
  const place = await archives();
  const before = sumsIn(place).split("\n");
  await play("check, sign, pack again", place);
  const files = readdirSync(place).filter((name) => name.endsWith(".tar.gz"));
  expect(sumsIn(place)).toBe(files.map((name) => `${digestOf(join(place, name))}  ${name}\n`).join(""));
  expect(readdirSync(place)).toEqual([...files, `pulumi-vpnaas_${version}_checksums.txt`]);
  expect(
    sumsIn(place)
      .split("\n")
      .filter((line) => line !== "" && before.includes(line)),
  ).toEqual([expect.stringContaining("linux-amd64")]);
  for (const file of files) {
    expect((await listed(join(place, file))).sort()).toEqual([
      "LICENSE",
      "THIRD-PARTY-LICENSES",
      "pulumi-resource-vpnaas",
    ]);
    const program = await promisify(execFile)("/bin/tar", ["-xzOf", join(place, file), "pulumi-resource-vpnaas"]);
    expect(program.stdout.includes("signed")).toBe(file.includes("darwin"));
  }
});

test("an archive that was changed on the way is not signed", async () => {
  const place = await archives();
  const [file = ""] = readdirSync(place).filter((name) => name.includes("linux"));
  writeFileSync(join(place, file), "other");
  const sums = sumsIn(place);
  await expect(play("check, sign, pack again", place)).rejects.toThrow();
  expect(sumsIn(place)).toBe(sums);
});

test("the plugin is started where it was signed; one that prints no port fails the release", async () => {
  const place = await archives();
  expect(await play("the plugin starts here", place)).toContain("50051");
  const own = join(place, "own", "pulumi-resource-vpnaas");
  writeFileSync(own, "#!/bin/sh\nexec /bin/sleep 20\n");
  const name = `pulumi-resource-vpnaas-v${version}-darwin-arm64.tar.gz`;
  await promisify(execFile)("/bin/tar", [
    "-czf",
    join(place, name),
    "-C",
    join(place, "own"),
    "pulumi-resource-vpnaas",
  ]);
  for (const left of ["own", "port"]) rmSync(join(place, left), { recursive: true });
  await expect(play("the plugin starts here", place)).rejects.toThrow();
}, 60_000);

test("a draft of the release holds all archives and the checksums, for a tag that exists", async () => {
  const place = await archives();
  const args = (await play("draft of the release", place)).trim().split("\n");
  expect(args.slice(0, 6)).toEqual(["release", "create", `v${version}`, "--verify-tag", "--draft", "--title"]);
  expect(
    args
      .slice(7)
      .map((file) => file.slice(2))
      .sort(),
  ).toEqual(readdirSync(place).sort());
});
