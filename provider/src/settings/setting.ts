// What is known of one setting, and the words of other tools that are read besides. The list of the settings is table.ts.

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
  readonly type?: "boolean" | "duration" | "integer" | "Dialect" | "EndpointInterface";
  readonly values?: readonly string[];
  /** Least and most of an integer. */
  readonly range?: readonly [least: number, most: number];
  readonly description: string;
  /** The value used when no source has one, as a user would write it. */
  readonly default?: string;
}

/**
 * Words of other tools that are read where those read them, but are not offered; of several spellings the preferred one first.
 * Source: openstacksdk (per-service keys, auth_plugin), keystoneauth (default domains).
 */
export const UNOFFERED = [
  {
    name: "authType",
    environment: ["OS_AUTH_TYPE", "OS_AUTH_PLUGIN"],
    keys: ["auth_type", "auth_plugin"],
  },
  {
    name: "defaultDomain",
    environment: ["OS_DEFAULT_DOMAIN", "OS_DEFAULT_DOMAIN_ID"],
    keys: ["default_domain", "default_domain_id"],
  },
  {
    name: "defaultDomainName",
    environment: ["OS_DEFAULT_DOMAIN_NAME"],
    keys: ["default_domain_name"],
  },
  {
    name: "networkRegion",
    environment: ["OS_NETWORK_REGION_NAME"],
    keys: ["network_region_name"],
  },
  {
    name: "networkInterface",
    environment: ["OS_NETWORK_INTERFACE", "OS_NETWORK_ENDPOINT_TYPE"],
    keys: ["network_interface", "network_endpoint_type"],
    isOutsideLogin: true,
  },
  {
    name: "networkServiceType",
    environment: ["OS_NETWORK_SERVICE_TYPE"],
    keys: ["network_service_type"],
    isOutsideLogin: true,
  },
  {
    name: "networkServiceName",
    environment: ["OS_NETWORK_SERVICE_NAME"],
    keys: ["network_service_name"],
    isOutsideLogin: true,
  },
] as const satisfies readonly Field[];

/** Name of a field that is read but not offered. */
export type UnofferedName = (typeof UNOFFERED)[number]["name"];
