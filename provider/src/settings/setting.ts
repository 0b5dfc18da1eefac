// What is known of one setting. The list of all of them is table.ts.

/** One setting: where it may be written and what it is for. */
export interface Setting {
  /** The part after `vpnaas:` in stack config, and the name of the provider argument. */
  readonly name: string;
  /** Environment variables, the preferred spelling first; empty when there is none. */
  readonly environment: readonly string[];
  /** Path inside a cloud of clouds.yaml; empty when the setting cannot stand there. */
  readonly cloudsYaml: string;
  /** A secret value never appears in a message. */
  readonly secret: boolean;
  readonly description: string;
  /** The value used when no source has one, as a user would write it. */
  readonly default?: string;
}
