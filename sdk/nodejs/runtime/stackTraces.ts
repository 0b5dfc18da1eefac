// Pulumi has a stack written down for each of the hundred promises of a resource, to be printed should one leak. Written with
// source maps, they take a program longer than all else that it does for a resource.

type Writer = NonNullable<typeof Error.prepareStackTrace>;

/**
 * From now until the function that is returned is called, no stack is written down, except where the caller raised the limit of
 * frames in order to read them all, as Pulumi does for the position that it keeps in the state; frames of the file `hidden`
 * are omitted there. A stack that is first read later is written then, and whole.
 */
export function withoutStackTraces(hidden: string): () => void {
  const before = Error.prepareStackTrace;
  const write = before ?? writePlainly;
  Error.prepareStackTrace = (error, frames) => {
    if (Error.stackTraceLimit !== Number.POSITIVE_INFINITY) return String(error);
    return write(
      error,
      frames.filter((frame) => frame.getFileName() !== hidden),
    );
  };
  return () => {
    Error.prepareStackTrace = before;
  };
}

const writePlainly: Writer = (error, frames) => [error, ...frames].join("\n    at ");
