// A Keystone and a Neutron with VPNaaS in one folder: started, parts of it stopped and started again, ended without a trace.
// As a program: `node lab.mjs start|stop FOLDER [SERVER…]`, and `node lab.mjs tokens FOLDER SECONDS` for the life of tokens.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { knownProcesses, runningPid, stopProcess } from "../../../tools/lib/daemons.mjs";
import { freePorts } from "../../../tools/lib/ports.mjs";
import { runAsProgram } from "../../../tools/lib/process.mjs";
import { seed } from "./seed.mjs";
import { forgetSocket, serverNames, startServer } from "./servers.mjs";
import { configurationOf, password, region } from "./settings.mjs";

/** Seconds that a token is good for, unless a test asks for less. */
const tokenSeconds = 3600;

/**
 * Starts what does not run yet of the lab in the folder, and makes it there if there is none.
 *
 * @param {string} folder
 * @param {readonly string[]} names
 */
export async function startLab(folder, names = serverNames) {
  for (const part of ["run", "log", "lock", "etc/rabbitmq", "etc/policy.d"])
    mkdirSync(join(folder, part), { recursive: true });
  if (!existsSync(join(folder, "lab.json"))) writeLab(folder, { ports: await portsOfLab() });
  const lab = { folder, ...readLab(folder) };
  writeConfiguration(lab, lab.tokenSeconds ?? tokenSeconds);
  for (const name of serverNames) {
    if (!names.includes(name) || runningPid(folder, name) !== undefined) continue;
    if (name === "agent") forgetSocket(folder);
    await startServer(lab, name);
    if (name === "neutron" && lab.externalNetworkId === undefined) {
      lab.externalNetworkId = await seed(lab);
      const { folder: _, ...kept } = lab;
      writeLab(folder, { ...kept, password, region });
    }
  }
}

/** Stops these servers, or whatever runs. @param {string} folder @param {readonly string[]} names */
export async function stopLab(folder, names = knownProcesses(folder)) {
  const order = [...serverNames, ...names.filter((name) => !serverNames.includes(name))].reverse();
  for (const name of order) if (names.includes(name)) await stopProcess(folder, name);
}

/** Stops everything and removes the folder. @param {string} folder */
export async function removeLab(folder) {
  await stopLab(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** Ports, password and external network of a lab that was started. @param {string} folder */
export function readLab(folder) {
  return JSON.parse(readFileSync(join(folder, "lab.json"), "utf8"));
}

function writeLab(folder, lab) {
  writeFileSync(join(folder, "lab.json"), JSON.stringify(lab, undefined, 2));
}

function writeConfiguration({ folder, ports }, seconds) {
  for (const [path, text] of Object.entries(configurationOf({ folder, ports, tokenSeconds: seconds }))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Gives new tokens this life, by a restart of Keystone. */
async function setTokens(folder, seconds) {
  writeLab(folder, { ...readLab(folder), tokenSeconds: seconds });
  await stopLab(folder, ["keystone"]);
  await startLab(folder, ["keystone"]);
}

// REALITY_PORTS names them, in this order and with commas; otherwise any free ones are taken.
async function portsOfLab() {
  const names = ["keystone", "neutron", "rabbit", "epmd", "rabbitDistribution"];
  const wished = (process.env.REALITY_PORTS ?? "")
    .split(",")
    .filter((port) => port !== "")
    .map(Number);
  if (wished.length > 0 && wished.length !== names.length)
    throw new Error(`REALITY_PORTS needs ${names.length} numbers: ${names.join(", ")}.`);
  return freePorts(names, wished);
}

await runAsProgram(import.meta.url, async ([command, where, ...rest]) => {
  const commands = {
    start: startLab,
    stop: stopLab,
    remove: removeLab,
    tokens: (folder, [s]) => setTokens(folder, Number(s)),
  };
  const act = commands[command];
  if (act === undefined || where === undefined)
    throw new Error(`Usage: node lab.mjs ${Object.keys(commands).join("|")} FOLDER [SERVER…|SECONDS]`);
  await act(resolve(where), rest.length > 0 ? rest : undefined);
});
