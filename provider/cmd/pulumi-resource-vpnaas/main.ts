#!/usr/bin/env node
// The program of the plugin: starts the server with the components of the SDK, and prints where it listens, as the engine expects it.
import { setFlagsFromString } from "node:v8";
import { watchEngine } from "../../src/adapters/engineWatch";
import { engineIn, startServer } from "../../src/adapters/native/server";
import { componentNamed } from "./components";

const args = process.argv.slice(2);
watchEngine(engineIn(args) ?? "");
startServer(args, componentNamed).then(
  ({ port }) => {
    process.stdout.write(`${port}\n`);
    // With these, 1,000 connections need half of the memory. Given to Node at its start, they would cost it 20 ms: any flag of V8 makes
    // Node compile its own modules again.
    for (const flag of ["--optimize-for-size", "--semi-space-growth-factor=1"]) setFlagsFromString(flag);
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
