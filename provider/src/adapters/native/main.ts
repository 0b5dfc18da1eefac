#!/usr/bin/env node
// The plugin's process: starts the server, and says on its standard output where it listens, as the engine expects it.

import { watchEngine } from "../engineWatch";
import { CHANNEL, grpc, ResourceProviderService } from "./rpc";
import { createService } from "./service";

// The address comes after flags for logging.
function engineIn(args: readonly string[]): string | undefined {
  return args.findLast((arg) => /^[^-].*:\d+$/.test(arg));
}

/** Starts it for the engine that the arguments name. Resolves to the port. */
export function startServer(args: readonly string[]): Promise<{ readonly port: number; close(): void }> {
  const engine = engineIn(args);
  const { service, close } = createService(engine);
  const server = new grpc.Server(CHANNEL);
  server.addService(ResourceProviderService, service);
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error !== null) reject(error);
      else
        resolve({
          port,
          close() {
            close();
            server.forceShutdown();
          },
        });
    });
  });
}

if (require.main === module) {
  watchEngine(engineIn(process.argv) ?? "");
  startServer(process.argv.slice(2)).then(
    ({ port }) => process.stdout.write(`${port}\n`),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
