// The connections that pulumi-vpnaas-peer finds in a state, of the dynamic provider or of the plugin, and what it says where one is not whole.

import { UsageError } from "../../src/cli/command";
import { readPeerArguments } from "../../src/cli/peer/arguments";
import { connectionsIn } from "../../src/cli/peer/fromState";

const PSK = "Canary-psk-0123456789";
/** A secret as `pulumi stack export --show-secrets` prints it. */
const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

type Type = (kind: string) => string;
const WORLDS: readonly (readonly [string, Type])[] = [
  ["the dynamic provider", (kind) => `pulumi-nodejs:dynamic/vpnaas:${kind}`],
  ["the plugin", (kind) => `vpnaas:index:${kind}`],
];

function stateOf(type: Type, change: Record<string, object> = {}): string {
  const objects: Record<string, Record<string, unknown>> = {
    VpnService: { externalV4Ip: "198.51.100.7", externalV6Ip: "2001:db8::7" },
    IkePolicy: { pfs: "group19", ikeVersion: "v2", lifetime: { units: "seconds", value: 7200 }, name: "ike" },
    IpsecPolicy: { transformProtocol: "esp", authAlgorithm: "sha256" },
    EndpointGroup: { type: "cidr", endpoints: ["10.20.0.0/16"] },
    IpsecSiteConnection: {
      ...{ name: "hq", psk: secret(PSK), peerAddress: "203.0.113.9", peerId: "paris", mtu: 1400, localId: "" },
      ...{ dpd: { action: "hold", interval: 30, timeout: 120 }, peerCidrs: [] },
      ...{ vpnserviceId: "VpnService", ikepolicyId: "IkePolicy", ipsecpolicyId: "IpsecPolicy" },
      peerEpGroupId: "EndpointGroup",
    },
  };
  const resources = Object.entries(objects).map(([kind, outputs]) => ({
    urn: `urn:pulumi:dev::story::vpnaas:index:SiteToSiteVpn$${type(kind)}::hub-${kind.toLowerCase()}`,
    ...{ type: type(kind), id: kind, outputs: { ...outputs, ...change[kind] } },
  }));
  const component = {
    urn: "urn:pulumi:dev::story::vpnaas:index:SiteToSiteVpn::hub",
    type: "vpnaas:index:SiteToSiteVpn",
  };
  return JSON.stringify({ version: 3, deployment: { resources: [component, ...resources] } });
}

test.each(WORLDS)("of %s: a connection with all that it refers to, its key in clear", (_, type) => {
  for (const wanted of [[], ["hub-ipsecsiteconnection"], ["hq"], ["IpsecSiteConnection"]])
    expect(connectionsIn(stateOf(type), wanted)).toEqual([
      {
        logical: "hub-ipsecsiteconnection",
        declared: {
          name: "hub-ipsecsiteconnection",
          gatewayAddress: "198.51.100.7",
          peerCidrs: ["10.20.0.0/16"],
          ...{ peerAddress: "203.0.113.9", peerId: "paris", localId: "", psk: PSK, mtu: 1400, initiator: undefined },
          dpd: { action: "hold", interval: 30, timeout: 120 },
          ike: expect.objectContaining({
            pfs: "group19",
            ikeVersion: "v2",
            lifetime: { units: "seconds", value: 7200 },
          }),
          ipsec: expect.objectContaining({ transformProtocol: "esp", authAlgorithm: "sha256" }),
        },
      },
    ]);
});

test("a peer of IPv6 asks for the gateway of IPv6; without groups, the connection has the networks itself", () => {
  const change = { IpsecSiteConnection: { peerAddress: "2001:db8::9", peerEpGroupId: "", peerCidrs: ["fd00::/64"] } };
  const [found] = connectionsIn(
    stateOf((kind) => `vpnaas:index:${kind}`, change),
    [],
  );
  expect(found?.declared).toMatchObject({ gatewayAddress: "2001:db8::7", peerCidrs: ["fd00::/64"] });
});

test("what is missing is named, never the key", () => {
  const type: Type = (kind) => `vpnaas:index:${kind}`;
  const elsewhere = stateOf(type, { IpsecSiteConnection: { ikepolicyId: "another" } });
  expect(() => connectionsIn(elsewhere, [])).toThrow(
    'The IkePolicy "another" of the connection "hub-ipsecsiteconnection" is not in the state of the stack',
  );
  expect(() => connectionsIn(stateOf(type), ["paris"])).toThrow(
    'The stack has no connection "paris": there are "hub-ipsecsiteconnection"',
  );
  expect(() => connectionsIn("{}", [])).toThrow("There is no connection in the state of the stack");
  expect(() => connectionsIn(`{ ${PSK}`, [])).toThrow("pulumi stack export printed something other than JSON");
});

test.each([
  [["--format", "telnet"], /^--format is "telnet"\. Write one of: strongswan-swanctl, /],
  [[], /^--format is missing/],
  [["--format", "openiked"], /^--local-cidr is missing/],
  [["--format", "openiked", "--local-cidr", "10.0.0.0"], /^--local-cidr is "10\.0\.0\.0": write address\/prefix/],
  [["--format", "openiked", "--psk", "x"], /--psk/],
])("the command line %j is refused", (args, sentence) => {
  expect(() => readPeerArguments(args)).toThrow(UsageError);
  expect(() => readPeerArguments(args)).toThrow(sentence);
});

describe("two connections of one name", () => {
  /** The state with the connection a second time. */
  function twice(change: object): string {
    const state = JSON.parse(stateOf((kind) => `vpnaas:index:${kind}`));
    const { resources } = state.deployment;
    const [own] = resources.filter(({ id }: { id?: string }) => id === "IpsecSiteConnection");
    resources.push({ ...own, ...change, id: "second" });
    return JSON.stringify(state);
  }
  const other = { urn: "urn:pulumi:dev::story::my:Site$vpnaas:index:IpsecSiteConnection::hub-ipsecsiteconnection" };

  test("are told apart by their ids", () => {
    expect(() => connectionsIn(twice(other), [])).toThrow(
      'The stack has two connections "hub-ipsecsiteconnection", IpsecSiteConnection and second: choose one by its id',
    );
    expect(connectionsIn(twice(other), ["second"])).toHaveLength(1);
  });

  test("are one where a replacement has yet to delete the other", () => {
    expect(connectionsIn(twice({ delete: true }), [])).toHaveLength(1);
  });
});
