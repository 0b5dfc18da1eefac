// Openrc files as real clouds and installers write them: what they export besides the login never makes it fail.
// Sources: DevStack's openrc and clouds.yaml, Horizon's two downloads, Kolla, OpenStack-Ansible, TripleO, Packstack, the OpenStack
// charms, Open Telekom Cloud's ".ostackrc". Only names of hosts and secrets are ours.
import { errorOf, makeHost, removeHosts, resolve } from "../support/settingsHost";

afterAll(removeHosts);

const URL = "https://keystone.example.com:5000/v3";
const IN_DEFAULT = { name: "Default" };
const passwordOf = (name: string, domain: object) => ({ method: "password", password: "p", user: { name, domain } });

const openrcs: readonly { of: string; exports: Record<string, string>; settings: object }[] = [
  {
    of: "DevStack",
    exports: {
      OS_PROJECT_NAME: "demo",
      OS_TENANT_NAME: "demo",
      OS_USERNAME: "demo",
      OS_PASSWORD: "p",
      OS_REGION_NAME: "RegionOne",
      OS_IDENTITY_API_VERSION: "3",
      OS_AUTH_TYPE: "password",
      OS_AUTH_URL: "https://keystone.example.com:5000/identity",
      OS_USER_DOMAIN_ID: "default",
      OS_PROJECT_DOMAIN_ID: "default",
      OS_VOLUME_API_VERSION: "3",
      OS_CACERT: "",
    },
    settings: {
      authUrl: "https://keystone.example.com:5000/identity/v3",
      credentials: passwordOf("demo", { id: "default" }),
      scope: { projectName: "demo", domain: { id: "default" } },
      region: "RegionOne",
      interface: "public",
    },
  },
  {
    of: "Horizon, with a password",
    exports: {
      OS_AUTH_URL: URL,
      OS_PROJECT_ID: "10039663455a446d8ba2cbb058b0f578",
      OS_PROJECT_NAME: "demo",
      OS_USER_DOMAIN_NAME: "Default",
      OS_PROJECT_DOMAIN_ID: "default",
      OS_USERNAME: "demo",
      OS_PASSWORD: "p",
      OS_REGION_NAME: "RegionOne",
      OS_INTERFACE: "public",
      OS_IDENTITY_API_VERSION: "3",
    },
    settings: {
      credentials: passwordOf("demo", IN_DEFAULT),
      scope: { projectId: "10039663455a446d8ba2cbb058b0f578" },
      interface: "public",
    },
  },
  {
    of: "Horizon, with an application credential",
    exports: {
      OS_AUTH_TYPE: "v3applicationcredential",
      OS_AUTH_URL: URL,
      OS_IDENTITY_API_VERSION: "3",
      OS_REGION_NAME: "RegionOne",
      OS_INTERFACE: "public",
      OS_APPLICATION_CREDENTIAL_ID: "c",
      OS_APPLICATION_CREDENTIAL_SECRET: "s",
    },
    settings: { credentials: { method: "applicationCredential", secret: "s", credential: { id: "c" } } },
  },
  {
    of: "Kolla",
    exports: {
      OS_PROJECT_DOMAIN_NAME: "Default",
      OS_USER_DOMAIN_NAME: "Default",
      OS_PROJECT_NAME: "admin",
      OS_TENANT_NAME: "admin",
      OS_USERNAME: "admin",
      OS_PASSWORD: "p",
      OS_AUTH_URL: "http://192.0.2.10:5000",
      OS_INTERFACE: "internal",
      OS_ENDPOINT_TYPE: "internalURL",
      OS_MANILA_ENDPOINT_TYPE: "internalURL",
      OS_MISTRAL_ENDPOINT_TYPE: "internalURL",
      OS_IDENTITY_API_VERSION: "3",
      OS_REGION_NAME: "RegionOne",
      OS_AUTH_PLUGIN: "password",
    },
    settings: { authUrl: "http://192.0.2.10:5000/v3", interface: "internal" },
  },
  {
    of: "OpenStack-Ansible",
    exports: {
      COMPUTE_API_VERSION: "2",
      CINDER_ENDPOINT_TYPE: "internalURL",
      NOVA_ENDPOINT_TYPE: "internalURL",
      OS_ENDPOINT_TYPE: "internalURL",
      OS_INTERFACE: "internalURL",
      OS_USERNAME: "admin",
      OS_PASSWORD: "p",
      OS_PROJECT_NAME: "admin",
      OS_TENANT_NAME: "admin",
      OS_AUTH_TYPE: "password",
      OS_AUTH_URL: URL,
      OS_NO_CACHE: "1",
      OS_USER_DOMAIN_NAME: "Default",
      OS_PROJECT_DOMAIN_NAME: "Default",
      OS_REGION_NAME: "RegionOne",
      OS_IDENTITY_API_VERSION: "3",
      OS_AUTH_VERSION: "3",
    },
    settings: { interface: "internal", scope: { projectName: "admin", domain: IN_DEFAULT } },
  },
  {
    of: "TripleO",
    exports: {
      OS_USERNAME: "admin",
      OS_PROJECT_NAME: "admin",
      OS_USER_DOMAIN_NAME: "Default",
      OS_PROJECT_DOMAIN_NAME: "Default",
      OS_NO_CACHE: "True",
      OS_CLOUDNAME: "overcloud",
      OS_AUTH_TYPE: "password",
      OS_PASSWORD: "p",
      OS_AUTH_URL: URL,
      OS_IDENTITY_API_VERSION: "3",
      OS_COMPUTE_API_VERSION: "2.latest",
      OS_IMAGE_API_VERSION: "2",
      OS_VOLUME_API_VERSION: "3",
      OS_NETWORK_API_VERSION: "2.0",
      OS_REGION_NAME: "regionOne",
    },
    settings: { region: "regionOne", credentials: passwordOf("admin", IN_DEFAULT) },
  },
  {
    of: "the OpenStack charms",
    exports: {
      OS_AUTH_PROTOCOL: "https",
      OS_AUTH_URL: URL,
      OS_USERNAME: "admin",
      OS_PASSWORD: "p",
      OS_USER_DOMAIN_NAME: "admin_domain",
      OS_PROJECT_DOMAIN_NAME: "admin_domain",
      OS_PROJECT_NAME: "admin",
      OS_REGION_NAME: "RegionOne",
      OS_IDENTITY_API_VERSION: "3",
      OS_AUTH_VERSION: "3",
      OS_AUTH_TYPE: "password",
    },
    settings: { scope: { projectName: "admin", domain: { name: "admin_domain" } } },
  },
  {
    of: "Packstack",
    exports: {
      OS_SERVICE_TOKEN: "",
      OS_USERNAME: "admin",
      OS_PASSWORD: "p",
      OS_REGION_NAME: "RegionOne",
      OS_AUTH_URL: URL,
      OS_PROJECT_NAME: "admin",
      OS_USER_DOMAIN_NAME: "Default",
      OS_PROJECT_DOMAIN_NAME: "Default",
      OS_IDENTITY_API_VERSION: "3",
    },
    settings: { credentials: passwordOf("admin", IN_DEFAULT) },
  },
  {
    of: "Open Telekom Cloud",
    exports: {
      OS_USERNAME: "demo",
      OS_USER_DOMAIN_NAME: "OTC00000000001000000123",
      OS_PASSWORD: "p",
      OS_TENANT_NAME: "eu-nl_demo",
      OS_PROJECT_NAME: "eu-nl_demo",
      OS_AUTH_URL: "https://iam.eu-nl.otc.t-systems.com:443/v3",
      OS_PROJECT_DOMAIN_NAME: "",
      OS_IDENTITY_API_VERSION: "3",
      OS_VOLUME_API_VERSION: "2",
      OS_IMAGE_API_VERSION: "2",
      OS_ENDPOINT_TYPE: "publicURL",
      NOVA_ENDPOINT_TYPE: "publicURL",
      CINDER_ENDPOINT_TYPE: "publicURL",
      OS_ACCESS_KEY: "AK",
      OS_SECRET_KEY: "SK",
    },
    settings: {
      dialect: "otc",
      credentials: passwordOf("demo", { name: "OTC00000000001000000123" }),
      scope: { projectName: "eu-nl_demo", domain: undefined },
    },
  },
  {
    of: "Open Telekom Cloud, with one domain for user and project, as its Terraform provider reads it",
    exports: {
      OS_AUTH_URL: "https://iam.eu-nl.otc.t-systems.com/v3",
      OS_DOMAIN_NAME: "OTC00000000001000000123",
      OS_USERNAME: "demo",
      OS_PASSWORD: "p",
      OS_TENANT_NAME: "eu-nl_demo",
    },
    settings: { scope: { projectName: "eu-nl_demo", domain: { name: "OTC00000000001000000123" } } },
  },
];

test.each(openrcs)("the openrc of $of is a whole login", ({ exports, settings }) => {
  expect(resolve({}, makeHost(exports))).toMatchObject(settings);
});

test("the cloud of DevStack's clouds.yaml is a whole login, its login to the system is refused", () => {
  const auth = { auth_url: URL, username: "admin", password: "p", user_domain_id: "default" };
  const rest = { region_name: "RegionOne", identity_api_version: "3", volume_api_version: "3" };
  const clouds = {
    devstack: { auth: { ...auth, project_domain_id: "default", project_name: "demo" }, ...rest },
    "devstack-system-admin": { auth: { ...auth, system_scope: "all" }, ...rest },
  };
  const hostOf = (OS_CLOUD: string) => makeHost({ OS_CLOUD }, { "project/clouds.yaml": JSON.stringify({ clouds }) });
  expect(resolve({}, hostOf("devstack"))).toMatchObject({ scope: { projectName: "demo", domain: { id: "default" } } });
  expect(errorOf({}, hostOf("devstack-system-admin")).problems).toEqual([
    expect.stringContaining("system_scope of cloud"),
  ]);
});
