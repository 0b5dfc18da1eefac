// The native plugin in this process, driven over gRPC as the engine drives it, with an engine that hears its log.
import { credentials, Server, ServerCredentials, type ServiceError, type StatusObject } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { componentNamed } from "../../cmd/pulumi-resource-vpnaas/components";
import type { Emulator } from "../../emulator";
import { startServer } from "../../src/adapters/native/server";
import { bag, secret } from "./nativeValues";

type Values = Record<string, unknown>;

/** A line that the engine was told. */
export interface Line {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
  readonly urn: string;
  readonly isPassing: boolean;
}

/** What the engine would see of a failed call: the sentence, and the object that is to be kept in the state. */
export interface NativeFailure {
  readonly code: number;
  readonly message: string;
  readonly kept: { readonly id: string; readonly outputs: Values; readonly reasons: readonly string[] } | undefined;
}

/** A plugin that runs, and the engine that it talks to. */
export interface NativePlugin {
  readonly lines: Line[];
  /** Where the engine listens. */
  readonly engine: string;
  readonly client: ResourceProviderClient;
  /** Any call; rejects with a NativeFailure. */
  call<Answer>(start: (done: (error: ServiceError | null, answer: Answer) => void) => unknown): Promise<Answer>;
  close(): Promise<void>;
}

/** The settings that lead to an emulator, as a provider or the configuration of a stack has them. */
export function settingsFor({ authUrl, dialect, credentials: login }: Emulator): Values {
  const { username, password, userDomainName, projectName } = login;
  const region = dialect === "otc" ? "eu-de" : "RegionOne";
  const names = { username, userDomainName, projectName, projectDomainName: userDomainName };
  return { authUrl, dialect, region, ...names, password: secret(password) };
}

/** Starts both, and shakes hands; with `args`, it is configured as well. */
export async function openPlugin(args?: Values): Promise<NativePlugin> {
  const lines: Line[] = [];
  const engine = await startEngine(lines);
  const { port, close } = await startServer([`127.0.0.1:${engine.port}`], componentNamed);
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const plugin: NativePlugin = {
    lines,
    engine: `127.0.0.1:${engine.port}`,
    client,
    call: (start) =>
      new Promise((resolve, reject) => {
        start((error, answer) => (error === null ? resolve(answer) : reject(failureIn(error))));
      }),
    async close() {
      client.close();
      close();
      engine.server.forceShutdown();
    },
  };
  const handshake = new messages.ProviderHandshakeRequest();
  handshake.setEngineAddress(`127.0.0.1:${engine.port}`);
  await plugin.call((done) => client.handshake(handshake, done));
  if (args !== undefined) await configure(plugin, args);
  return plugin;
}

/** Configures a plugin. */
export async function configure({ client, call }: NativePlugin, args: Values, name = "default"): Promise<void> {
  const request = new messages.ConfigureRequest();
  request.setArgs(bag(args));
  request.setName(name);
  request.setUrn(`urn:pulumi:dev::story::pulumi:providers:vpnaas::${name}`);
  await call((done) => client.configure(request, done));
}

const SEVERITIES = ["debug", "info", "warning", "error"] as const;

async function startEngine(lines: Line[]): Promise<{ readonly server: Server; readonly port: number }> {
  const server = new Server();
  server.addService(EngineService, {
    log(call: { readonly request: LogRequest }, answer: (error: null, reply: Empty) => void) {
      const { request } = call;
      lines.push({
        severity: SEVERITIES[request.getSeverity()] ?? "error",
        message: request.getMessage(),
        urn: request.getUrn(),
        isPassing: request.getEphemeral(),
      });
      answer(null, new Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  return { server, port };
}

/** An error as the engine takes it apart: ErrorResourceInitFailed travels as binary details next to the status. */
export function failureIn({ code = 0, details: message = "", metadata }: Partial<StatusObject>): NativeFailure {
  const [bytes] = metadata?.get("grpc-status-details-bin") ?? [];
  if (bytes === undefined) return { code, message, kept: undefined };
  const [detail] = Status.deserializeBinary(bytes as Buffer).getDetailsList(); // a key that ends in -bin holds bytes
  const failed = messages.ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
  const outputs = failed.getProperties()?.toJavaScript() ?? {};
  return { code, message, kept: { id: failed.getId(), outputs, reasons: failed.getReasonsList() } };
}
