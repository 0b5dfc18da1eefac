// What a program registers in each of the two worlds, under Pulumi's mocks: types, inputs, and the names of the other world.
import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "../../../sdk/nodejs";
import { inside, known, secret } from "../support/mocks";

interface Registered {
  readonly type: string;
  readonly inputs: Record<string, unknown>;
  readonly provider: string | undefined;
}

const registered = new Map<string, Registered>();
const SECRET = "4dabf18193072939515e22adb298388d"; // Pulumi's mark of a secret

async function open(plugin?: string): Promise<void> {
  registered.clear();
  pulumi.runtime.setAllConfig(plugin === undefined ? {} : { "vpnaas:plugin": plugin });
  const newResource = ({ type, name, inputs, provider }: pulumi.runtime.MockResourceArgs) => {
    registered.set(name, { type, inputs, provider });
    return { id: `id-of-${name}`, state: inputs };
  };
  await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "project", "stack", false);
}

async function aliasesOf(resource: pulumi.Resource): Promise<unknown[]> {
  // Every resource has them; only their declaration is internal.
  const { __aliases: aliases } = resource as unknown as { __aliases: pulumi.Output<string>[] };
  return Promise.all(aliases.map(async (alias) => (await inside(alias)).value));
}

async function seen(resource: pulumi.Resource, name: string): Promise<Registered | undefined> {
  await inside(resource.urn);
  return registered.get(name);
}

const PROVIDER_TEXT = 'exports.handler = () => require("pulumi-vpnaas/provider").handler("IkePolicy");';

test.each([undefined, "false", "0", ""])(
  "vpnaas:plugin %j: the dynamic provider, with its text and its hidden inputs",
  async (plugin) => {
    await open(plugin);
    const policy = new vpnaas.IkePolicy("ike", { pfs: "group19" });
    expect(await seen(policy, "ike")).toMatchObject({
      type: "pulumi-nodejs:dynamic/vpnaas:IkePolicy",
      inputs: {
        name: expect.stringMatching(/^ike-[0-9a-f]{7}$/),
        pfs: "group19",
        __provider: PROVIDER_TEXT,
        __stack: "organization/project/stack",
        __path: "::ike",
      },
    });
    expect(await aliasesOf(policy)).toEqual(["urn:pulumi:stack::project::vpnaas:index:IkePolicy::ike"]);
  },
);

test.each(["true", "True", "1"])(
  "vpnaas:plugin %j: the type of the plugin, and nothing but the program's inputs",
  async (plugin) => {
    await open(plugin);
    const policy = new vpnaas.IkePolicy("ike", { pfs: "group19" });
    expect(await seen(policy, "ike")).toMatchObject({ type: "vpnaas:index:IkePolicy", inputs: { pfs: "group19" } });
    expect(Object.keys(registered.get("ike")?.inputs ?? {})).toEqual(["pfs"]);
    expect(await aliasesOf(policy)).toEqual(["urn:pulumi:stack::project::pulumi-nodejs:dynamic/vpnaas:IkePolicy::ike"]);
  },
);

test("anything else is refused", async () => {
  await open("maybe");
  expect(() => new vpnaas.IkePolicy("ike")).toThrow('The setting vpnaas:plugin is "maybe". Write true or false');
});

test("the psk is a secret in both", async () => {
  for (const plugin of ["false", "true"]) {
    await open(plugin);
    const ids = { vpnserviceId: "s", ikepolicyId: "i", ipsecpolicyId: "p" };
    const hq = new vpnaas.IpsecSiteConnection("hq", {
      ...ids,
      peerAddress: "203.0.113.9",
      peerId: "hq",
      psk: "Canary-0123456789",
    });
    expect(await inside(hq.psk)).toEqual(secret("Canary-0123456789"));
    expect(await inside(hq.peerId)).toEqual(known("hq"));
  }
});

test("all kinds, and what they are", async () => {
  for (const plugin of ["false", "true"]) {
    await open(plugin);
    const group = new vpnaas.EndpointGroup("group", { type: "cidr", endpoints: ["10.0.0.0/24"] });
    expect(vpnaas.EndpointGroup.isInstance(group)).toBe(true);
    expect(vpnaas.IkePolicy.isInstance(group)).toBe(false);
  }
});

describe("aliases of the program's own name the other world, too", () => {
  test.each([
    ["true", "pulumi-nodejs:dynamic/vpnaas:IkePolicy", "vpnaas:index:IkePolicy"],
    ["false", "vpnaas:index:IkePolicy", "pulumi-nodejs:dynamic/vpnaas:IkePolicy"],
  ])("vpnaas:plugin %s", async (plugin, other, own) => {
    await open(plugin);
    const urn = (type: string, name: string) => `urn:pulumi:stack::project::${type}::${name}`;
    const aliases = [
      { name: "former" },
      pulumi.output({ name: "known-later" }),
      Promise.resolve(urn(own, "by-urn")),
      urn(other, "by-other-urn"),
      { type: own, name: "typed" },
      { type: "else:where:Policy" },
    ];
    const policy = new vpnaas.IkePolicy("ike", {}, { aliases });
    expect(await aliasesOf(policy)).toEqual([
      urn(other, "ike"),
      urn(own, "former"),
      urn(own, "known-later"),
      urn(own, "by-urn"),
      urn(other, "by-other-urn"),
      urn(own, "typed"),
      urn("else:where:Policy", "ike"),
      urn(other, "former"),
      urn(other, "known-later"),
      urn(other, "by-urn"),
      urn(own, "by-other-urn"),
      urn(other, "typed"),
      urn("else:where:Policy", "ike"),
    ]);
  });
});

describe("an explicit provider", () => {
  const args = { region: "eu-nl", insecure: true, maxRequests: 8, password: "Canary-password" };

  test("of the dynamic world has the prefix before its arguments", async () => {
    await open();
    const nl = new vpnaas.Provider("nl", { ...args, dialect: undefined });
    const found = await seen(nl, "nl");
    expect(found).toMatchObject({
      type: "pulumi:providers:pulumi-nodejs",
      inputs: {
        "vpnaas:region": "eu-nl",
        "vpnaas:insecure": true,
        "vpnaas:maxRequests": 8,
        "vpnaas:password": { [SECRET]: expect.any(String) },
      },
    });
    expect(Object.keys(found?.inputs ?? {})).not.toContain("vpnaas:dialect");
    expect(await aliasesOf(nl)).toEqual(["urn:pulumi:stack::project::pulumi:providers:vpnaas::nl"]);
  });

  test("of the plugin has them as the other SDKs send them", async () => {
    await open("true");
    const nl = new vpnaas.Provider("nl", { ...args, dialect: undefined });
    const found = await seen(nl, "nl");
    expect(found).toMatchObject({
      type: "pulumi:providers:vpnaas",
      inputs: { region: "eu-nl", insecure: "true", maxRequests: "8", password: { [SECRET]: expect.any(String) } },
    });
    expect(Object.keys(found?.inputs ?? {})).not.toContain("dialect");
    expect(await aliasesOf(nl)).toEqual(["urn:pulumi:stack::project::pulumi:providers:pulumi-nodejs::nl"]);
  });

  test("serves its resources, and the children of a component, in both", async () => {
    for (const plugin of ["false", "true"]) {
      await open(plugin);
      const nl = new vpnaas.Provider("nl", args);
      const parent = new pulumi.ComponentResource("a:b:C", "parent", {}, { provider: nl });
      const child = new vpnaas.IkePolicy("child", {}, { parent });
      const own = new vpnaas.IkePolicy("own", {}, { provider: nl });
      const type = plugin === "true" ? "vpnaas" : "pulumi-nodejs";
      const reference = `urn:pulumi:stack::project::pulumi:providers:${type}::nl::id-of-nl`;
      expect((await seen(child, "child"))?.provider).toBe(reference);
      expect((await seen(own, "own"))?.provider).toBe(reference);
    }
  });
});
