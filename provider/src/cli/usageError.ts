// The error of a command that was misused.

/** A command line that was not understood; the message says what to write instead. */
export class UsageError extends Error {}
