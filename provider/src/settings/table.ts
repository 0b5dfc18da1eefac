// The list of all settings as data: names, spellings, secrecy, defaults. Resolution and documentation iterate over it.
// How a value is checked is values.ts' job, how a message names a setting spelling.ts'.
import type { Setting } from "./setting";

const TABLE = [
  {
    name: "authUrl",
    environment: ["OS_AUTH_URL"],
    cloudsYaml: "auth.auth_url",
    secret: false,
    description:
      "Address of the identity service (Keystone v3, OTC IAM), for example https://iam.eu-nl.otc.t-systems.com/v3 or https://keystone.example.com:5000/v3.",
  },
  {
    name: "username",
    environment: ["OS_USERNAME", "OS_USER_NAME"],
    cloudsYaml: "auth.username",
    secret: false,
    description: "Name of the user who logs in with a password, or who owns an application credential given by name.",
  },
  {
    name: "userId",
    environment: ["OS_USER_ID"],
    cloudsYaml: "auth.user_id",
    secret: false,
    description: "Id of the user, instead of username and a user domain.",
  },
  {
    name: "password",
    environment: ["OS_PASSWORD"],
    cloudsYaml: "auth.password",
    secret: true,
    description: "Password of the user.",
  },
  {
    name: "userDomainName",
    environment: ["OS_USER_DOMAIN_NAME"],
    cloudsYaml: "auth.user_domain_name",
    secret: false,
    description: "Name of the domain the user belongs to; on OTC the account name such as OTC00000000001000000123.",
  },
  {
    name: "userDomainId",
    environment: ["OS_USER_DOMAIN_ID"],
    cloudsYaml: "auth.user_domain_id",
    secret: false,
    description: "Id of the domain the user belongs to, instead of userDomainName.",
  },
  {
    name: "projectName",
    environment: ["OS_PROJECT_NAME", "OS_TENANT_NAME"],
    cloudsYaml: "auth.project_name",
    secret: false,
    description:
      "Name of the project the VPN resources belong to; an application credential has to be for that project already.",
  },
  {
    name: "projectId",
    environment: ["OS_PROJECT_ID", "OS_TENANT_ID"],
    cloudsYaml: "auth.project_id",
    secret: false,
    description: "Id of the project, instead of projectName; wins over a projectName of the same source.",
  },
  {
    name: "projectDomainName",
    environment: ["OS_PROJECT_DOMAIN_NAME"],
    cloudsYaml: "auth.project_domain_name",
    secret: false,
    description: "Name of the domain that holds the project given by projectName.",
  },
  {
    name: "projectDomainId",
    environment: ["OS_PROJECT_DOMAIN_ID"],
    cloudsYaml: "auth.project_domain_id",
    secret: false,
    description: "Id of the domain that holds the project, instead of projectDomainName.",
  },
  {
    name: "domainName",
    environment: ["OS_DOMAIN_NAME"],
    cloudsYaml: "auth.domain_name",
    secret: false,
    description:
      "Name of one domain for both the user and the project, where the same source names no domain of their own.",
  },
  {
    name: "domainId",
    environment: ["OS_DOMAIN_ID"],
    cloudsYaml: "auth.domain_id",
    secret: false,
    description: "Id of one domain for both the user and the project, instead of domainName.",
  },
  {
    name: "token",
    environment: ["OS_TOKEN", "OS_AUTH_TOKEN"],
    cloudsYaml: "auth.token",
    secret: true,
    description: "A token issued earlier, instead of a password or an application credential.",
  },
  {
    name: "applicationCredentialId",
    environment: ["OS_APPLICATION_CREDENTIAL_ID"],
    cloudsYaml: "auth.application_credential_id",
    secret: false,
    description: "Id of a Keystone application credential.",
  },
  {
    name: "applicationCredentialName",
    environment: ["OS_APPLICATION_CREDENTIAL_NAME"],
    cloudsYaml: "auth.application_credential_name",
    secret: false,
    description: "Name of a Keystone application credential, instead of its id; needs userId or username as well.",
  },
  {
    name: "applicationCredentialSecret",
    environment: ["OS_APPLICATION_CREDENTIAL_SECRET"],
    cloudsYaml: "auth.application_credential_secret",
    secret: true,
    description: "Secret of the application credential.",
  },
  {
    name: "accessKey",
    environment: ["OS_ACCESS_KEY"],
    cloudsYaml: "auth.access_key",
    secret: true,
    description: "Access key (AK) of Open Telekom Cloud: requests are signed with it instead of carrying a token.",
  },
  {
    name: "secretKey",
    environment: ["OS_SECRET_KEY"],
    cloudsYaml: "auth.secret_key",
    secret: true,
    description: "Secret key (SK) that belongs to accessKey.",
  },
  {
    name: "securityToken",
    environment: ["OS_SECURITY_TOKEN"],
    cloudsYaml: "auth.security_token",
    secret: true,
    description: "Security token of a temporary access key; taken only from where secretKey stands, or from above.",
  },
  {
    name: "region",
    environment: ["OS_REGION_NAME", "OS_REGION"],
    cloudsYaml: "region_name",
    secret: false,
    description: "Region whose network endpoint is taken from the service catalog, for example eu-nl or RegionOne.",
  },
  {
    name: "interface",
    environment: ["OS_INTERFACE", "OS_ENDPOINT_TYPE"],
    cloudsYaml: "interface",
    secret: false,
    description: "Which endpoint of the service catalog is used: public, internal or admin.",
    default: "public",
  },
  {
    name: "endpoint",
    environment: ["OS_NETWORK_ENDPOINT_OVERRIDE", "OS_NETWORK_ENDPOINT"],
    cloudsYaml: "network_endpoint_override",
    secret: false,
    description: "Base address of the VPN API (without /v2.0), instead of the one in the service catalog.",
  },
  {
    name: "cacert",
    environment: ["OS_CACERT"],
    cloudsYaml: "cacert",
    secret: false,
    description: "Path of a PEM file with the certificate authorities to trust.",
  },
  {
    name: "insecure",
    environment: ["OS_INSECURE"],
    cloudsYaml: "verify",
    secret: false,
    description: "true switches the verification of TLS certificates off (in clouds.yaml: verify: false).",
    default: "false",
  },
  {
    name: "cloud",
    environment: ["OS_CLOUD"],
    cloudsYaml: "",
    secret: false,
    description: "Name of the cloud in clouds.yaml. Named here it comes before OS_*, chosen by OS_CLOUD after them.",
  },
  {
    name: "dialect",
    environment: ["VPNAAS_DIALECT"],
    cloudsYaml: "",
    secret: false,
    description:
      "Whose rules inputs are checked against: otc (Open Telekom Cloud) or openstack (upstream Neutron). Default: otc where " +
      "the host of authUrl is below otc.t-systems.com, else openstack.",
  },
  {
    name: "strict",
    environment: [],
    cloudsYaml: "",
    secret: false,
    description: "true turns warnings about inputs into failures.",
    default: "false",
  },
  {
    name: "requestTimeout",
    environment: [],
    cloudsYaml: "",
    secret: false,
    description: "How long one HTTP request may take: seconds, or a duration such as 90s or 2m.",
    default: "60s",
  },
  {
    name: "createTimeout",
    environment: [],
    cloudsYaml: "",
    secret: false,
    description: "How long a create may take until the resource is settled: seconds, or a duration such as 10m.",
    default: "10m",
  },
  {
    name: "updateTimeout",
    environment: [],
    cloudsYaml: "",
    secret: false,
    description: "How long an update may take until the resource is settled: seconds, or a duration such as 10m.",
    default: "10m",
  },
  {
    name: "deleteTimeout",
    environment: [],
    cloudsYaml: "",
    secret: false,
    description: "How long a delete may take until the resource is gone: seconds, or a duration such as 10m.",
    default: "10m",
  },
  {
    name: "activeTimeout",
    environment: [],
    cloudsYaml: "",
    secret: false,
    description:
      "How long a connection with waitFor: active may take from settled to ACTIVE: seconds, or a duration such as 5m.",
    default: "5m",
  },
] as const satisfies readonly Setting[];

/** Every setting the provider offers, in the order of the documentation. */
export const SETTINGS: readonly Setting[] = TABLE;

/** Name of an offered setting. */
export type SettingName = (typeof TABLE)[number]["name"];
