// The gRPC server of the plugin. What it makes components from is handed to it: they belong to the SDK, which stands above this.

import type { Components } from "./construct";
import { CHANNEL, grpc, ResourceProviderService } from "./rpc";
import { createService } from "./service";

/** A server that listens. */
interface Listening {
  readonly port: number;
  close(): void;
}

/** The address of the engine among the arguments of a plugin: it comes after flags for logging. */
export function engineIn(args: readonly string[]): string | undefined {
  return args.findLast((arg) => /^[^-].*:\d+$/.test(arg));
}

/** Starts it for the engine that the arguments name. */
export function startServer(args: readonly string[], components: Components): Promise<Listening> {
  const { service, close } = createService(engineIn(args), components);
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
