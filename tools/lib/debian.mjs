// Installs packages of Debian without starting anything.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mustRun, run, step } from "./process.mjs";

const policyFile = "/usr/sbin/policy-rc.d";

/**
 * Installs those of the packages that are missing; needs root for that.
 *
 * @param {readonly string[]} names
 * @param {string} what for people
 * @param {() => Promise<unknown>} prepare called after the lists of packages are current
 */
export async function installMissing(names, what, prepare = async () => undefined) {
  const missing = await missingPackages(names);
  if (missing.length === 0) return;
  await step(`Debian packages for ${what} (${missing.length} missing)`, () =>
    withoutStarting(async () => {
      const env = { DEBIAN_FRONTEND: "noninteractive" };
      await mustRun("apt-get", ["update", "-q"], { env });
      await prepare();
      const options = ["--yes", "-q", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold"];
      await mustRun("apt-get", ["install", ...options, ...missing], { env, limitSeconds: 1200 });
    }),
  );
}

/** Those of the packages that are not installed. @param {readonly string[]} names */
export async function missingPackages(names) {
  return (await Promise.all(names.map(async (name) => ((await isInstalled(name)) ? [] : [name])))).flat();
}

/** Why this machine gets no packages of Debian; undefined if it does. */
export function debianObstacle() {
  if (process.platform !== "linux") return "it needs Linux";
  if (process.getuid?.() !== 0) return "it needs root, for packages and users of its own";
  if (!existsSync("/etc/debian_version")) return "it needs Debian: servers and programs come from its packages";
  return undefined;
}

// A package would start its server for the whole machine, on all addresses. Debian asks this file first.
async function withoutStarting(work) {
  const isOurs = !existsSync(policyFile);
  if (isOurs) writeFileSync(policyFile, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  else if (!readFileSync(policyFile, "utf8").includes("exit 101"))
    throw new Error(
      `${policyFile} is there and may let packages start servers. Make it exit with 101, then try again.`,
    );
  try {
    return await work();
  } finally {
    if (isOurs) rmSync(policyFile);
  }
}

async function isInstalled(name) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the language of dpkg-query
  const { code, stdout } = await run("dpkg-query", ["-W", "-f", "${db:Status-Abbrev}", name]);
  return code === 0 && stdout.startsWith("ii");
}
