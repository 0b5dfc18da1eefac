// pulumi-vpnaas-import in the process of a test, without a Pulumi project (a folder, an emulator, and what the command wrote and
// said), or as a command in a project.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, type EmulatorOptions, startEmulator, type WireObject } from "../../emulator";
import { readArguments } from "../../src/cli/import/arguments";
import { run } from "../../src/cli/import/run";
import { PSK } from "./connection";
import { ROOT } from "./linkedFolder";
import type { Project, Run } from "./pulumi";

/** Id of the connection that placeConnection puts in place. */
export const HQ = "aaaaaaaa-0000-4000-8000-000000000001";

/** A resource of import.json. */
export interface Imported {
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
}

export interface ImportingStage {
  readonly emulator: Emulator;
  readonly folder: string;
  /** Runs the command; apart from the login its environment is empty, so that no pulumi is found either. */
  importing(...args: string[]): Promise<{ said: string; warned: string }>;
  written(name: string): string;
  /** The resources of import.json. */
  imported(): Imported[];
  close(): Promise<void>;
}

/** Puts a connection in place, as if it had been made by hand; it refers to the first of all seeded objects. */
export function placeConnection(emulator: Emulator, change: WireObject = {}): void {
  const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = emulator.seeded;
  emulator.place("connections", {
    ...{ id: HQ, tenant_id: emulator.credentials.projectId, name: "hq", description: "", psk: PSK, mtu: 1500 },
    ...{ initiator: "response-only", admin_state_up: true, dpd: { action: "restart", interval: 10, timeout: 60 } },
    ...{ peer_address: "203.0.113.9", peer_id: "203.0.113.9", auth_mode: "psk", route_mode: "static" },
    ...{ vpnservice_id: vpnserviceId, ikepolicy_id: ikepolicyId, ipsecpolicy_id: ipsecpolicyId, peer_cidrs: [] },
    ...{ local_ep_group_id: localEpGroupId, peer_ep_group_id: peerEpGroupId, status: "DOWN", ...change },
  });
}

export async function openImporting(options: EmulatorOptions = {}): Promise<ImportingStage> {
  const emulator = await startEmulator(options);
  const folder = mkdtempSync(join(tmpdir(), "vpnaas-importing-"));
  const written = (name: string) => readFileSync(join(folder, name), "utf8");
  return {
    emulator,
    folder,
    written,
    async importing(...args) {
      const given = readArguments(["--dialect", emulator.dialect, ...args]);
      if (given === undefined) throw new Error("help was asked for");
      const [said, warned]: [string[], string[]] = [[], []];
      const environment = { ...emulator.environment, HOME: folder, PATH: "/nonexistent" };
      const hear = { say: (line: string) => void said.push(line), warn: (line: string) => void warned.push(line) };
      await run(given, { folder, environment, ...hear });
      return { said: said.join("\n"), warned: warned.join("\n") };
    },
    imported: () => (JSON.parse(written("import.json")) as { resources: Imported[] }).resources, // as this package writes it
    async close() {
      rmSync(folder, { recursive: true, force: true });
      await emulator.close();
    },
  };
}

type Place = Pick<Project, "folder" | "environment">;

/** Runs the command itself, as it is installed, in the folder of a project. */
export function importing(project: Place, ...args: string[]): Promise<Run> {
  return runCommand("import", project, args);
}

/** Runs one of the commands of the package, as it is installed, in the folder of a project. */
export function runCommand(name: "import" | "peer" | "status", project: Place, args: readonly string[]): Promise<Run> {
  const command = join(ROOT, `dist/provider/src/cli/${name}/cli.js`);
  const options = { cwd: project.folder, env: project.environment };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let [output, stdout, stderr] = ["", "", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      stdout += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      stderr += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? -1, output, stdout, stderr }));
  });
}
