// Prometheus from Debian's packages, unpacked into the cache and not installed.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "../../../tools/lib/process.mjs";
import { cache } from "../../../tools/pulumi-cli.mjs";

const home = join(cache, "prometheus");

/** Unpacks it unless it is there; writes `prometheus.json` into the folder: where its programs are. */
export async function unpackPrometheus(folder) {
  if (!existsSync(home)) {
    const [packages, own] = [`${home}.packages`, `${home}.new`];
    for (const each of [packages, own]) {
      rmSync(each, { recursive: true, force: true });
      mkdirSync(each, { recursive: true });
    }
    await mustRun("apt-get", ["update", "-q"]);
    await mustRun("apt-get", ["download", "-q", "prometheus"], { cwd: packages, limitSeconds: 600 });
    for (const file of readdirSync(packages)) await mustRun("dpkg", ["-x", join(packages, file), own]);
    rmSync(packages, { recursive: true });
    renameSync(own, home);
  }
  writeFileSync(join(folder, "prometheus.json"), JSON.stringify({ bin: join(home, "usr/bin") }));
}
