#!/usr/bin/env node
// The program of the plugin: starts the server with the components of the SDK, and prints where it listens, as the engine expects it.

import { watchEngine } from "../../src/adapters/engineWatch";
import { engineIn, startServer } from "../../src/adapters/native/server";
import { componentNamed } from "./components";

const args = process.argv.slice(2);
watchEngine(engineIn(args) ?? "");
startServer(args, componentNamed).then(
  ({ port }) => process.stdout.write(`${port}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
