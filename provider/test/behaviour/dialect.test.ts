// Which dialect is in force, why, and that each message of a rule that only one dialect has says so.
import { seeded } from "../../emulator/seed";
import { createCloud } from "../../src/cloud";
import { check } from "../../src/core/check";
import { type Kind, tokenOf } from "../../src/core/schema";
import { definitions } from "../../src/resources";
import type { Dialect } from "../../src/settings";
import { makeHost, PASSWORD_LOGIN, removeHosts, resolve } from "../support/settingsHost";
import { openStage } from "../support/stage";
import { validInputs } from "../support/validInputs";

afterAll(removeHosts);

const byHost = (host: string) => `from the host ${host}; vpnaas:dialect overrides`;

describe("without a setting, the host of authUrl decides", () => {
  test.each([
    ["https://iam.eu-de.otc.t-systems.com/v3", "otc", "iam.eu-de.otc.t-systems.com"],
    ["https://iam.eu-nl.otc.t-systems.com:443/v3", "otc", "iam.eu-nl.otc.t-systems.com"],
    ["https://IAM.EU-NL.OTC.T-SYSTEMS.COM/v3", "otc", "iam.eu-nl.otc.t-systems.com"],
    ["https://iam.eu-nl.otc.t-systems.com./v3", "otc", "iam.eu-nl.otc.t-systems.com."],
    ["https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3", "otc", "iam-pub.eu-ch2.sc.otc.t-systems.com"],
    ["https://keystone.example.com/v3", "openstack", "keystone.example.com"],
    ["https://notc.t-systems.com/v3", "openstack", "notc.t-systems.com"],
    ["https://iam.eu-de.otc.t-systems.com.example.com/v3", "openstack", "iam.eu-de.otc.t-systems.com.example.com"],
    ["https://example.com/iam.eu-de.otc.t-systems.com/v3", "openstack", "example.com"],
    ["http://127.0.0.1:5000/v3", "openstack", "127.0.0.1"],
    ["http://[::1]:5000/v3", "openstack", "[::1]"],
  ])("%s → %s", (authUrl, dialect, host) => {
    expect(resolve({ ...PASSWORD_LOGIN, authUrl })).toMatchObject({
      dialect,
      dialectRemark: `dialect ${dialect}, ${byHost(host)}`,
    });
  });

  test("also where the address stands in the environment, or holds a placeholder for the region", () => {
    const host = makeHost({ OS_AUTH_URL: "https://iam.{region_name}.otc.t-systems.com/v3", OS_REGION_NAME: "eu-nl" });
    const { username, password } = PASSWORD_LOGIN;
    expect(resolve({ username, password }, host).dialectRemark).toBe(
      `dialect otc, ${byHost("iam.eu-nl.otc.t-systems.com")}`,
    );
  });

  test("without authUrl that of the endpoint, and authUrl comes before it", () => {
    const endpoint = "https://vpc.eu-nl.otc.t-systems.com";
    expect(resolve({ token: "token-1", endpoint })).toMatchObject({
      dialect: "otc",
      dialectRemark: `dialect otc, ${byHost("vpc.eu-nl.otc.t-systems.com")}`,
    });
    expect(resolve({ ...PASSWORD_LOGIN, endpoint }).dialect).toBe("openstack");
    expect(resolve({ token: "token-1", endpoint: "https://neutron.example.com" }).dialect).toBe("openstack");
  });

  test("a host that holds a secret is not shown", () => {
    const { dialectRemark } = resolve({ ...PASSWORD_LOGIN, authUrl: "https://pa-canary-1.example.com" });
    expect(dialectRemark).not.toContain("canary");
  });
});

describe("the vendor profile otc", () => {
  const clouds = (...lines: string[]) => ({ "project/clouds.yaml": ["clouds:", "  c:", ...lines].join("\n") });
  const login = "auth: { username: u, password: p }";

  test.each(["profile", "cloud"])("counts (%s)", (key) => {
    const host = makeHost({}, clouds(`    ${key}: otc`, `    ${login}`));
    expect(resolve({ cloud: "c" }, host).dialect).toBe("otc");
  });

  test("counts where the cloud has an address of its own", () => {
    const auth = "auth: { username: u, password: p, auth_url: 'https://iam.private.example/v3' }";
    const host = makeHost({}, clouds("    profile: otc", `    ${auth}`));
    expect(resolve({ cloud: "c" }, host)).toMatchObject({
      dialect: "otc",
      dialectRemark: "dialect otc, from the profile otc; vpnaas:dialect overrides",
    });
  });

  test.each([
    ["otc", "eu-ch2", "https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3"],
    ["otc-swiss", undefined, "https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3"],
    ["otc", "eu-nl", "https://iam.eu-nl.otc.t-systems.com/v3"],
  ])("knows the Swiss cloud (%s in %s)", (profile, region, authUrl) => {
    const host = makeHost(
      {},
      clouds(`    profile: ${profile}`, `    ${login}`, ...(region ? [`    region_name: ${region}`] : [])),
    );
    expect(resolve({ cloud: "c" }, host)).toMatchObject({ authUrl, dialect: "otc" });
  });

  test("network_interface of a cloud comes before interface", () => {
    const auth = "auth: { username: u, password: p, auth_url: 'https://k.example' }";
    const host = makeHost({}, clouds(`    ${auth}`, "    interface: admin", "    network_interface: internal"));
    expect(resolve({ cloud: "c" }, host).interface).toBe("internal");
  });

  test("does not count where another source gives the address", () => {
    const host = makeHost({}, clouds("    profile: otc", `    ${login}`));
    const authUrl = "https://keystone.example.com/v3";
    expect(resolve({ cloud: "c", authUrl }, host).dialect).toBe("openstack");
    const shell = { ...host, environment: { OS_CLOUD: "c", OS_AUTH_URL: authUrl } };
    expect(resolve({}, shell).dialect).toBe("openstack");
  });
});

describe("a setting decides before everything else", () => {
  const otcHost = "https://iam.eu-de.otc.t-systems.com/v3";

  test("vpnaas:dialect", () => {
    expect(resolve({ ...PASSWORD_LOGIN, authUrl: otcHost, dialect: "openstack" })).toMatchObject({
      dialect: "openstack",
      dialectRemark: "dialect openstack, set by vpnaas:dialect",
    });
  });

  test("VPNAAS_DIALECT, below vpnaas:dialect", () => {
    const host = makeHost({ VPNAAS_DIALECT: "otc" });
    expect(resolve(PASSWORD_LOGIN, host)).toMatchObject({
      dialect: "otc",
      dialectRemark: "dialect otc, set by VPNAAS_DIALECT; vpnaas:dialect overrides",
    });
    expect(resolve({ ...PASSWORD_LOGIN, dialect: "openstack" }, host).dialect).toBe("openstack");
    expect(resolve(PASSWORD_LOGIN, makeHost({ VPNAAS_DIALECT: "" })).dialect).toBe("openstack");
  });
});

describe("messages", () => {
  const REMARK = "dialect D, from the host H; vpnaas:dialect overrides";

  function say(kind: Kind, dialect: Dialect, change: object, olds: Record<string, unknown> = {}) {
    const news = { ...validInputs(kind, seeded), ...change };
    const request = { olds, news, dialect, dialectRemark: REMARK };
    const { failures } = check(definitions[tokenOf(kind)], { ...request, strict: true });
    const { warnings } = check(definitions[tokenOf(kind)], { ...request, strict: false });
    return { failures: failures.map(({ reason }) => reason), warnings };
  }

  test.each([
    ["IkePolicy", "openstack", { authAlgorithm: "sha2-256" }, 'this service calls it "sha256"'],
    ["IkePolicy", "otc", { authAlgorithm: "aes-xcbc" }, "authAlgorithm must be one of"],
    ["IkePolicy", "otc", { authAlgorithm: "nonsense" }, "authAlgorithm must be one of"],
    ["IpsecPolicy", "openstack", { pfs: "disable" }, "pfs must be one of"],
    ["IkePolicy", "otc", { name: "n".repeat(200) }, "name must be"],
    ["IpsecSiteConnection", "otc", { psk: "short" }, "psk must be"],
    ["IpsecSiteConnection", "otc", { localId: "x" }, "localId is given"],
    ["IpsecSiteConnection", "openstack", { tags: { a: "b" } }, "tags is given"],
    ["VpnService", "otc", { flavorId: "22222222-0000-4000-8000-000000000009" }, "flavorId is given"],
    // Warnings, which are failures under strict.
    ["IpsecSiteConnection", "otc", { mtu: 1400 }, "mtu is 1400"],
    ["VpnService", "otc", { adminStateUp: false }, "adminStateUp is false"],
    ["IkePolicy", "otc", { pfs: "disable" }, 'pfs is "disable"'],
  ] as const)("of %s on %s with %j", (kind, dialect, change, opening) => {
    const { failures, warnings } = say(kind, dialect, change);
    const said = failures.filter((text) => text.includes(opening));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(new RegExp(`[^.] \\(${REMARK}\\)$`));
    for (const text of warnings) expect(text).toContain(`(${REMARK})`);
  });

  test.each([
    ["IkePolicy", { nmae: "x" }],
    ["IkePolicy", { authAlgorithm: "sha1" }],
    ["IpsecSiteConnection", { dpd: { interval: 9, timeout: 3 } }],
    ["IpsecSiteConnection", { vpnserviceId: 5 }],
  ] as const)("of a rule that both have do not (%s with %j)", (kind, change) => {
    for (const dialect of ["otc", "openstack"] as const) {
      const { failures } = say(kind, dialect, change);
      expect(failures).toHaveLength(1);
      expect(failures[0]).not.toContain("dialect");
    }
  });

  test("warn when a default takes the other dialect's name, which a change of the dialect alone causes", () => {
    const olds = { ...validInputs("IkePolicy", seeded), authAlgorithm: "sha2-256" };
    expect(say("IkePolicy", "openstack", {}, olds).warnings).toEqual([
      'authAlgorithm was "sha2-256", a name of the dialect otc, and becomes "sha256". If the service is the same as ' +
        `before, set vpnaas:dialect to otc (${REMARK})`,
    ]);
    expect(say("IkePolicy", "otc", {}, olds).warnings).toEqual([]);
  });
});

test("a refusal to adopt says which dialect keeps a policy from being changed", async () => {
  const stage = await openStage({ dialect: "openstack" });
  const { handler, inputs } = stage.of("IkePolicy");
  const adoptId = stage.emulator.seeded.ikepolicyId;
  await expect(handler.create(inputs({ adoptId, pfs: "group21" }))).rejects.toThrow(
    /the program says "group21".* \(dialect openstack, set by vpnaas:dialect\)\. Nothing was changed/,
  );
  await stage.close();
});

test("a cloud in eu-de gets one warning that the classic VPN has ended there, in another region none", () => {
  const said: string[] = [];
  const open = (region: string) =>
    createCloud(resolve({ ...PASSWORD_LOGIN, authUrl: `https://iam.${region}.otc.t-systems.com`, region }), (line) =>
      said.push(line),
    );
  open("eu-nl");
  expect(said).toEqual([]);
  open("eu-de");
  open("eu-de");
  expect(said).toEqual([expect.stringMatching(/^warning: .*classic VPN.*eu-de on 2025-06-01.*eu-nl/)]);
});
