// The example `fleet` with so many customers, run as a user does: node fleet.ts COMMAND.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { descendantsOf, haveEnded, signal } from "../interruptions/processes";
import type { ExampleStage } from "./examples";
import type { Project } from "./pulumi";
import { VAULT_PROVIDER } from "./vault";

export type Customers = Record<string, { routerId: string; subnetIds: string[]; connections: Record<string, object> }>;

/** A row of the table, as the fleet writes it with `--json`. */
interface Row {
  readonly customer: string;
  readonly result: string;
  readonly changes: readonly { readonly operation: string; readonly resource: string; readonly properties: string[] }[];
  readonly errors: readonly string[];
}

export interface FleetRun {
  readonly code: number | null;
  /** Both streams in the order of arrival. */
  readonly output: string;
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Called with everything printed so far, whenever something is. */
  readonly onOutput?: (output: string) => void;
  readonly onStart?: (pid: number) => void;
}

export const keyOf = (customer: string, site: string) => `Canary-key-of-${customer}-${site}`;

/** Customers with a router each, which is put in place at the service, and with as many connections. */
export function customersOf(emulator: Emulator, names: readonly string[], connections: number): Customers {
  const entries = names.map((name, number) => {
    const routerId = `66666666-0000-4000-8000-${String(number).padStart(12, "0")}`;
    const gatewayV4 = `198.51.100.${100 + number}`;
    emulator.routers.set(routerId, { id: routerId, name: `router of ${name}`, gatewayV4, gatewayV6: null });
    const { subnetId } = emulator.seeded;
    emulator.subnets.get(subnetId)?.routerIds.push(routerId);
    const sites = Array.from({ length: connections }, (_, site) => [`site-${site}`, siteOf(number, site)]);
    return [name, { routerId, subnetIds: [subnetId], connections: Object.fromEntries(sites) }];
  });
  return Object.fromEntries(entries);
}

/** The site with that number of the customer with that number; no two are the same. */
export function siteOf(customer: number, site: number): object {
  return { peerAddress: `198.18.${customer}.${site + 1}`, peerCidrs: [`100.${64 + customer}.${site}.0/24`] };
}

export class FleetExample {
  readonly project: Project;
  readonly emulator: Emulator;
  /** Everything that was printed so far. */
  printed = "";

  private constructor(project: Project, emulator: Emulator) {
    this.project = project;
    this.emulator = emulator;
  }

  static async open(stage: ExampleStage, emulator: Emulator): Promise<FleetExample> {
    const project = await stage.open("fleet", { ...emulator.environment, FLEET_SECRETS_PROVIDER: VAULT_PROVIDER });
    return new FleetExample(project, emulator);
  }

  /** Writes the customers and, unless they are there, a key for each of their connections. */
  give(customers: Customers): void {
    const keys = Object.entries(customers).map(([name, { connections }]) => {
      const own = Object.keys(connections).map((site) => [site, keyOf(name, site)]);
      return [name, Object.fromEntries(own)];
    });
    this.project.write("customers.json", JSON.stringify(customers));
    const text = JSON.stringify(Object.fromEntries(keys));
    const file = join(this.project.folder, "keys.json");
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) this.project.write("keys.json", text);
  }

  /** Runs it to its end; any exit code is a result. */
  run(args: readonly string[], { env = {}, onOutput, onStart }: RunOptions = {}): Promise<FleetRun> {
    const { folder, environment } = this.project;
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ["fleet.ts", ...args, "--json", "table.json", "--markdown", "table.md"], {
        cwd: folder,
        env: { ...environment, ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      if (child.pid !== undefined) onStart?.(child.pid);
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => {
          output += text;
          this.printed += text;
          onOutput?.(output);
        });
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, output }));
    });
  }

  /** Kills it with all that it has started, as when a machine goes down, once `moment` has come. */
  async kill(args: readonly string[], moment: Promise<unknown>): Promise<void> {
    let pid = 0;
    const onStart = (started: number): void => {
      pid = started;
    };
    const running = this.run(args, { onStart });
    const early = await Promise.race([moment.then(() => undefined), running]);
    if (early !== undefined) throw new Error(`It ended before it was killed:\n${early.output}`);
    const others = descendantsOf(pid);
    process.kill(pid, "SIGKILL");
    for (const each of others) signal(each, "SIGKILL");
    await haveEnded(others, 10_000);
    await running;
  }

  /** The table of the last run. */
  rows(): Row[] {
    return JSON.parse(readFileSync(join(this.project.folder, "table.json"), "utf8")).rows;
  }

  /** The table of the last run as Markdown. */
  markdown(): string {
    return readFileSync(join(this.project.folder, "table.md"), "utf8");
  }

  /** Customer → result of the last run. */
  results(): Record<string, string> {
    return Object.fromEntries(this.rows().map(({ customer, result }) => [customer, result]));
  }

  /** How many connections were created at the service so far. */
  creations(): number {
    return this.emulator.vpnRequests({ method: "POST", path: /ipsec-site-connections$/ }).length;
  }

  /** Everything that was printed, and every file that the fleet has written besides the state. */
  texts(): string {
    const { folder } = this.project;
    const own = readdirSync(join(folder, ".fleet"), { recursive: true, withFileTypes: true });
    const files = own.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    const tables = ["table.json", "table.md"].map((name) => join(folder, name));
    return [this.printed, ...[...files, ...tables].map((file) => readFileSync(file, "utf8"))].join("\n");
  }
}
