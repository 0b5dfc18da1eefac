// Every way to log in, as data: what a user writes, one value of it wrong, and what an error then says was seen.
import type { Emulator } from "../../emulator";

type Texts = Record<string, string>;

/** What a user has written where; files are named from `home/` or `project/`. */
export interface Written {
  config?: Texts;
  environment?: Texts;
  files?: Texts;
}

/** A way to log in. */
export interface Way {
  way: string;
  written: (emulator: Emulator) => Written;
  /** The same with one value wrong. */
  spoil: (right: Written, emulator: Emulator) => Written;
  status: number;
  /** Names and places, in the order of the list of settings. `<project>` and `<home>` stand for the folders. */
  seen: string;
}

/** Where a setting was found, in the words of an error. */
export const IN_CONFIG = "(stack configuration or provider argument)";
/** Likewise for a key of the cloud `c`, after its name. */
export const CLOUD = 'of cloud "c" in <project>/clouds.yaml)';

const reach = ({ authUrl }: Emulator) => ({ authUrl, region: "eu-de" });
const scope = ({ credentials: { projectName, projectDomainName } }: Emulator) => ({ projectName, projectDomainName });
const withConfig = (change: Texts) => (right: Written) => ({ ...right, config: { ...right.config, ...change } });
const withEnvironment = (change: Texts) => (right: Written) => ({
  ...right,
  environment: { ...right.environment, ...change },
});
/** clouds.yaml or secure.yaml with the cloud `c`. */
export const cloudOf = (...lines: string[]) =>
  ["clouds:", "  c:", ...lines.map((line) => `    ${line}`), ""].join("\n");

const byPassword = (from: Emulator) => {
  const { username, password, userDomainName } = from.credentials;
  return { ...reach(from), ...scope(from), username, password, userDomainName };
};

/** Every way, each with its mistake. */
export const WAYS: readonly Way[] = [
  {
    way: "a password, the user by name and domain",
    written: (from) => ({ config: byPassword(from) }),
    spoil: withConfig({ password: "wrong-canary" }),
    status: 401,
    seen:
      `vpnaas:authUrl ${IN_CONFIG}, vpnaas:username ${IN_CONFIG}, vpnaas:password ${IN_CONFIG}, ` +
      `vpnaas:userDomainName ${IN_CONFIG}, vpnaas:projectName ${IN_CONFIG}, vpnaas:projectDomainName ${IN_CONFIG}, ` +
      `vpnaas:region ${IN_CONFIG}`,
  },
  {
    way: "a password, one domain for user and project",
    written: (from) => ({
      environment: {
        OS_AUTH_URL: from.authUrl,
        OS_USERNAME: from.credentials.username,
        OS_PASSWORD: from.credentials.password,
        OS_DOMAIN_ID: from.credentials.userDomainId,
        OS_PROJECT_NAME: from.credentials.projectName,
      },
    }),
    spoil: withEnvironment({ OS_DOMAIN_ID: "wrong-canary" }),
    status: 401,
    seen: "OS_AUTH_URL, OS_USERNAME, OS_PASSWORD, OS_PROJECT_NAME, OS_DOMAIN_ID",
  },
  {
    way: "a password, the user by id",
    written: (from) => ({
      config: { ...reach(from), userId: from.credentials.userId, projectId: from.credentials.projectId },
      environment: { OS_PASSWORD: from.credentials.password },
    }),
    spoil: withConfig({ userId: "wrong-canary" }),
    status: 401,
    seen:
      `vpnaas:authUrl ${IN_CONFIG}, vpnaas:userId ${IN_CONFIG}, OS_PASSWORD, ` +
      `vpnaas:projectId ${IN_CONFIG}, vpnaas:region ${IN_CONFIG}`,
  },
  {
    way: "a token that is exchanged for the project",
    written: (from) => ({ environment: from.environmentFor("token") }),
    spoil: withEnvironment({ OS_TOKEN: "wrong-canary" }),
    status: 401,
    seen: "OS_AUTH_URL, OS_PROJECT_NAME, OS_PROJECT_DOMAIN_NAME, OS_TOKEN, OS_REGION_NAME, OS_AUTH_TYPE",
  },
  {
    way: "a token that is looked up",
    written: (from) => ({ config: { ...reach(from), token: from.credentials.scopedToken() } }),
    spoil: withConfig({ token: "wrong-canary" }),
    status: 401,
    seen: `vpnaas:authUrl ${IN_CONFIG}, vpnaas:token ${IN_CONFIG}, vpnaas:region ${IN_CONFIG}`,
  },
  {
    way: "a token without a project",
    written: (from) => ({ config: { ...reach(from), token: from.credentials.scopedToken() } }),
    spoil: (right, from) => withConfig({ token: from.credentials.unscopedToken() })(right),
    status: 200,
    seen: `vpnaas:authUrl ${IN_CONFIG}, vpnaas:token ${IN_CONFIG}, vpnaas:region ${IN_CONFIG}`,
  },
  {
    way: "an application credential by id",
    written: (from) => ({ environment: from.environmentFor("applicationCredential") }),
    spoil: withEnvironment({ OS_APPLICATION_CREDENTIAL_SECRET: "wrong-canary" }),
    status: 401,
    seen: "OS_AUTH_URL, OS_APPLICATION_CREDENTIAL_ID, OS_APPLICATION_CREDENTIAL_SECRET, OS_REGION_NAME, OS_AUTH_TYPE",
  },
  {
    way: "an application credential by name and user",
    written: (from) => {
      const { applicationCredentialName, applicationCredentialSecret, username, userDomainName } = from.credentials;
      const config = { ...reach(from), applicationCredentialName, applicationCredentialSecret };
      return { config: { ...config, username, userDomainName } };
    },
    spoil: withConfig({ applicationCredentialName: "wrong-canary" }),
    status: 401,
    seen:
      `vpnaas:authUrl ${IN_CONFIG}, vpnaas:username ${IN_CONFIG}, vpnaas:userDomainName ${IN_CONFIG}, ` +
      `vpnaas:applicationCredentialName ${IN_CONFIG}, vpnaas:applicationCredentialSecret ${IN_CONFIG}, ` +
      `vpnaas:region ${IN_CONFIG}`,
  },
  {
    way: "an access key with the id of the project",
    written: (from) => ({ config: { ...reach(from), ...from.accessKey, projectId: from.credentials.projectId } }),
    spoil: withConfig({ secretKey: "wrong-canary" }),
    status: 401,
    seen:
      `vpnaas:authUrl ${IN_CONFIG}, vpnaas:projectId ${IN_CONFIG}, vpnaas:accessKey ${IN_CONFIG}, ` +
      `vpnaas:secretKey ${IN_CONFIG}, vpnaas:region ${IN_CONFIG}`,
  },
  {
    way: "an access key with project and endpoint, so that only the VPN API can refuse it",
    written: (from) => ({
      config: { ...from.accessKey, projectId: from.credentials.projectId, endpoint: from.endpoint },
    }),
    spoil: withConfig({ accessKey: "wrong-canary" }),
    status: 401,
    seen:
      `vpnaas:projectId ${IN_CONFIG}, vpnaas:accessKey ${IN_CONFIG}, vpnaas:secretKey ${IN_CONFIG}, ` +
      `vpnaas:endpoint ${IN_CONFIG}`,
  },
  {
    way: "an access key with the name of the project",
    written: (from) => ({ environment: from.environmentFor("accessKey") }),
    spoil: withEnvironment({ OS_PROJECT_NAME: "wrong-canary-project" }),
    status: 200,
    seen: "OS_AUTH_URL, OS_PROJECT_NAME, OS_ACCESS_KEY, OS_SECRET_KEY, OS_REGION_NAME",
  },
  {
    way: "a temporary access key with its security token",
    written: (from) => ({ environment: from.environmentFor("temporaryKey") }),
    spoil: withEnvironment({ OS_SECURITY_TOKEN: "wrong-canary" }),
    status: 401,
    seen: "OS_AUTH_URL, OS_PROJECT_NAME, OS_ACCESS_KEY, OS_SECRET_KEY, OS_SECURITY_TOKEN, OS_REGION_NAME",
  },
  {
    way: "clouds.yaml with the password in secure.yaml",
    written: (from) => {
      const { username, password, projectId, userDomainId } = from.credentials;
      const auth = `auth: {auth_url: ${from.authUrl}, username: ${username}, user_domain_id: ${userDomainId}}`;
      return {
        config: { cloud: "c" },
        files: {
          "project/clouds.yaml": cloudOf(auth, "region_name: eu-de", `project_id: ${projectId}`),
          "home/.config/openstack/secure.yaml": cloudOf(`auth: {password: ${password}}`),
        },
      };
    },
    spoil: (right) => ({
      ...right,
      files: { ...right.files, "home/.config/openstack/secure.yaml": cloudOf("auth: {password: wrong-canary}") },
    }),
    status: 401,
    seen:
      `vpnaas:authUrl (auth.auth_url ${CLOUD}, vpnaas:username (auth.username ${CLOUD}, ` +
      'vpnaas:password (auth.password of cloud "c" in <home>/.config/openstack/secure.yaml), ' +
      `vpnaas:userDomainId (auth.user_domain_id ${CLOUD}, vpnaas:projectId (project_id ${CLOUD}, ` +
      `vpnaas:region (region_name ${CLOUD}, vpnaas:cloud ${IN_CONFIG}`,
  },
  {
    way: "a cloud of the vendor profile otc, its address replaced, with an access key",
    written: (from) => {
      const { accessKey, secretKey } = from.accessKey;
      const auth = `auth: {auth_url: ${from.authUrl}, ak: ${accessKey}, sk: ${secretKey}}`;
      const files = { "project/clouds.yaml": cloudOf("profile: otc", auth) };
      return { environment: { OS_CLOUD: "c" }, files };
    },
    spoil: withEnvironment({ OS_SECRET_KEY: "wrong-canary" }),
    status: 401,
    seen:
      `vpnaas:authUrl (auth.auth_url ${CLOUD}, vpnaas:accessKey (auth.ak ${CLOUD}, ` +
      `OS_SECRET_KEY, vpnaas:region (region_name ${CLOUD}, ` +
      `OS_CLOUD`,
  },
];
