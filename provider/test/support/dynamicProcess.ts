// Pulumi's own provider process for dynamic resources, driven over gRPC as the engine drives it.
import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { type Client, credentials, type Metadata, type ServiceError } from "@grpc/grpc-js";
import * as struct from "google-protobuf/google/protobuf/struct_pb";
import { linkedFolder } from "./linkedFolder";

// The generated messages come without usable types for their constructors; this is the part of them that is used here.
interface Message {
  [method: string]: (...values: unknown[]) => unknown;
}
const messages: Record<string, new () => Message> = require("@pulumi/pulumi/proto/provider_pb");
const service: { ResourceProviderClient: new (address: string, secrets: unknown) => Client & Record<string, unknown> } =
  require("@pulumi/pulumi/proto/provider_grpc_pb");

type Values = Record<string, unknown>;

/** What the engine would see of a failed call: the sentence, and the object that is to be kept in state. */
export interface CallFailure {
  readonly message: string;
  readonly kept: { id: string; properties: Values; reasons: string[] } | undefined;
}

export interface DynamicProcess {
  readonly output: () => string;
  check(olds: Values, news: Values): Promise<{ inputs: Values; failures: { property: string; reason: string }[] }>;
  diff(
    id: string,
    olds: Values,
    news: Values,
  ): Promise<{ changes: number; replaces: string[]; deleteBeforeReplace: boolean }>;
  create(properties: Values): Promise<{ id: string; properties: Values }>;
  read(id: string, properties: Values): Promise<{ id: string; properties: Values; inputs: Values | undefined }>;
  update(id: string, olds: Values, news: Values): Promise<{ properties: Values }>;
  delete(id: string, properties: Values): Promise<void>;
  close(): Promise<void>;
}

/** Starts the process with the given configuration (`vpnaas:…` → value). Needs the built package. */
export async function startDynamicProcess(config: Record<string, string>): Promise<DynamicProcess> {
  const entry = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
  const cwd = linkedFolder();
  const child = spawn(process.execPath, [entry, "127.0.0.1:1"], { cwd, env: { PULUMI_NODEJS_PROJECT: "test" } });
  let printed = "";
  child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const port = await firstLine(child);
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const client = new service.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const call = (method: string, request: Message) =>
    new Promise<Message>((done, fail) => {
      (client[method] as (request: Message, done: (error: ServiceError | null, reply: Message) => void) => void).call(
        client,
        request,
        (error, reply) => (error === null ? done(reply) : fail(failureOf(error))),
      );
    });
  await call("configure", message("ConfigureRequest", { Args: config }));
  return {
    output: () => printed,
    async check(olds, news) {
      const reply = await call("check", message("CheckRequest", { Olds: olds, News: news }));
      const failures = (ask(reply, "getFailuresList") as Message[]).map((failure) => ({
        property: String(ask(failure, "getProperty")),
        reason: String(ask(failure, "getReason")),
      }));
      return { inputs: plain(ask(reply, "getInputs")) ?? {}, failures };
    },
    async diff(id, olds, news) {
      const reply = await call("diff", message("DiffRequest", { Id: id, Olds: olds, News: news }));
      return {
        changes: Number(ask(reply, "getChanges")),
        replaces: ask(reply, "getReplacesList") as string[],
        deleteBeforeReplace: Boolean(ask(reply, "getDeletebeforereplace")),
      };
    },
    async create(properties) {
      const reply = await call("create", message("CreateRequest", { Properties: properties }));
      return { id: String(ask(reply, "getId")), properties: plain(ask(reply, "getProperties")) ?? {} };
    },
    async read(id, properties) {
      const reply = await call("read", message("ReadRequest", { Id: id, Properties: properties }));
      return {
        id: String(ask(reply, "getId")),
        properties: plain(ask(reply, "getProperties")) ?? {},
        inputs: plain(ask(reply, "getInputs")),
      };
    },
    async update(id, olds, news) {
      const reply = await call("update", message("UpdateRequest", { Id: id, Olds: olds, News: news }));
      return { properties: plain(ask(reply, "getProperties")) ?? {} };
    },
    async delete(id, properties) {
      await call("delete", message("DeleteRequest", { Id: id, Properties: properties }));
    },
    async close() {
      client.close();
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGKILL");
      await ended;
      rmSync(cwd, { recursive: true });
    },
  };
}

function message(name: string, fields: Record<string, string | Values>): Message {
  const Constructor = messages[name];
  if (Constructor === undefined) throw new Error(`there is no message ${name}`);
  const made = new Constructor();
  for (const [field, value] of Object.entries(fields)) {
    ask(
      made,
      `set${field}`,
      typeof value === "string" ? value : struct.Struct.fromJavaScript(value as Record<string, struct.JavaScriptValue>),
    );
  }
  return made;
}

function ask(asked: Message | undefined, method: string, ...values: unknown[]): unknown {
  const found = asked?.[method];
  if (found === undefined) throw new Error(`there is no method ${method}`);
  return found.apply(asked, values);
}

function plain(value: unknown): Values | undefined {
  return (value as struct.Struct | undefined)?.toJavaScript();
}

// ErrorResourceInitFailed travels as binary details next to the status.
function failureOf(error: ServiceError): CallFailure {
  const [details] = (error.metadata as Metadata).get("grpc-status-details-bin");
  if (details === undefined) return { message: error.details, kept: undefined };
  const status = (
    require("@pulumi/pulumi/proto/status_pb") as { Status: { deserializeBinary(bytes: Uint8Array): Message } }
  ).Status;
  const [detail] = ask(status.deserializeBinary(details as Buffer), "getDetailsList") as Message[];
  const bytes = ask(detail, "getValue_asU8");
  const kind = messages.ErrorResourceInitFailed as unknown as { deserializeBinary(bytes: unknown): Message };
  const failed = kind.deserializeBinary(bytes);
  const kept = {
    id: String(ask(failed, "getId")),
    properties: plain(ask(failed, "getProperties")) ?? {},
    reasons: ask(failed, "getReasonsList") as string[],
  };
  return { message: error.details, kept };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    child.stdout?.once("data", (chunk: Buffer) => done(chunk.toString().trim()));
    child.once("exit", (code) => fail(new Error(`the provider process ended with ${code}`)));
  });
}
