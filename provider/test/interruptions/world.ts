// A place to play in: a Pulumi project and an emulator, both put back to the beginning of a story before each cell.
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  type CollectionName,
  type Dialect,
  type Emulator,
  type RequestEntry,
  startEmulator,
  type WireObject,
} from "../../emulator";
import { openPluginProject } from "../support/nativeProject";
import { Project, type Run } from "../support/pulumi";
import type { Host } from "./model";
import { PSK } from "./stories";

const COLLECTIONS = ["vpnservices", "ikepolicies", "ipsecpolicies", "endpointGroups", "connections"] as const;
const BACKEND = "backend/.pulumi";

/** What the server holds, by collection. */
export type Objects = Readonly<Record<CollectionName, readonly WireObject[]>>;

/** What is kept of a moment, to go back to it. */
export interface Saved {
  /** Folder with the copy of the backend. */
  readonly backend: string;
  readonly objects: Objects;
  /** Requests that have led here since the story began. */
  readonly requests: readonly RequestEntry[];
}

export class World {
  readonly project: Project;
  readonly emulator: Emulator;
  /** Everything that was printed since the last `restore`. */
  printed = "";
  #saved = 0;
  #earlier: readonly RequestEntry[] = [];
  readonly #done = new WeakSet<RequestEntry>();
  readonly #beginnings = new Map<string, Saved>();

  static async open(dialect: Dialect, host: Host): Promise<World> {
    const emulator = await startEmulator({ dialect, seed: false });
    emulator.transitions.update = { ...emulator.transitions.update, reads: 2 };
    if (dialect === "openstack") {
      emulator.transitions.create.to = "ACTIVE";
      emulator.agent = { reportsAfter: 300, negotiatesIn: 300, drives: "strongswan" };
    }
    const project = await (host === "plugin" ? openPluginProject(emulator) : Project.open(emulator));
    return new World(project, emulator);
  }

  private constructor(project: Project, emulator: Emulator) {
    this.project = project;
    this.emulator = emulator;
  }

  /** The beginning of a story whose program before is this one; made once. */
  async beginning(program: string | undefined): Promise<Saved> {
    const known = this.#beginnings.get(program ?? "");
    if (known !== undefined) return known;
    const empty = this.#beginnings.get("") ?? this.save();
    this.#beginnings.set("", empty);
    this.restore(empty);
    if (program !== undefined) {
      this.project.program(program);
      const { code, output } = await this.run(["up", "--yes", "--skip-preview"]);
      if (code !== 0) throw new Error(output);
    }
    const saved = { ...this.save(), requests: [] };
    this.#beginnings.set(program ?? "", saved);
    return saved;
  }

  save(): Saved {
    this.#saved += 1;
    const backend = join(this.project.folder, `saved-${this.#saved}`);
    cpSync(join(this.project.folder, BACKEND), backend, { recursive: true });
    return { backend, objects: structuredClone(this.objects()), requests: this.requests() };
  }

  forget({ backend }: Saved): void {
    rmSync(backend, { recursive: true, force: true });
  }

  restore({ backend, objects, requests }: Saved): void {
    const place = join(this.project.folder, BACKEND);
    rmSync(place, { recursive: true, force: true });
    cpSync(backend, place, { recursive: true });
    for (const name of COLLECTIONS) {
      this.emulator[name].clear();
      for (const object of structuredClone(objects[name])) this.#place(name, object);
    }
    this.emulator.clearFaults();
    this.emulator.clearLog();
    this.#earlier = requests;
    this.printed = "";
  }

  // What the service was still at work on when this was saved, it has done meanwhile.
  #place(name: CollectionName, object: WireObject): void {
    if (object.status === "PENDING_DELETE") return;
    this.emulator.place(name, object);
    if (typeof object.status !== "string") return;
    const isAtWork = name === "connections" && object.status.startsWith("PENDING_");
    // Also ends what was going on with an earlier object of this id.
    this.emulator.setStatus(String(object.id), isAtWork ? "DOWN" : object.status);
  }

  /** All requests since the story began. */
  requests(): readonly RequestEntry[] {
    return [...this.#earlier, ...this.emulator.log];
  }

  /** Notes that the server has acted on a request, whoever has heard of it. */
  noteDone(request: RequestEntry): void {
    this.#done.add(request);
  }

  isDone(request: RequestEntry): boolean {
    return this.#done.has(request) || (request.status >= 200 && request.status < 300);
  }

  objects(): Objects {
    const all = (name: CollectionName) => [...this.emulator[name].values()];
    return {
      vpnservices: all("vpnservices"),
      ikepolicies: all("ikepolicies"),
      ipsecpolicies: all("ipsecpolicies"),
      endpointGroups: all("endpointGroups"),
      connections: all("connections"),
    };
  }

  /** Deletes an object at the server, as a user does who was told to. */
  remove(id: string): void {
    for (const name of COLLECTIONS) this.emulator[name].delete(id);
  }

  /** Updates each connection with the values it has, as a user does at the service who was told to: as if the story began here. */
  updateConnections(): void {
    this.#earlier = [];
    this.emulator.clearLog();
  }

  /** Runs the CLI to its end and remembers what it printed. */
  async run(args: readonly string[], onStart?: (pid: number) => void): Promise<Run> {
    const run = await this.project.run(args, onStart === undefined ? {} : { onStart });
    this.printed += `$ pulumi ${args.join(" ")}\n${run.output}\n`;
    return run;
  }

  /** Whether a killed run has left its lock. */
  isLocked(): boolean {
    const locks = join(this.project.folder, BACKEND, "locks");
    try {
      return readdirSync(locks, { recursive: true, encoding: "utf8" }).some((name) => name.endsWith(".json"));
    } catch {
      return false; // no run has ever taken a lock
    }
  }

  /** Names of the secrets that were printed, or that lie in a file of the backend in clear. */
  leaks(): string[] {
    const folder = join(this.project.folder, BACKEND);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const texts = [this.printed, ...files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"))];
    const secrets = { psk: PSK, password: this.emulator.credentials.password };
    return Object.entries(secrets)
      .filter(([, secret]) => texts.some((text) => text.includes(secret)))
      .map(([name]) => name);
  }

  async close(): Promise<void> {
    this.project.close();
    await this.emulator.close();
  }
}
