#!/usr/bin/env node
// The emulator as a command: prints how to log in, what is there and what of it is free, then one line a request, until it is stopped.
// All behaviour is in index.ts.
import { parseArgs } from "node:util";
import type { RequestEntry } from "./exchange";
import { greetingOf } from "./greeting";
import { startEmulator } from "./index";
import { bodiesOf, lineOf } from "./requestLines";

const usage = `Usage: pulumi-vpnaas-emulator [options]

Runs an in-memory Keystone v3 and VPN API on 127.0.0.1 until it is interrupted.
  --port N           port to listen on (default: any free one)
  --dialect NAME     whose rules apply: otc (default) or openstack
  --settle-after MS  how many milliseconds a connection stays PENDING_* after a
                     write (default: until it was read once)
  --empty            begin with the network only: no services, policies, groups
  --show-bodies      print what each request and its reply hold, too; keys,
                     passwords and tokens are masked
  --version          print the version of the package
`;

main().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
});

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!("code" in error && error.code === "EADDRINUSE" && "port" in error)) return error.message;
  return `Port ${String(error.port)} of 127.0.0.1 is in use. Give another --port, or omit it.`;
}

async function main(): Promise<void> {
  const values = given();
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (values.version) {
    const { version }: { version: string } = require("pulumi-vpnaas/package.json");
    process.stdout.write(`${version}\n`);
    return;
  }
  const { dialect } = values;
  if (dialect !== "otc" && dialect !== "openstack")
    throw new Error(`--dialect must be otc or openstack, not ${JSON.stringify(dialect)}.\n${usage}`);
  const port = numberOf("port", values.port);
  if (port > 65_535) throw new Error(`--port must be from 0 to 65535, not ${port}.\n${usage}`);
  const printRequest = (entry: RequestEntry) => {
    const lines = [lineOf(entry), ...(values["show-bodies"] ? bodiesOf(entry) : [])];
    process.stdout.write(`${lines.join("\n")}\n`);
  };
  const emulator = await startEmulator({ dialect, port, seed: !values.empty, onRequest: printRequest });
  const after = values["settle-after"];
  if (after !== undefined) {
    const milliseconds = numberOf("settle-after", after);
    for (const transition of Object.values(emulator.transitions)) transition.milliseconds = milliseconds;
  }
  process.stdout.write(`${greetingOf(emulator, process.env).join("\n")}\n`);
  const end = () => void emulator.close();
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

function given() {
  return parseArgs({
    options: {
      port: { type: "string", default: "0" },
      dialect: { type: "string", default: "otc" },
      "settle-after": { type: "string" },
      empty: { type: "boolean", default: false },
      "show-bodies": { type: "boolean", default: false },
      version: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  }).values;
}

function numberOf(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`--${option} must be a whole number, not ${JSON.stringify(text)}.\n${usage}`);
}
