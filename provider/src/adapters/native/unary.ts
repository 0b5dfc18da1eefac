// How a call is answered: with what it comes to, or with an error as the engine takes it.

import { type InitFailedError, reasonOf } from "../../core/errors";
import { Any, type Bag, type Grpc, grpc, messages, Status } from "./rpc";

/** The answer to a call about an object that exists but is not usable yet. */
export class CallFailed extends Error {
  readonly metadata: Grpc.Metadata;

  constructor({ message, id, reasons }: InitFailedError, outputs: Bag) {
    super(message);
    const kept = new messages.ErrorResourceInitFailed();
    kept.setId(id);
    kept.setProperties(outputs);
    kept.setReasonsList(reasons);
    const any = new Any();
    any.pack(kept.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status();
    status.setCode(grpc.status.UNKNOWN);
    status.setMessage(message);
    status.addDetails(any);
    this.metadata = new grpc.Metadata();
    this.metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
    // They hold the psk: nothing that prints the error may show them.
    Object.defineProperty(this, "metadata", { enumerable: false });
  }
}

/** An error as the engine takes it. */
export function errorAnswer(error: unknown): Partial<Grpc.StatusObject> {
  const own = error instanceof CallFailed ? { metadata: error.metadata } : {};
  return { code: grpc.status.UNKNOWN, details: reasonOf(error), ...own };
}

/** A call with one answer. */
export function unary<Request, Answer>(
  act: (request: Request) => Answer | Promise<Answer>,
): Grpc.handleUnaryCall<Request, Answer> {
  return (call, answer) => {
    Promise.resolve(call.request)
      .then(act)
      .then(
        (reply) => answer(null, reply),
        (error) => answer(errorAnswer(error)),
      );
  };
}
