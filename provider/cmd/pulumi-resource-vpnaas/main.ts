#!/usr/bin/env node
// The program of the plugin: starts the server with the components of the SDK, and prints where it listens, as the engine expects it.
import { setFlagsFromString } from "node:v8";
import { watchEngine } from "../../src/adapters/engineWatch";
import { packageVersion } from "../../src/adapters/native/packageFiles";
import { engineIn, startServer } from "../../src/adapters/native/server";
import { componentNamed } from "./components";

const HELP = `Usage: pulumi-resource-vpnaas [ENGINE]

The plugin vpnaas. Pulumi starts it and ends it: you need not. It prints the
port that it listens on at 127.0.0.1. ENGINE is the address of Pulumi's engine.

  --version  print the version
`;

const args = process.argv.slice(2);
if (args.includes("--version")) process.stdout.write(`${packageVersion()}\n`);
else if (args.includes("--help") || args.includes("-h")) process.stdout.write(HELP);
else serve();

function serve(): void {
  watchEngine(engineIn(args) ?? "");
  startServer(args, componentNamed).then(
    ({ port }) => {
      process.stdout.write(`${port}\n`);
      // With these, 1,000 connections need half of the memory. Given to Node at its start, they would cost it 20 ms: any flag of V8
      // makes Node compile its own modules again.
      for (const flag of ["--optimize-for-size", "--semi-space-growth-factor=1"]) setFlagsFromString(flag);
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
