// The running lab, as tests handle it: its addresses, its stand-in for the agent, and servers that stop and start.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

/** The servers that a test may stop. */
export type Server = "keystone" | "neutron" | "neutron-rpc" | "rabbit" | "mariadb" | "agent";

export class Lab {
  readonly #folder: string;
  readonly authUrl: string;
  readonly endpoint: string;
  readonly password: string;
  readonly region: string;
  readonly externalNetworkId: string;

  constructor(folder: string) {
    this.#folder = folder;
    // Written by lab.mjs.
    const { ports, ...lab } = JSON.parse(readFileSync(join(folder, "lab.json"), "utf8")) as {
      ports: { keystone: number; neutron: number };
      password: string;
      region: string;
      externalNetworkId: string;
    };
    this.authUrl = `http://127.0.0.1:${ports.keystone}/v3`;
    this.endpoint = `http://127.0.0.1:${ports.neutron}`;
    this.password = lab.password;
    this.region = lab.region;
    this.externalNetworkId = lab.externalNetworkId;
  }

  stop(...servers: Server[]): Promise<void> {
    return this.#run("stop", servers);
  }

  start(...servers: Server[]): Promise<void> {
    return this.#run("start", servers);
  }

  setTokenLife(seconds: number): Promise<void> {
    return this.#run("tokens", [String(seconds)]);
  }

  /** Gives the stand-in for the agent an order, and waits until it is carried out; agent.py lists them. */
  order(order: Record<string, unknown>): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(join(this.#folder, "run/agent.sock"));
      socket.once("error", reject);
      socket.once("data", (data) => {
        socket.end();
        const { error } = JSON.parse(data.toString()) as { error?: string };
        if (error === undefined) resolve();
        else reject(new Error(`The stand-in for the agent: ${error}`));
      });
      socket.write(`${JSON.stringify(order)}\n`);
    });
  }

  async #run(command: string, rest: readonly string[]): Promise<void> {
    const program = join(__dirname, "../lab/lab.mjs");
    await promisify(execFile)(process.execPath, [program, command, this.#folder, ...rest]);
  }
}
