// What is known of one setting, and of one word of another tool. The list of the settings is table.ts.

/** A value that the sources of settings may hold. */
export interface Field {
  readonly name: string;
  /** Environment variables, the preferred spelling first; empty when there is none. */
  readonly environment: readonly string[];
  /** Keys in a cloud of clouds.yaml, in `auth` or next to it, later ones rank lower; empty when it cannot stand there. */
  readonly keys: readonly string[];
  /** A secret value never appears in a message. */
  readonly secret?: boolean;
  /** The value stands in an HTTP header, so it is held to what every server and proxy takes. */
  readonly isInHeader?: boolean;
  /** Spaces around the value belong to it, and any text will do: it is sent in JSON only. */
  readonly isVerbatim?: boolean;
  /** It says how to reach the cloud or how to work with it, not who logs in where: a failed login does not report it. */
  readonly isOutsideLogin?: boolean;
}

/** One setting: where it may be written and what it is for. The name is also that of the provider argument. */
export interface Setting extends Field {
  /** What it holds: a text unless said otherwise. Any other word is a type of schema.json, whose `values` the table may name. */
  readonly type?: "boolean" | "duration" | "Dialect" | "EndpointInterface";
  readonly values?: readonly string[];
  readonly description: string;
  /** The value used when no source has one, as a user would write it. */
  readonly default?: string;
}
