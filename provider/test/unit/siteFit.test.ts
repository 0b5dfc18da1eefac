// A component compares its connections with what the program says of the other side: before the first resource where all is known, else
// before the first connection. Under Pulumi's mocks.
import * as pulumi from "@pulumi/pulumi";
import { SiteToSiteVpn, type SiteToSiteVpnArgs } from "../../../sdk/nodejs";
import { verify } from "../../../sdk/nodejs/siteToSiteVpnCheck";
import { waitForRPCs } from "../../src/adapters/native/runtime";
import { pskHash } from "../../src/peer/fit";

const PSK = "Canary-psk-0123456789";
const VPN: SiteToSiteVpnArgs = {
  routerId: "router-1",
  localSubnetIds: ["subnet-1"],
  localCidrs: ["10.10.0.0/24"],
  ike: { name: "ike", pfs: "group19" },
};
const PARIS = { peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"], psk: PSK };
const FITTING = {
  ikeVersion: "v2",
  ike: { encryptionAlgorithms: ["aes-128", "aes-256"], authAlgorithms: ["sha2-256"], pfs: ["group19"] },
  ipsec: { pfs: ["group14"] },
  id: "203.0.113.9",
  cidrs: ["10.20.0.0/16"],
  localCidrs: ["10.10.0.7/24"],
  pskSha256: pskHash(PSK),
} as const satisfies object;

const created: string[] = [];
beforeEach(async () => {
  created.length = 0;
  await pulumi.runtime.setMocks({
    newResource: ({ name, type, inputs }) => {
      if (type.includes("vpnaas")) created.push(name);
      const address = type.endsWith(":VpnService") ? { externalV4Ip: "198.51.100.36" } : {};
      return { id: `${name}-id`, state: { ...inputs, ...address } };
    },
    call: ({ inputs }) => inputs,
  });
});

afterEach(() => waitForRPCs());

/** A program in JavaScript may give anything. */
const declare = (args: object) => new SiteToSiteVpn("hub", { ...VPN, ...args } as SiteToSiteVpnArgs);
const connectionsOf = (vpn: SiteToSiteVpn) =>
  new Promise((resolve, reject) => {
    const { connections } = vpn;
    // Every Output has it; only its declaration is internal.
    const { promise } = connections as unknown as { promise(): Promise<unknown> };
    promise.call(connections).then(resolve, reject);
  });

test("what fits is made", async () => {
  await connectionsOf(declare({ ...PARIS, peer: FITTING }));
  await connectionsOf(declare({ connections: { paris: { ...PARIS, psk: pulumi.secret(PSK), peer: FITTING } } }));
  expect(created).toContain("hub-paris");
});

test("where all is known, one error tells everything before anything is made, and never the key", () => {
  const peer = {
    ikeVersion: "v1",
    ike: { pfs: ["group14", "group15"] },
    id: "paris.example.com",
    cidrs: ["10.20.0.0/24"],
    localCidrs: ["10.11.0.0/24"],
    pskSha256: pskHash("Another-canary-psk"),
  };
  let message = "";
  try {
    declare({ connections: { paris: { ...PARIS, peer } } });
  } catch (error) {
    message = String(error);
  }
  const sentences = [
    "ikeVersion: the connection has v2, the peer has v1",
    "ike.pfs: the connection has group19, the peer has group14, group15",
    "networks: behind the connection are 10.10.0.0/24, the peer expects 10.11.0.0/24",
    "identity: the peer has paris.example.com, the connection expects 203.0.113.9",
    "networks: behind the peer are 10.20.0.0/24, the connection expects 10.20.0.0/16",
    "psk: the keys of the connection and of the peer are not the same",
  ];
  for (const sentence of sentences)
    expect(message).toContain(`connections.paris.peer does not fit: ${sentence}\n`.trimEnd());
  expect(message.split("does not fit")).toHaveLength(sentences.length + 1);
  expect(message).not.toMatch(/anary/);
  expect(created).toEqual([]);
});

test("a key that is an output is compared later", async () => {
  const args = { ...VPN, ...PARIS, psk: pulumi.secret(PSK), peer: { ...FITTING, pskSha256: pskHash("another key") } };
  await expect(verify("hub", args as unknown as SiteToSiteVpnArgs)).rejects.toThrow(
    "peer does not fit: psk: the keys of the connection and of the peer are not the same",
  );
});

test("two components of one program are compared, as far as the preview knows them", async () => {
  const peerCidrs = ["10.20.0.0/16"];
  const north = new SiteToSiteVpn("north", { ...VPN, ...PARIS, peerCidrs, localCidrs: ["10.10.0.0/24"] });
  const south = {
    ...VPN,
    localCidrs: ["10.20.0.0/16"],
    peerAddress: north.gatewayAddress,
    peerCidrs: ["10.10.0.0/24"],
  };
  await connectionsOf(new SiteToSiteVpn("south", { ...south, psk: pulumi.secret(PSK), peer: north.asPeer() }));
  const wrong = { ...south, peerCidrs: ["10.0.0.0/8"], ike: { pfs: "group20" as const }, psk: PSK };
  expect(() => new SiteToSiteVpn("west", { ...wrong, peer: north.asPeer() })).toThrow(
    /peer does not fit: ike\.pfs: the connection has group20, the peer has group19\n.*peer does not fit: networks: behind the peer are 10\.10\.0\.0\/24, the connection expects 10\.0\.0\.0\/8/,
  );
  const key = { ...south, psk: "Another-canary-psk", peer: north.asPeer() };
  await expect(verify("east", key)).rejects.toThrow("psk: the keys of the connection and of the peer are not the same");
});

test("two components with IKEv1 and several networks would start the first pair only", () => {
  const v1 = { ike: { ikeVersion: "v1" as const } };
  const north = new SiteToSiteVpn("north", { ...VPN, ...PARIS, ...v1, localCidrs: ["10.10.0.0/24", "10.11.0.0/24"] });
  const { startsFirstPairOnly, ikeVersion } = north.asPeer();
  const peer = { startsFirstPairOnly, ikeVersion, cidrs: ["10.20.0.0/16", "10.21.0.0/16"] };
  const peerCidrs = [...peer.cidrs];
  expect(() => declare({ ...PARIS, ...v1, peerCidrs, peer })).toThrow(
    "peer does not fit: ikeVersion v1 with several networks: the connection and the peer both start the first pair",
  );
  expect(() => declare({ ...PARIS, ...v1, peerCidrs, peer: { ...peer, startsFirstPairOnly: false } })).not.toThrow();
  expect(() => declare({ ...PARIS, peerCidrs, peer: { ...peer, ikeVersion: "v2" } })).not.toThrow();
});

test("two sides that only respond are named, also where one is a component or a standby", () => {
  const initiator = "response-only";
  const north = new SiteToSiteVpn("north", { ...VPN, ...PARIS, initiator });
  const { address: _, ...peer } = north.asPeer();
  const known = { initiator: peer.initiator };
  expect(() => declare({ ...PARIS, initiator, peer: known })).toThrow(
    "peer does not fit: initiator: the connection and the peer are both response-only, so neither starts the negotiation",
  );
  expect(() => declare({ connections: { paris: { ...PARIS, initiator, peer: { initiator } } } })).toThrow(
    "connections.paris.peer does not fit: initiator: ",
  );
  const standby = { peerAddress: "203.0.113.20", peer: { initiator } };
  expect(() => declare({ ...PARIS, initiator, standby })).toThrow("standby.peer does not fit: initiator: ");
  expect(() => declare({ ...PARIS, peer: { initiator } })).not.toThrow();
  expect(new SiteToSiteVpn("south", { ...VPN, ...PARIS }).asPeer().initiator).toBe("bi-directional");
});

test.each([
  [{ cidr: ["10.0.0.0/8"] }, /peer\.cidr is unknown|peer\.cidr/],
  [{ ike: { pfs: ["group14"], hashes: [] } }, /peer\.ike\.hashes/],
  [pulumi.output({}), /peer must be a plain object, got an output/],
  [{ ipsec: "aes" }, /peer\.ipsec must be a plain object/],
  [{ cidrs: [] }, /peer\.cidrs is empty, and so fits nothing: omit it, or name what the device has/],
  [{ ike: { pfs: [] } }, /peer\.ike\.pfs is empty, and so fits nothing/],
  [{ cidrs: "10.20.0.0/16" }, /peer\.cidrs must be a list of texts, got a string/],
  [{ localCidrs: ["10.20.0.0/16", 7] }, /peer\.localCidrs must be a list of texts, got a list with a number in it/],
  [{ ike: { pfs: "group14" } }, /peer\.ike\.pfs must be a list of texts, got a string/],
  [{ address: 7 }, /peer\.address must be a text, got a number/],
  [{ id: ["a"] }, /peer\.id must be a text, got a list/],
  [{ pskSha256: 256 }, /peer\.pskSha256 must be a text, got a number/],
  [{ pskSha256: "Canary-psk" }, /peer\.pskSha256 is no SHA-256: 64 digits of a hexadecimal number/],
  [{ ikeVersion: 2 }, /peer\.ikeVersion must be a text, got a number/],
  [{ isBehindNat: "yes" }, /peer\.isBehindNat must be true or false, got a string/],
])("a description that cannot be read is refused (%#)", (peer, sentence) => {
  expect(() => declare({ ...PARIS, peer })).toThrow(sentence);
});

test.each(["C=DE, CN=paris", "%any", "@paris.example.com", "paris:1"])(
  "the identity %s hides no mismatch",
  (peerId) => {
    const bare = peerId.replace(/^@/, "");
    const peer = { id: "203.0.113.9", ike: { pfs: ["group2"] } };
    const message = () => declare({ ...PARIS, peerId, peer });
    expect(message).toThrow("ike.pfs: the connection has group19, the peer has group2");
    if (peerId === "%any") expect(message).not.toThrow("identity");
    else expect(message).toThrow(`identity: the peer has 203.0.113.9, the connection expects ${bare}`);
    expect(() => declare({ ...PARIS, peerId, peer: { id: bare } })).not.toThrow();
  },
);

test("what IKEv1 cannot negotiate fits no peer", () => {
  const ike = { ikeVersion: "v1", encryptionAlgorithm: "aes-256-gcm-16" };
  expect(() => declare({ ...PARIS, ike, peer: { ikeVersion: "v1" } })).toThrow(
    'peer does not fit: ike.encryptionAlgorithm "aes-256-gcm-16" does not exist in IKEv1',
  );
});

describe("a second gateway", () => {
  const BOTH = {
    ...PARIS,
    peer: FITTING,
    standby: { peerAddress: "203.0.113.20", psk: "Standby-canary-psk" },
  };
  const STANDBY = { ...FITTING, id: "203.0.113.20", address: "203.0.113.20", pskSha256: pskHash("Standby-canary-psk") };

  function problemsOf(args: object): string[] {
    try {
      declare(args);
    } catch (error) {
      return String(error).split("\n  - ").slice(1);
    }
    return [];
  }

  test("that fits is made, with a key of its own or that of the first", async () => {
    await connectionsOf(declare({ ...BOTH, standby: { ...BOTH.standby, peer: STANDBY } }));
    expect(created).toContain("hub-main-standby");
    const shared = { peerAddress: "203.0.113.20", peer: { ...STANDBY, pskSha256: pskHash(PSK) } };
    expect(problemsOf({ ...BOTH, standby: shared })).toEqual([]);
    expect(problemsOf({ ...BOTH, peer: undefined, standby: { ...BOTH.standby, peer: STANDBY } })).toEqual([]);
  });

  test("that does not fit is named, apart from the first", () => {
    const wrong = { ...STANDBY, id: "203.0.113.9", ikeVersion: "v1", cidrs: ["10.30.0.0/16"], pskSha256: pskHash(PSK) };
    const site = {
      ...BOTH,
      peer: { ...FITTING, ipsec: { pfs: ["group20"] } },
      standby: { ...BOTH.standby, peer: wrong },
    };
    const sentences = (path: string) => [
      `${path}peer does not fit: ipsec.pfs: the connection has group14, the peer has group20`,
      `${path}standby.peer does not fit: ikeVersion: the standby connection has v2, the standby peer has v1`,
      `${path}standby.peer does not fit: identity: the standby peer has 203.0.113.9, the standby connection expects 203.0.113.20`,
      `${path}standby.peer does not fit: networks: behind the standby peer are 10.30.0.0/16, the standby connection expects 10.20.0.0/16`,
      `${path}standby.peer does not fit: psk: the keys of the standby connection and of the standby peer are not the same`,
    ];
    expect(problemsOf(site)).toEqual(sentences(""));
    expect(problemsOf({ connections: { paris: site } })).toEqual(sentences("connections.paris."));
    expect(created).toEqual([]);
  });

  test("whose key is an output is compared later", async () => {
    const standby = { ...BOTH.standby, psk: pulumi.secret("Another-canary"), peer: STANDBY };
    await expect(verify("hub", { ...VPN, ...BOTH, standby } as unknown as SiteToSiteVpnArgs)).rejects.toThrow(
      /standby\.peer does not fit: psk: the keys of the standby connection and of the standby peer are not the same/,
    );
  });

  test("whose description cannot be read is refused", () => {
    expect(problemsOf({ ...BOTH, standby: { ...BOTH.standby, peer: { cidr: [] } } }).join()).toMatch(
      /^unknown property "standby\.peer\.cidr"/,
    );
    expect(problemsOf({ ...BOTH, standby: { ...BOTH.standby, peer: pulumi.output({}) } }).join()).toMatch(
      /^standby\.peer must be a plain object, got an output/,
    );
  });
});

test.each([null, "v2", 7, ["v2"]])(
  "policies that are %j do not stop the comparison with a message of JavaScript",
  (ike) => {
    expect(() => declare({ ...PARIS, ike, peer: { cidrs: ["10.30.0.0/16"] } })).toThrow(
      /ike must be a plain object, got /,
    );
  },
);
