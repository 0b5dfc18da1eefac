#!/usr/bin/env node
// The emulator as a command: prints how to log in and what is there, then one line a request, until it is told to end.
// All behaviour is in index.ts.
import { parseArgs } from "node:util";
import type { Emulator, RequestEntry } from "./index";
import { startEmulator } from "./index";

const usage = `Usage: pulumi-vpnaas-emulator [--port N] [--dialect otc|openstack] [--settle-after MILLISECONDS] [--empty]

Runs an in-memory Keystone v3 and VPN API on 127.0.0.1 until it is interrupted.
  --port          port to listen on (default: any free one)
  --dialect       whose rules apply: otc (default) or openstack
  --settle-after  how long a connection stays PENDING_* after a write (default: one read)
  --empty         begin with the network only: no services, policies or endpoint groups
`;

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      dialect: { type: "string", default: "otc" },
      "settle-after": { type: "string" },
      empty: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const { dialect } = values;
  if (dialect !== "otc" && dialect !== "openstack") throw new Error(`--dialect must be otc or openstack.\n${usage}`);
  const port = numberOf("port", values.port);
  const emulator = await startEmulator({ dialect, port, seed: !values.empty, onRequest: printRequest });
  const after = values["settle-after"];
  if (after !== undefined) {
    const milliseconds = numberOf("settle-after", after);
    for (const transition of Object.values(emulator.transitions)) transition.milliseconds = milliseconds;
  }
  printGreeting(emulator);
  const end = () => void emulator.close();
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

function numberOf(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`--${option} must be a whole number, not ${JSON.stringify(text)}.\n${usage}`);
}

// The password is the emulator's own and opens nothing else.
function printGreeting(emulator: Emulator): void {
  const lines = Object.entries(emulator.environment).map(([name, value]) => `export ${name}=${value}`);
  const there = Object.entries(emulator.seeded).filter(([, id]) => isThere(emulator, id));
  const ids = there.map(([name, id]) => `#   ${name.padEnd(22)} ${id}`);
  const head = `# Emulator of the ${emulator.dialect} VPN API on ${emulator.url}; end it with Ctrl-C.`;
  process.stdout.write(`${[head, ...lines, "# Objects that are there:", ...ids].join("\n")}\n`);
}

function isThere(emulator: Emulator, id: string): boolean {
  const { routers, subnets, vpnservices, ikepolicies, ipsecpolicies, endpointGroups } = emulator;
  return [routers, subnets, vpnservices, ikepolicies, ipsecpolicies, endpointGroups].some((map) => map.has(id));
}

// Bodies and headers hold secrets and a filter may name the psk, so only method, path and the page of a list are shown.
function printRequest(entry: RequestEntry): void {
  const shown = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(entry.query)) {
    if (["fields", "limit", "marker"].includes(name)) shown.append(name, value);
  }
  const query = shown.size === 0 ? "" : `?${shown.toString()}`;
  const outcome = entry.status === 0 ? "no answer" : String(entry.status);
  process.stdout.write(`${new Date(entry.at).toISOString()} ${entry.method} ${entry.path}${query} ${outcome}\n`);
}
