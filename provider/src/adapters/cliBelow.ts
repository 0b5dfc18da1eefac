// The folder in which the Pulumi CLI that this process has started looks for packages: an inline program of the Automation API runs above
// the CLI, perhaps in another folder. Only Linux shows it.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { isRecord } from "../core/record";
import { parentOf } from "./cliAbove";
import { projectFileAbove } from "./pulumiCommand";

/** The folder, if there is exactly one such CLI. */
export function folderOfCliBelow(): string | undefined {
  const folders = new Set(childrenOf(process.pid).flatMap((id) => folderOf(id) ?? []));
  const [folder, ...others] = folders;
  return others.length === 0 ? folder : undefined;
}

function childrenOf(parent: number): string[] {
  try {
    return readdirSync("/proc").filter((id) => /^\d+$/.test(id) && isChild(Number(id), parent));
  } catch {
    return [];
  }
}

function isChild(id: number, parent: number): boolean {
  try {
    return parentOf(id) === parent;
  } catch {
    return false; // it has ended
  }
}

// `main` of the project is where its plugins run.
function folderOf(id: string): string | undefined {
  try {
    const words = readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0");
    if (!words.includes("auto.inline")) return undefined;
    const file = projectFileAbove(readlinkSync(`/proc/${id}/cwd`));
    if (file === undefined) return undefined;
    const project: unknown = parse(readFileSync(file, "utf8"));
    const main = isRecord(project) && typeof project.main === "string" ? project.main : "";
    return resolve(dirname(file), main);
  } catch {
    return undefined;
  }
}
