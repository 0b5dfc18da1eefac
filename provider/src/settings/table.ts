// The one declaration of every setting. schema.json, types and documents follow. It imports no values: tools/generate.mjs reads it.
import type { Setting } from "./setting";

/** Which endpoint of the service catalog is used; the first one is the usual one. */
export const INTERFACES = ["public", "internal", "admin"] as const;

const TABLE = [
  {
    name: "authUrl",
    environment: ["OS_AUTH_URL"],
    keys: ["auth_url"],
    description:
      "Address of the identity service (Keystone v3, OTC IAM), for example https://iam.eu-nl.otc.t-systems.com/v3 or https://keystone.example.com:5000/v3.",
  },
  {
    name: "username",
    environment: ["OS_USERNAME", "OS_USER_NAME"],
    keys: ["username", "user_name"],
    description: "Name of the user who logs in with a password, or who owns an application credential given by name.",
  },
  {
    name: "userId",
    environment: ["OS_USER_ID"],
    keys: ["user_id"],
    description: "Id of the user, instead of username and a user domain.",
  },
  {
    name: "password",
    environment: ["OS_PASSWORD"],
    keys: ["password"],
    secret: true,
    isVerbatim: true,
    description: "Password of the user.",
  },
  {
    name: "userDomainName",
    environment: ["OS_USER_DOMAIN_NAME"],
    keys: ["user_domain_name"],
    description: "Name of the domain the user belongs to; on OTC the account name such as OTC00000000001000000123.",
  },
  {
    name: "userDomainId",
    environment: ["OS_USER_DOMAIN_ID"],
    keys: ["user_domain_id"],
    description: "Id of the domain the user belongs to, instead of userDomainName.",
  },
  {
    name: "projectName",
    environment: ["OS_PROJECT_NAME", "OS_TENANT_NAME"],
    keys: ["project_name", "tenant_name"],
    description:
      "Name of the project the VPN resources belong to; an application credential has to be for that project already.",
  },
  {
    name: "projectId",
    environment: ["OS_PROJECT_ID", "OS_TENANT_ID"],
    keys: ["project_id", "tenant_id"],
    isInHeader: true,
    description: "Id of the project, instead of projectName; wins over a projectName of the same source.",
  },
  {
    name: "projectDomainName",
    environment: ["OS_PROJECT_DOMAIN_NAME"],
    keys: ["project_domain_name"],
    description: "Name of the domain that holds the project given by projectName.",
  },
  {
    name: "projectDomainId",
    environment: ["OS_PROJECT_DOMAIN_ID"],
    keys: ["project_domain_id"],
    description: "Id of the domain that holds the project, instead of projectDomainName.",
  },
  {
    name: "domainName",
    environment: ["OS_DOMAIN_NAME"],
    keys: ["domain_name"],
    description: "Name of one domain for user and project, where the same source names no domain of their own.",
  },
  {
    name: "domainId",
    environment: ["OS_DOMAIN_ID"],
    keys: ["domain_id"],
    description: "Id of one domain for both the user and the project, instead of domainName.",
  },
  {
    name: "token",
    environment: ["OS_TOKEN", "OS_AUTH_TOKEN"],
    keys: ["token", "auth_token"],
    secret: true,
    isInHeader: true,
    description: "A token issued earlier, instead of a password or an application credential.",
  },
  {
    name: "applicationCredentialId",
    environment: ["OS_APPLICATION_CREDENTIAL_ID"],
    keys: ["application_credential_id"],
    description: "Id of a Keystone application credential.",
  },
  {
    name: "applicationCredentialName",
    environment: ["OS_APPLICATION_CREDENTIAL_NAME"],
    keys: ["application_credential_name"],
    description: "Name of a Keystone application credential, instead of its id; needs userId or username as well.",
  },
  {
    name: "applicationCredentialSecret",
    environment: ["OS_APPLICATION_CREDENTIAL_SECRET"],
    keys: ["application_credential_secret"],
    secret: true,
    isVerbatim: true,
    description: "Secret of the application credential.",
  },
  {
    name: "accessKey",
    environment: ["OS_ACCESS_KEY"],
    keys: ["access_key", "ak"],
    secret: true,
    isInHeader: true,
    description: "Access key (AK) of Open Telekom Cloud: requests are signed with it instead of carrying a token.",
  },
  {
    name: "secretKey",
    environment: ["OS_SECRET_KEY"],
    keys: ["secret_key", "sk"],
    secret: true,
    description: "Secret key (SK) that belongs to accessKey.",
  },
  {
    name: "securityToken",
    environment: ["OS_SECURITY_TOKEN"],
    keys: ["security_token"],
    secret: true,
    isInHeader: true,
    description:
      "Security token of a temporary access key; taken only from where secretKey stands, or from a source of higher precedence.",
  },
  {
    name: "region",
    environment: ["OS_REGION_NAME", "OS_REGION"],
    keys: ["region_name"],
    description: "Region whose network endpoint is taken from the service catalog, for example eu-nl or RegionOne.",
  },
  {
    name: "interface",
    type: "EndpointInterface",
    values: INTERFACES,
    environment: ["OS_INTERFACE", "OS_ENDPOINT_TYPE"],
    keys: ["interface", "endpoint_type"],
    description: "Which endpoint of the service catalog is used: public, internal or admin.",
    default: "public",
  },
  {
    name: "endpoint",
    environment: ["OS_NETWORK_ENDPOINT_OVERRIDE", "OS_NETWORK_ENDPOINT"],
    keys: ["network_endpoint_override", "network_endpoint"],
    description: "Base address of the VPN API (without /v2.0), instead of the one in the service catalog.",
  },
  {
    name: "cacert",
    environment: ["OS_CACERT"],
    keys: ["cacert"],
    isOutsideLogin: true,
    description: "Path of a PEM file with the certificate authorities to trust.",
  },
  {
    name: "insecure",
    type: "boolean",
    environment: ["OS_INSECURE"],
    keys: ["verify", "insecure"],
    description: "true switches the verification of TLS certificates off (in clouds.yaml: verify: false).",
    default: "false",
  },
  {
    name: "cloud",
    environment: ["OS_CLOUD"],
    description: "Name of the cloud in clouds.yaml. Named here it comes before OS_*, chosen by OS_CLOUD after them.",
  },
  {
    name: "dialect",
    type: "Dialect",
    environment: ["VPNAAS_DIALECT"],
    description:
      "Whose rules inputs are checked against: otc (Open Telekom Cloud) or openstack (upstream Neutron). Default: otc where " +
      "the host of authUrl is below otc.t-systems.com, else openstack.",
  },
  { name: "strict", type: "boolean", description: "true turns warnings about inputs into failures.", default: "false" },
  {
    name: "maxRequests",
    type: "integer",
    range: [1, 64],
    environment: ["VPNAAS_MAX_REQUESTS"],
    description: "How many requests one run may have under way at a time, 1 to 64. Lower it where several run at once.",
    default: "64",
  },
  {
    name: "requestTimeout",
    type: "duration",
    description: "How long one HTTP request may take: seconds, or a duration such as 90s or 2m.",
    default: "60s",
  },
  {
    name: "createTimeout",
    type: "duration",
    description: "How long a create may take until the resource is settled: seconds, or a duration such as 10m.",
    default: "10m",
  },
  {
    name: "updateTimeout",
    type: "duration",
    description: "How long an update may take until the resource is settled: seconds, or a duration such as 10m.",
    default: "10m",
  },
  {
    name: "deleteTimeout",
    type: "duration",
    description: "How long a delete may take until the resource is gone: seconds, or a duration such as 10m.",
    default: "10m",
  },
  {
    name: "activeTimeout",
    type: "duration",
    description:
      "How long a connection with waitFor: active may take from settled to ACTIVE: seconds, or a duration such as 5m.",
    default: "5m",
  },
] as const satisfies readonly (Omit<Setting, "environment" | "keys"> & Partial<Setting>)[];

/** Every setting the provider offers, in the order of the documentation. A login is made of texts alone. */
export const SETTINGS: readonly (Setting & { readonly name: SettingName })[] = TABLE.map((row) => ({
  environment: [],
  keys: [],
  isOutsideLogin: "type" in row,
  ...row,
}));

type Row = (typeof TABLE)[number];

/** Name of an offered setting. */
export type SettingName = Row["name"];

/** Name of a setting that holds a value of that type. */
export type NameOfType<Type extends "boolean" | "duration" | "integer"> = Extract<Row, { readonly type: Type }>["name"];

/** Settings of the program's own process: they stand in the stack configuration only, and no provider takes them as an argument. */
export const PROGRAM_SETTINGS = [
  {
    name: "plugin",
    description: "true: programs in TypeScript and JavaScript use the native plugin, not the dynamic provider.",
  },
];
