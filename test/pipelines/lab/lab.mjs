// Servers in one folder: started, and ended without a trace. As a program: `node lab.mjs remove FOLDER`.
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { knownProcesses, stopProcess } from "../../../tools/lib/daemons.mjs";
import { freePorts } from "../../../tools/lib/ports.mjs";
import { runAsProgram } from "../../../tools/lib/process.mjs";
import { portsOf, startServer } from "./servers.mjs";
import { accounts } from "./settings.mjs";

/** In the order in which they start; they are stopped in the opposite one. */
const serverNames = Object.keys(portsOf);

/**
 * Starts servers; tests find ports, accounts and programs in `<folder>/lab.json`.
 *
 * @param {string} folder
 * @param {{ servers: readonly string[], tools: Record<string, string> }} needs
 */
export async function startLab(folder, { servers, tools }) {
  for (const part of ["run", "log", "tmp", "report"]) mkdirSync(join(folder, part), { recursive: true });
  // Servers with a user of their own have to reach their folders.
  chmodSync(folder, 0o755);
  const ports = await freePorts(servers.flatMap((name) => portsOf[name] ?? []));
  writeFileSync(join(folder, "lab.json"), JSON.stringify({ folder, ports, tools, accounts }, undefined, 2));
  for (const name of serverNames) if (servers.includes(name)) await startServer({ folder, ports, tools }, name);
}

/** Stops everything and removes the folder. @param {string} folder */
export async function removeLab(folder) {
  const known = knownProcesses(folder);
  for (const name of [...known].sort((one, other) => serverNames.indexOf(other) - serverNames.indexOf(one)))
    await stopProcess(folder, name);
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
}

await runAsProgram(import.meta.url, async ([command, where]) => {
  if (command !== "remove" || where === undefined) throw new Error("Usage: node lab.mjs remove FOLDER");
  await removeLab(resolve(where));
});
