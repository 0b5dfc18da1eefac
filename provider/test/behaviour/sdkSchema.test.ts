// schema.json against what runs: the component and the lookups take and tell exactly what it declares.
import * as pulumi from "@pulumi/pulumi";
import schema from "../../../schema.json";
import * as vpnaas from "../../../sdk/nodejs";
import { problemsIn } from "../../../sdk/nodejs/siteToSiteVpnProblems";
import { type Emulator, startEmulator } from "../../emulator";
import { KINDS, resourceSpec, tokenOf } from "../../src/core/schema";
import { checkFilters } from "../../src/lookups/filters";
import { withoutProxies } from "../support/loopback";
import { mock } from "../support/mocks";

withoutProxies();

const component = schema.resources["vpnaas:index:SiteToSiteVpn"];
const { types } = schema;
const sorted = (names: readonly string[]) => [...names].sort();
const namesOf = (bag: object) => sorted(Object.keys(bag));

const SITE = { peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"], psk: "given" };
const VPN = { routerId: "router-1", localSubnetIds: ["subnet-1"] };

/** The names that the component knows in the place of the unknown `zzzzzzzzzzzz`, as its error lists them. */
function known(args: object): string[] {
  const problem = problemsIn({ ...VPN, ...args }).find((text) => text.includes("zzzzzzzzzzzz"));
  return sorted(problem?.split("known are ")[1]?.split(", ") ?? []);
}

describe("SiteToSiteVpn", () => {
  test.each([
    ["the component", component.inputProperties, { ...SITE, zzzzzzzzzzzz: "x" }],
    [
      "an entry of connections",
      types["vpnaas:index:SiteConnection"].properties,
      { connections: { paris: { ...SITE, zzzzzzzzzzzz: "x" } } },
    ],
    [
      "a standby",
      types["vpnaas:index:Standby"].properties,
      { ...SITE, standby: { peerAddress: "192.0.2.1", zzzzzzzzzzzz: "x" } },
    ],
    [
      "the description of a peer",
      types["vpnaas:index:PeerDescription"].properties,
      { ...SITE, peer: { zzzzzzzzzzzz: "x" } },
    ],
    [
      "what it takes in a phase",
      types["vpnaas:index:PeerOffer"].properties,
      { ...SITE, peer: { ike: { zzzzzzzzzzzz: "x" } } },
    ],
    ["the service", types["vpnaas:index:ServiceSettings"].properties, { ...SITE, service: { zzzzzzzzzzzz: "x" } }],
  ])("%s takes exactly the declared arguments", (_, declared, args) => {
    expect(known(args)).toEqual(namesOf(declared));
  });

  test("the policies take what their resources take", () => {
    const [ike, ipsec] = [types["vpnaas:index:IkePolicySettings"], types["vpnaas:index:IpsecPolicySettings"]];
    expect(namesOf(ike.properties)).toEqual(namesOf(resourceSpec(tokenOf("IkePolicy")).inputProperties));
    expect(namesOf(ipsec.properties)).toEqual(namesOf(resourceSpec(tokenOf("IpsecPolicy")).inputProperties));
  });

  test("registers exactly the declared outputs, and has each as a property", async () => {
    await mock({ isPreview: false });
    // The method is there on every component; only its declaration is protected.
    const components = pulumi.ComponentResource.prototype as unknown as { registerOutputs(outputs: object): void };
    const register = jest.spyOn(components, "registerOutputs");
    const vpn = new vpnaas.SiteToSiteVpn("branch", { ...VPN, ...SITE });
    const [outputs = {}] = register.mock.calls.at(-1) ?? [];
    register.mockRestore();
    expect(namesOf(outputs)).toEqual(namesOf(component.properties));
    expect(vpn).toMatchObject(outputs);
  });

  test("what it reports about a connection is what is declared", async () => {
    await mock({ isPreview: false });
    const { connections } = new vpnaas.SiteToSiteVpn("branch", { ...VPN, ...SITE });
    const state = await new Promise<object>((resolve) => void connections.apply(({ main = {} }) => resolve(main)));
    expect(namesOf(state)).toEqual(namesOf(types["vpnaas:index:SiteConnectionState"].properties));
  });
});

describe("lookups", () => {
  const functions = Object.entries<Lookup>(schema.functions).filter(([, each]) => "x-lookup-of" in each);
  interface Lookup {
    readonly inputs: { readonly properties: object };
    readonly outputs: { readonly properties: object; readonly required: readonly string[] };
    readonly "x-lookup-of"?: string;
  }

  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ dialect: "openstack" });
    emulator.place("connections", {
      ...{ tenant_id: emulator.credentials.projectId, name: "hq", status: "ACTIVE", psk: "Psk-0123456789" },
      ...{ admin_state_up: true, initiator: "bi-directional", mtu: 1500, peer_address: "203.0.113.77", peer_id: "hq" },
      ...{
        peer_cidrs: [],
        dpd: { action: "hold", interval: 30, timeout: 120 },
        ikepolicy_id: "i",
        ipsecpolicy_id: "j",
      },
      ...{ vpnservice_id: emulator.seeded.vpnserviceId, id: "aaaaaaaa-0000-4000-8000-000000000001" },
    });
    Object.assign(process.env, emulator.environment);
  });
  afterAll(() => emulator.close());

  /** A function of the SDK by its name; the schema tells what it returns. */
  function lookup(name: string): (args: object) => Promise<unknown> {
    return Object.entries(vpnaas).find(([exported]) => exported === name)?.[1] as (args: object) => Promise<unknown>;
  }

  /** A list function stands for the name in which other languages find what it returns as a list. */
  const listOf = ({ outputs }: Lookup) => Object.keys(outputs.properties);

  test("the SDK exports each function that is declared, in both forms, and no other", () => {
    const exported = Object.keys(vpnaas).filter((name) => /^(get|list)[A-Z]/.test(name));
    const declared = functions.map(([token]) => token.replace("vpnaas:index:", ""));
    expect(sorted(exported)).toEqual(sorted(declared.flatMap((name) => [name, `${name}Output`])));
    expect(declared).toHaveLength(2 * KINDS.length);
    // The one that finds nothing takes Inputs and returns an Output as it is.
    expect(Object.keys(schema.functions)).toEqual([
      ...functions.map(([token]) => token),
      "vpnaas:index:peerConfiguration",
    ]);
    expect(vpnaas.peerConfiguration).toBeInstanceOf(Function);
  });

  test.each(KINDS)("of %s take what is declared and refuse every other output", (kind) => {
    const [[, one], [, all]] = functions.filter(([, each]) => each["x-lookup-of"] === tokenOf(kind)) as [
      [string, Lookup],
      [string, Lookup],
    ]; // there are two of each, as the test above counts
    expect(namesOf(one.inputs.properties)).toEqual(sorted(["id", ...Object.keys(all.inputs.properties)]));
    const names = ["id", "nmae", "dpd", "lifetime", ...Object.keys(resourceSpec(tokenOf(kind)).properties)];
    const taken = new Set(
      names.filter((name) => !/unknown|nothing/.test(checkFilters(kind, { [name]: "x" }).problem ?? "")),
    );
    expect(sorted([...taken])).toEqual(namesOf(one.inputs.properties));
  });

  test.each(KINDS)("of %s tell what is declared", async (kind) => {
    await mock({ isPreview: false });
    const [[getName, one], [listName, all]] = functions
      .filter(([, each]) => each["x-lookup-of"] === tokenOf(kind))
      .map(([token, each]) => [token.replace("vpnaas:index:", ""), each]) as [[string, Lookup], [string, Lookup]]; // as above
    const [first] = (await lookup(listName)({})) as { id: string }[]; // a list of objects
    const { properties, required } = types[`vpnaas:index:Found${kind}`];
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(first ?? {})));
    expect(Object.keys(first ?? {})).toEqual(expect.arrayContaining(required));
    expect(listOf(all)).toEqual([listName[4]?.toLowerCase() + listName.slice(5)]);

    const found = (await lookup(getName)({ id: first?.id })) as object; // as declared
    expect(Object.keys(one.outputs.properties)).toEqual(expect.arrayContaining(Object.keys(found)));
    const secrets = Object.entries<{ secret?: boolean }>(
      one.outputs.properties as Record<string, { secret?: boolean }>,
    );
    const hidden = secrets.flatMap(([name, { secret }]) => (secret === true ? [name] : []));
    expect(Object.keys(found)).toEqual(expect.arrayContaining([...one.outputs.required, ...hidden]));
    expect(namesOf(properties)).toEqual(namesOf(one.outputs.properties).filter((name) => !hidden.includes(name)));
  });
});
