// Types only: where the command runs and how it speaks, so that tests can give it a folder and listen.

/** Where the command runs, and how it speaks: never a secret. */
export interface CommandEnvironment {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** What the user asked for. */
  readonly say: (line: string) => void;
  /** What the user should know besides that. */
  readonly warn: (line: string) => void;
}
