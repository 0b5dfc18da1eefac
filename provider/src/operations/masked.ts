// What leaves a handler as an error is for people: its sentence may quote what the service shows, so it is searched for pieces of secrets.
// Outputs stay exact.

import type { ResourceKind } from "../core/contract";
import { ApiError, InitFailedError } from "../core/errors";
import { maskOwn } from "../core/masking/masking";

/** The same handler, whose errors hold no piece of a secret of this run. */
export function masked(handler: ResourceKind): ResourceKind {
  return {
    ...handler,
    refusedAdoption: guarded(handler.refusedAdoption),
    diff(...args) {
      try {
        return handler.diff(...args);
      } catch (error) {
        throw mask(error);
      }
    },
    create: guarded(handler.create),
    read: guarded(handler.read),
    update: guarded(handler.update),
    delete: guarded(handler.delete),
    list: guarded(handler.list),
    lookUp: guarded(handler.lookUp),
    projectId: guarded(handler.projectId),
  };
}

function guarded<Args extends unknown[], T>(act: (...args: Args) => Promise<T>): (...args: Args) => Promise<T> {
  return async (...args) => {
    try {
      return await act(...args);
    } catch (error) {
      throw mask(error);
    }
  };
}

// In place: the class and what else an error holds are the caller's. An ApiError is masked where it is made.
function mask(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ApiError) return error;
  const said = error.message;
  error.message = maskOwn(said);
  if (error.stack !== undefined) error.stack = error.stack.replace(said, () => error.message);
  if (error instanceof InitFailedError) error.reasons.splice(0, Infinity, ...error.reasons.map(maskOwn));
  return error;
}
