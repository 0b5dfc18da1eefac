// The line to the engine: what is logged appears under the resource whose call is being answered, and a request to stop ends all waits.

import { AsyncLocalStorage } from "node:async_hooks";
import type { Log } from "../../core/contract";
import { CHANNEL, EngineClient, grpc, LogRequest, LogSeverity } from "./rpc";

/** The engine that has started this process, as far as it is known. */
export interface Connection {
  /** Where the engine listens. One that attaches to a process takes the place of the one before, and has asked for no stop yet. */
  open(address: string): void;
  /** That place; undefined before it is known. */
  readonly engine: string | undefined;
  /** Logs under the resource whose call is being answered. A line that begins with `warning: ` is one. */
  readonly log: Log;
  /** Runs a call about this resource; its lines have reached the engine when it is done. */
  during<T>(urn: string, act: () => Promise<T>): Promise<T>;
  /** Ends all waits. The engine asks for it at the end of each run, too: nothing may be said. */
  stop(): void;
  readonly signal: AbortSignal;
  close(): void;
}

interface Call {
  readonly urn: string;
  readonly lines: Promise<void>[];
}

const WARNING = /^warning: /;

/** Makes it, without an engine. */
export function createConnection(): Connection {
  const calls = new AsyncLocalStorage<Call>();
  let stopping = new AbortController();
  let engine: string | undefined;
  let client: InstanceType<typeof EngineClient> | undefined;

  function send(message: string, isPassing: boolean): Promise<void> {
    const request = new LogRequest();
    request.setUrn(calls.getStore()?.urn ?? "");
    request.setMessage(message.replace(WARNING, ""));
    request.setSeverity(WARNING.test(message) ? LogSeverity.WARNING : LogSeverity.INFO);
    request.setEphemeral(isPassing);
    // An engine that is gone hears nothing, and what is done goes on.
    return new Promise((resolve) => {
      if (client === undefined) resolve();
      else client.log(request, () => resolve());
    });
  }

  return {
    open(address) {
      client?.close();
      if (stopping.signal.aborted) stopping = new AbortController();
      engine = address;
      client = new EngineClient(address, grpc.credentials.createInsecure(), CHANNEL);
    },
    get engine() {
      return engine;
    },
    log(message, { passing = false } = {}) {
      const line = send(message, passing);
      calls.getStore()?.lines.push(line);
    },
    during: (urn, act) => {
      const call: Call = { urn, lines: [] };
      return calls.run(call, async () => {
        try {
          return await act();
        } finally {
          await Promise.all(call.lines);
        }
      });
    },
    stop: () => stopping.abort(),
    get signal() {
      return stopping.signal;
    },
    close: () => client?.close(),
  };
}
