// What SiteToSiteVpn says to wrong arguments: every kind of mistake with its whole sentence, all in one error, never a psk.
import * as pulumi from "@pulumi/pulumi";
import { SiteToSiteVpn, type SiteToSiteVpnArgs } from "../../../sdk/nodejs";
import { serviceName } from "../../../sdk/nodejs/serviceName";
import { verify } from "../../../sdk/nodejs/siteToSiteVpnCheck";

const PSK = "Canary-psk-0123456789";
const PLACE = { routerId: "router", localSubnetIds: ["subnet"] };
const SITE = { peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"], psk: PSK };
const OTHER = { peerAddress: "203.0.113.19", peerCidrs: ["10.21.0.0/16"], psk: PSK };

/** The problems of arguments that a program in JavaScript may have, without the line above them. */
function problemsOf(args: object): string[] {
  try {
    verify("hub", args as SiteToSiteVpnArgs); // wrong on purpose
    return [];
  } catch (error) {
    const [title, ...problems] = String((error as Error).message).split("\n  - "); // verify throws nothing else
    expect(title).toBe("SiteToSiteVpn hub cannot be made from these arguments:");
    return problems;
  }
}

const SITES = (sites: object) => ({ ...PLACE, connections: sites });
const OVERLAP_RULE = "a network is behind one connection only";
const NO_ADDRESS = "looks like an IPv4 address, but is none: give an IPv4 or IPv6 address or a domain name";
const ONE_VERSION = "a connection takes one IP version only; make a connection for each";

interface Mistake {
  readonly reason: string;
  readonly args: object;
  readonly said: readonly string[];
}

const MISTAKES: readonly Mistake[] = [
  {
    reason: "nothing but a place",
    args: PLACE,
    said: ["there is no connection: give peerAddress, peerCidrs and psk for one site, or connections for several"],
  },
  { reason: "no entry", args: SITES({}), said: ["connections is empty: a VPN needs at least one connection"] },
  {
    reason: "half a site",
    args: { ...PLACE, peerAddress: "203.0.113.9" },
    said: ["peerCidrs is missing", "psk is missing"],
  },
  {
    reason: "half an entry",
    args: SITES({ berlin: { psk: PSK } }),
    said: ["connections.berlin.peerAddress is missing", "connections.berlin.peerCidrs is missing"],
  },
  {
    reason: "what is nearly an IPv4 address",
    args: SITES({ berlin: { ...SITE, peerAddress: "203.0.113.299", standby: { peerAddress: "203.0.113" } } }),
    said: [
      `connections.berlin.peerAddress "203.0.113.299" ${NO_ADDRESS}`,
      `connections.berlin.standby.peerAddress "203.0.113" ${NO_ADDRESS}`,
    ],
  },
  {
    reason: "what is nearly an IPv6 address",
    args: SITES({ berlin: { ...SITE, peerAddress: "2001:db8::g1", standby: { peerAddress: "203.0.113.9:500" } } }),
    said: [
      `connections.berlin.peerAddress "2001:db8::g1" ${NO_ADDRESS.replace("IPv4", "IPv6")}`,
      `connections.berlin.standby.peerAddress "203.0.113.9:500" ${NO_ADDRESS.replace("IPv4", "IPv6")}`,
    ],
  },
  {
    reason: "both forms",
    args: { ...SITES({ paris: OTHER }), ...SITE },
    said: [
      "peerAddress and connections are both given: put peerAddress into the entries of connections",
      "peerCidrs and connections are both given: put peerCidrs into the entries of connections",
      "psk and connections are both given: put psk into the entries of connections",
    ],
  },
  {
    reason: "no place",
    args: SITE,
    said: [
      "routerId is missing: give the router (Open Telekom Cloud: the VPC), or vpnserviceId for a service that is there already",
      "localSubnetIds is missing",
    ],
  },
  {
    reason: "two places",
    args: { ...PLACE, ...SITE, vpnserviceId: "service", service: { description: "d" } },
    said: [
      "routerId and vpnserviceId are both given: a service that is there already is used as it is, leave routerId out",
      "service and vpnserviceId are both given: a service that is there already is used as it is, leave service out",
    ],
  },
  {
    reason: "no local subnets anywhere",
    args: { routerId: "router", connections: { berlin: SITE, paris: { ...OTHER, localSubnetIds: ["own"] } } },
    said: ["connections.berlin.localSubnetIds is missing, here and for all connections"],
  },
  {
    reason: "empty lists",
    args: { ...SITES({ berlin: { ...SITE, peerCidrs: [], localSubnetIds: [] } }), localSubnetIds: [], localCidrs: [] },
    said: [
      "localSubnetIds is empty: give at least one, or omit it",
      "localCidrs is empty: give at least one, or omit it",
      "connections.berlin.localSubnetIds is empty: give at least one, or omit it",
      "connections.berlin.peerCidrs is empty: give at least one",
    ],
  },
  {
    reason: "no list",
    args: { ...PLACE, ...SITE, peerCidrs: "10.0.0.0/8" },
    said: ["peerCidrs must be a list, got a string"],
  },
  {
    reason: "a network that is none",
    args: { ...PLACE, ...SITE, peerCidrs: ["10.20.0.0"], localCidrs: ["10.10.0.0/240"] },
    said: [
      'localCidrs: "10.10.0.0/240" is not a network as address/prefix, such as "10.1.0.0/16"',
      'peerCidrs: "10.20.0.0" is not a network as address/prefix, such as "10.1.0.0/16"',
    ],
  },
  {
    reason: "one network within that of another site",
    args: SITES({ berlin: SITE, paris: { ...OTHER, peerCidrs: ["10.20.7.0/24"] } }),
    said: [
      `connections.berlin.peerCidrs: 10.20.0.0/16 overlaps 10.20.7.0/24 of connections.paris.peerCidrs; ${OVERLAP_RULE}`,
    ],
  },
  {
    reason: "IPv6 networks overlap, too",
    args: SITES({
      berlin: { ...SITE, peerCidrs: ["2001:db8::/32"] },
      paris: { ...OTHER, peerCidrs: ["2001:db8:0:7::/64"] },
    }),
    said: [
      `connections.berlin.peerCidrs: 2001:db8::/32 overlaps 2001:db8:0:7::/64 of connections.paris.peerCidrs; ${OVERLAP_RULE}`,
    ],
  },
  {
    reason: "a remote network is a local one",
    args: { ...PLACE, ...SITE, localCidrs: ["10.20.1.0/24"] },
    said: ["peerCidrs: 10.20.0.0/16 overlaps 10.20.1.0/24 of localCidrs; a remote network must not be a local one"],
  },
  {
    reason: "all traffic goes to two sites",
    args: SITES({ berlin: { ...SITE, peerCidrs: ["0.0.0.0/0"] }, paris: { ...OTHER, peerCidrs: ["0.0.0.0/0"] } }),
    said: [
      `connections.berlin.peerCidrs: 0.0.0.0/0 overlaps 0.0.0.0/0 of connections.paris.peerCidrs; ${OVERLAP_RULE}`,
    ],
  },
  {
    reason: "IPv4 and IPv6 behind one peer",
    args: { ...PLACE, ...SITE, peerCidrs: ["10.20.0.0/16", "2001:db8::/32"] },
    said: [`peerCidrs: 10.20.0.0/16 and 2001:db8::/32 are of different IP versions: ${ONE_VERSION}`],
  },
  {
    reason: "IPv6 there and IPv4 here",
    args: { ...PLACE, ...SITE, peerCidrs: ["2001:db8::/32"], localCidrs: ["10.10.0.0/24"] },
    said: [`peerCidrs: 2001:db8::/32 and 10.10.0.0/24 of localCidrs are of different IP versions: ${ONE_VERSION}`],
  },
  {
    reason: "one peer for two sites, in another spelling",
    args: SITES({
      berlin: { ...SITE, peerAddress: "GW.example.com" },
      paris: { ...OTHER, peerAddress: "gw.example.com" },
    }),
    said: [
      "connections.paris.peerAddress: gw.example.com is the peer of connections.berlin.peerAddress already; each connection needs a peer of its own",
    ],
  },
  {
    reason: "a standby that is the first gateway again",
    args: { ...PLACE, ...SITE, standby: { peerAddress: "203.0.113.9" } },
    said: [
      "standby.peerAddress: 203.0.113.9 is the peer of peerAddress already; each connection needs a peer of its own",
    ],
  },
  {
    reason: "a site with the name of a standby",
    args: SITES({ berlin: { ...SITE, standby: { peerAddress: "203.0.113.10" } }, "berlin-standby": OTHER }),
    said: ["connections.berlin-standby has the name of the standby of berlin: choose another one"],
  },
  {
    reason: "a site without a name",
    args: SITES({ "": SITE }),
    said: ["connections has an entry without a name"],
  },
  {
    reason: "misspelt properties",
    args: {
      ...SITES({ berlin: { ...SITE, peerCidr: [], standby: { peerAddress: "203.0.113.10", peerIds: "x" } } }),
      service: { subnetId: "s" },
    },
    said: [
      'unknown property "service.subnetId"; known are description, flavorId, name',
      'unknown property "connections.berlin.peerCidr"; did you mean "peerCidrs"?',
      'unknown property "connections.berlin.standby.peerIds"; did you mean "peerId"?',
    ],
  },
  {
    reason: "sites that are no plain objects",
    args: SITES({ berlin: null, paris: pulumi.output(OTHER) }),
    said: [
      "connections.berlin must be a plain object, got null",
      "connections.paris must be a plain object, got an output or a promise: only the values in it may be that",
    ],
  },
  {
    reason: "several mistakes at once",
    args: { localSubnetIds: ["subnet"], connections: { berlin: SITE, paris: { ...SITE, psk: undefined } } },
    said: [
      "routerId is missing: give the router (Open Telekom Cloud: the VPC), or vpnserviceId for a service that is there already",
      "connections.paris.psk is missing",
      "connections.paris.peerAddress: 203.0.113.9 is the peer of connections.berlin.peerAddress already; each connection needs a peer of its own",
      `connections.berlin.peerCidrs: 10.20.0.0/16 overlaps 10.20.0.0/16 of connections.paris.peerCidrs; ${OVERLAP_RULE}`,
    ],
  },
];

test.each(MISTAKES)("$reason", ({ args, said }) => {
  const problems = problemsOf(args);
  expect(problems).toEqual(said);
  expect(problems.join("\n")).not.toContain(PSK);
});

const RIGHT: readonly { reason: string; args: object }[] = [
  { reason: "one site", args: { ...PLACE, ...SITE, localCidrs: ["10.10.0.0/24"] } },
  { reason: "several sites", args: SITES({ berlin: SITE, paris: OTHER }) },
  { reason: "an entry that is omitted by a condition", args: SITES({ berlin: SITE, paris: undefined }) },
  {
    reason: "a pair of gateways shares its networks",
    args: { ...PLACE, ...SITE, standby: { peerAddress: "203.0.113.10" } },
  },
  {
    reason: "all traffic goes to one site, some of it to another",
    args: { ...SITES({ berlin: SITE, paris: { ...OTHER, peerCidrs: ["0.0.0.0/0"] } }), localCidrs: ["10.10.0.0/24"] },
  },
  {
    reason: "a site has IPv6 subnets of its own",
    args: {
      ...SITES({ berlin: SITE, paris: { ...OTHER, peerCidrs: ["2001:db8::/32"], localSubnetIds: ["v6"] } }),
      localCidrs: ["10.10.0.0/24"],
    },
  },
  {
    reason: "networks of one site may overlap",
    args: { ...PLACE, ...SITE, peerCidrs: ["10.20.0.0/16", "10.20.1.0/24"] },
  },
];

test.each(RIGHT)("$reason: nothing is wrong", ({ args }) => expect(problemsOf(args)).toEqual([]));

test.each([
  ["berlin", 'is "berlin", which is a site of connections now'],
  ["berlin-standby", 'is "berlin-standby", which is a site of connections now'],
  [["rome", "rome"], 'is "rome", the former name of lyon already'],
  [7, "must be the name of a site, or a list of names"],
  [[""], "must be the name of a site, or a list of names"],
])("formerly %j is refused", (formerly, sentence) => {
  const other = { ...SITE, peerAddress: "203.0.113.88", peerCidrs: ["10.88.0.0/16"], formerly };
  const berlin = { ...SITE, standby: { peerAddress: "203.0.113.99" } };
  expect(problemsOf(SITES({ berlin, lyon: other }))).toEqual([
    expect.stringContaining(`connections.lyon.formerly ${sentence}`),
  ]);
});

test("a network that overlaps hundreds does not fill the screen", () => {
  const sites = Array.from({ length: 30 }, (_, index) => [
    `site-${index}`,
    { peerAddress: `198.51.100.${index}`, peerCidrs: [`10.0.${index}.0/24`], psk: PSK },
  ]);
  const problems = problemsOf(SITES({ all: { ...SITE, peerCidrs: ["10.0.0.0/8"] }, ...Object.fromEntries(sites) }));
  expect(problems).toHaveLength(21);
  expect(problems.at(-1)).toBe("and 10 more");
});

describe("values that only outputs know", () => {
  const overlapping = (peerCidrs: pulumi.Input<string[]>) =>
    verify("hub", { ...PLACE, connections: { berlin: SITE, paris: { ...OTHER, peerCidrs } } });

  test("are checked as soon as they are there", async () => {
    await expect(overlapping(pulumi.output(["10.20.7.0/24"]))).rejects.toThrow(
      "connections.berlin.peerCidrs: 10.20.0.0/16 overlaps 10.20.7.0/24 of connections.paris.peerCidrs",
    );
    await expect(overlapping(Promise.resolve(["10.22.0.0/16"]))).resolves.toBeUndefined();
  });

  test("are not shown if they are secret", async () => {
    await expect(overlapping(pulumi.secret(["10.20.7.0/24"]))).rejects.toThrow(
      "connections.berlin.peerCidrs: 10.20.0.0/16 overlaps [secret] of connections.paris.peerCidrs",
    );
  });

  test("pass where a preview does not know them, and what is known next to them is checked all the same", async () => {
    const unknown = pulumi.output(pulumi.unknown as unknown as string); // how Pulumi itself marks what a preview does not know
    const site = { ...OTHER, peerAddress: unknown, peerCidrs: [unknown, "10.22.0.0/16"] };
    await expect(verify("hub", { ...PLACE, connections: { paris: site } })).resolves.toBeUndefined();
    const known = pulumi.output("10.22.7.0/24");
    const both = { paris: site, berlin: { ...SITE, peerCidrs: [known] } };
    await expect(verify("hub", { ...PLACE, connections: both })).rejects.toThrow(
      "connections.paris.peerCidrs: 10.22.0.0/16 overlaps 10.22.7.0/24 of connections.berlin.peerCidrs",
    );
  });

  test("do not hold up what is wrong at once", () => {
    expect(() => overlapping([pulumi.output("10.22.0.0/16"), "10.20.7.0/24"] as unknown as string[])).toThrow(
      "overlaps",
    );
  });
});

test("a component with wrong arguments is not even declared", () => {
  expect(() => new SiteToSiteVpn("hub", PLACE)).toThrow(pulumi.RunError);
});

test("a name that is too long for the service is cut, and stays different from others", () => {
  expect(serviceName("hub", "berlin-remote")).toBe("hub-berlin-remote");
  expect(serviceName("a".repeat(60), "ike")).toBe(`${"a".repeat(60)}-ike`);
  expect(serviceName("a".repeat(60), "ipsec")).toBe(`${"a".repeat(55)}-13817dd2`);
  expect(serviceName("a".repeat(60), "local")).not.toBe(serviceName("a".repeat(60), "ipsec"));
});
