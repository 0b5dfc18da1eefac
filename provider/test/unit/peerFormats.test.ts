// What is rendered for a peer says what was declared, in each format; what a format cannot say is an error that names it. That the
// software of each reads the words is shown in test/reality/peers.
import schema from "../../../schema.json";
import { cipherOf, groupOf, hashOf } from "../../src/peer/algorithms";
import { FORMATS } from "../../src/peer/formats";
import { PeerProblem, renderPeer } from "../../src/peer/renderPeer";
import { factsOf, readConns, readSections } from "../support/peerReaders";

const PSK = "Canary-psk-0123456789";
const DECLARED = {
  name: "hub-paris",
  gatewayAddress: "198.51.100.7",
  localCidrs: ["10.10.0.0/24", "10.11.0.0/24"],
  peerAddress: "203.0.113.9",
  peerCidrs: ["10.20.0.5/16"],
  psk: PSK,
};
/** Those that their own software has read; the texts for devices are in peerDevices.test.ts. */
const NAMES = FORMATS.filter(({ isTried }) => isTried).map(({ name }) => name);
const valuesOf = (name: "EncryptionAlgorithm" | "AuthAlgorithm" | "Pfs" | "PeerFormat") =>
  schema.types[`vpnaas:index:${name}`].enum.map(({ value }) => value);

function problemOf(format: string, declared: object): string {
  try {
    renderPeer(format, { ...DECLARED, ...declared });
  } catch (error) {
    if (error instanceof PeerProblem) return error.message;
    throw error;
  }
  return "";
}

test("the formats are those of schema.json", () => {
  expect(FORMATS.map(({ name }) => name)).toEqual(valuesOf("PeerFormat"));
  const untried = schema.types["vpnaas:index:PeerFormat"].enum.filter(({ description }) =>
    description.includes("Not tried"),
  );
  expect(untried.map(({ value }) => value)).toEqual(FORMATS.filter(({ isTried }) => !isTried).map(({ name }) => name));
});

test("every algorithm of schema.json is known, whatever the dialect calls it", () => {
  expect(valuesOf("EncryptionAlgorithm").filter((name) => cipherOf(name)?.name !== name)).toEqual([]);
  expect(valuesOf("AuthAlgorithm").filter((name) => hashOf(name) === undefined)).toEqual([]);
  expect(valuesOf("Pfs").filter((name) => groupOf(name) === undefined)).toEqual([]);
  expect([cipherOf("aes-512"), cipherOf("aes-256-gcm-9"), hashOf("sha3"), groupOf("group")]).toEqual(
    Array(4).fill(undefined),
  );
});

const PROPOSALS: Readonly<Record<string, readonly [string, string]>> = {
  "strongswan-swanctl": ["aes256-sha256-modp2048", "aes256-sha256-modp2048"],
  "strongswan-ipsec": ["aes256-sha256-modp2048", "aes256-sha256-modp2048"],
  libreswan: ["aes256-sha2_256-dh14", "aes256-sha2_256-dh14"],
  openiked: [
    "enc aes-256 auth hmac-sha2-256 prf hmac-sha2-256 group modp2048",
    "enc aes-256 auth hmac-sha2-256 group modp2048",
  ],
};

const AEAD: Readonly<Record<string, readonly [string, string]>> = {
  "strongswan-swanctl": ["aes256gcm16-prfsha512-curve25519", "aes128gcm16-ecp384"],
  "strongswan-ipsec": ["aes256gcm16-prfsha512-curve25519", "aes128gcm16-ecp384"],
  libreswan: ["aes_gcm_c256-sha2_512-dh31", "aes_gcm_c128-none-dh20"],
  openiked: ["enc aes-256-gcm prf hmac-sha2-512 group curve25519", "enc aes-128-gcm group ecp384"],
};

describe.each(NAMES)("%s", (format) => {
  const rendered = (declared: object = {}) => renderPeer(format, { ...DECLARED, ...declared });
  const facts = (declared: object = {}) => factsOf(rendered(declared));

  test("says the defaults of schema.json where nothing is declared, and networks without host bits", () => {
    expect(facts()).toEqual({
      ikeVersion: 2,
      ids: ["203.0.113.9", "198.51.100.7"],
      gateway: "198.51.100.7",
      pairs: ["10.20.0.0/16 10.10.0.0/24", "10.20.0.0/16 10.11.0.0/24"],
      proposals: PROPOSALS[format],
      lifetimes: [3600, 3600],
      psk: PSK,
      probes: 30,
    });
  });

  test("says what is declared: ciphers that prove integrity, ids, lifetimes, several networks on both sides, dpd", () => {
    const declared = {
      peerId: "paris.example.com",
      localId: "cloud@example.com",
      peerCidrs: ["10.20.0.0/16", "10.21.0.0/16"],
      ike: {
        encryptionAlgorithm: "aes-256-gcm-16",
        authAlgorithm: "sha512",
        pfs: "group31",
        lifetime: { value: 7200 },
      },
      ipsec: { encryptionAlgorithm: "aes-128-gcm-16", pfs: "group20", lifetime: { units: "seconds", value: 60 } },
      dpd: { action: "restart", interval: 7, timeout: 21 },
    };
    expect(facts(declared)).toMatchObject({
      ids: ["paris.example.com", "cloud@example.com"],
      pairs: ["10.20.0.0/16", "10.21.0.0/16"].flatMap((one) => [`${one} 10.10.0.0/24`, `${one} 10.11.0.0/24`]),
      proposals: AEAD[format],
      lifetimes: [7200, 60],
      probes: 7,
    });
    expect(facts({ dpd: { action: "disabled" } }).probes).toBe(0);
    expect(facts({ ipsec: { pfs: "disable" } }).proposals[1]).toBe(
      PROPOSALS[format]?.[1].replace(/[- ](group )?\w+$/, ""),
    );
  });

  test("IPv6 inside and outside", () => {
    const declared = {
      gatewayAddress: "2001:db8::7",
      peerAddress: "2001:db8:1::9",
      localCidrs: ["fd00:10::/64"],
      peerCidrs: ["fd00:20::1/48"],
    };
    expect(facts(declared)).toMatchObject({
      ids: ["2001:db8:1::9", "2001:db8::7"],
      gateway: "2001:db8::7",
      pairs: ["fd00:20::/48 fd00:10::/64"],
    });
    // 20 octets more outside, and 20 more inside.
    expect(rendered(declared).advice.join("\n")).toContain("clamp the MSS to 1346");
    expect(rendered().advice.join("\n")).toContain("clamp the MSS to 1382");
  });

  test.each([PSK, "0x1234abcd", "0sMTIz", "with \"both\" 'quotes'", "back\\slash #{}$;", "äöü-€-0123456789"])(
    "the key %s comes through",
    (psk) => {
      expect(facts({ psk }).psk).toBe(psk);
    },
  );

  test("each algorithm has a word of its own, or an error that names property, algorithm and format", () => {
    const title = FORMATS.find(({ name }) => name === format)?.title ?? "";
    const tried = [
      ...valuesOf("EncryptionAlgorithm").map((value) => ["encryptionAlgorithm", value] as const),
      ...["md5", "sha1", "sha256", "sha384", "sha512", "aes-xcbc", "aes-cmac"].map(
        (value) => ["authAlgorithm", value] as const,
      ),
      ...valuesOf("Pfs").map((value) => ["pfs", value] as const),
    ];
    for (const [phase, at] of [["ike", 0] as const, ["ipsec", 1] as const]) {
      const words = new Map<string, string>();
      for (const [property, value] of tried) {
        const declared = { [phase]: { [property]: value } };
        const problem = problemOf(format, declared);
        if (problem !== "") {
          expect(problem).toContain(`${phase}.${property} ${value === "disable" ? value : JSON.stringify(value)}`);
          expect(problem).toContain(title);
          continue;
        }
        const proposal = facts(declared).proposals[at];
        const isUsual = ["aes-256", "sha256", "group14"].includes(value);
        expect([value, proposal, words.get(proposal)]).toEqual([
          value,
          proposal,
          isUsual ? words.get(proposal) : undefined,
        ]);
        words.set(proposal, value);
      }
      expect(words.size).toBeGreaterThan(20);
    }
  });
});

test("the device starts by itself where the cloud only responds", () => {
  const declared = { ...DECLARED, initiator: "response-only" };
  const conf = (format: string, given: object) => renderPeer(format, { ...DECLARED, ...given }).files[0]?.content;
  const found = [
    ["strongswan-swanctl", "start_action = start", "start_action = trap"],
    ["strongswan-ipsec", "auto=start", "auto=route"],
    ["libreswan", "auto=start", "auto=ondemand"],
    ["openiked", " active ", " active "],
  ] as const;
  for (const [format, alone, both] of found) {
    expect(conf(format, declared)).toContain(alone);
    expect(conf(format, {})).toContain(both);
  }
});

test("IKEv1: a pair of networks at a time with strongSwan, its mode, and a warning", () => {
  const ike = { ikeVersion: "v1", phase1NegotiationMode: "aggressive" };
  const swanctl = renderPeer("strongswan-swanctl", { ...DECLARED, ike });
  const { connections } = readSections(swanctl.files[0]?.content ?? "");
  expect(connections).toMatchObject({
    "hub-paris": {
      version: "1",
      aggressive: "yes",
      dpd_timeout: "120s",
      children: { "hub-paris-1": { remote_ts: "10.10.0.0/24" }, "hub-paris-2": { remote_ts: "10.11.0.0/24" } },
    },
  });
  expect(swanctl.commands).toContain("swanctl --initiate --child hub-paris-2");
  expect(swanctl.advice.join("\n")).toContain("start one after the other, or use IKEv2");
  const ipsec = renderPeer("strongswan-ipsec", { ...DECLARED, ike });
  expect(readConns(ipsec.files[0]?.content ?? "")).toMatchObject({
    "hub-paris-1": { rightsubnet: "10.10.0.0/24", keyexchange: "ikev1", aggressive: "yes" },
    "hub-paris-2": { rightsubnet: "10.11.0.0/24" },
  });
  expect(problemOf("openiked", { ike })).toContain("ike.ikeVersion v1 does not exist in OpenIKED (iked.conf)");
  expect(renderPeer("libreswan", { ...DECLARED, ike }).advice.join("\n")).toContain("ikev1-policy=accept");
});

test("AH has a hash and no cipher; transport mode is said", () => {
  const ipsec = { transformProtocol: "ah", encapsulationMode: "transport", authAlgorithm: "sha384" };
  const conf = (format: string) => renderPeer(format, { ...DECLARED, ipsec }).files[0]?.content;
  expect(conf("strongswan-swanctl")).toContain("ah_proposals = sha384-modp2048\n");
  expect(conf("strongswan-swanctl")).toContain("mode = transport\n");
  expect(conf("strongswan-ipsec")).toContain("  ah=sha384-modp2048!\n  type=transport\n");
  expect(conf("libreswan")).toContain("  phase2=ah\n  ah=sha2_384-dh14\n");
  expect(conf("openiked")).toContain("active transport ah");
  expect(conf("openiked")).toContain("childsa auth hmac-sha2-384 group modp2048 noesn");
});

test("keys are renewed a while before they end, however short they live", () => {
  const lifetime = { value: 60 };
  const declared = { ...DECLARED, ike: { lifetime }, ipsec: { lifetime } };
  expect(renderPeer("strongswan-swanctl", declared).files[0]?.content).toContain(
    "rekey_time = 54s\n    over_time = 6s",
  );
  expect(renderPeer("strongswan-ipsec", declared).files[0]?.content).toContain("margintime=6s");
  expect(renderPeer("libreswan", declared).files[0]?.content).toContain("rekeymargin=6s");
});

test("OpenIKED on Linux: what its kernel does not get is advised against, and nothing else", () => {
  const advised = (ipsec: object) =>
    renderPeer("openiked", { ...DECLARED, ipsec }).advice.filter((line) => line.includes("Linux"));
  expect(advised({})).toEqual([
    "OpenIKED on Linux, as far as release 7.2, does not do ipsec.authAlgorithm sha256 (on OpenBSD it does): " +
      "there, use sha384 or sha512.",
  ]);
  expect(advised({ encryptionAlgorithm: "aes-128-gcm-16" })[0]).toContain("aes-128-gcm-16 (on OpenBSD it does)");
  for (const authAlgorithm of ["md5", "sha1", "sha384", "sha512"]) expect(advised({ authAlgorithm })).toEqual([]);
});

test("libreswan starts pairs of IKEv1 one after the other: strongSwan loses all of more than three at once", () => {
  const started = (declared: object) =>
    renderPeer("libreswan", { ...DECLARED, ...declared }).commands.filter((command) => command.includes("--up"));
  const peerCidrs = ["10.20.0.0/16", "10.21.0.0/16"];
  const names = ["1x1", "1x2", "2x1", "2x2"];
  expect(started({ peerCidrs })).toEqual(["ipsec auto --up hub-paris"]);
  expect(started({ peerCidrs, ike: { ikeVersion: "v1" } })).toEqual(
    names.map((pair) => `ipsec auto --up hub-paris/${pair}`),
  );
  const one = { localCidrs: ["10.10.0.0/24"], ike: { ikeVersion: "v1" } };
  expect(started(one)).toEqual(["ipsec auto --up hub-paris"]);
  const { files } = renderPeer("libreswan", { ...DECLARED, ...one, peerCidrs });
  expect(files[0]?.content).toContain("  leftsubnets={10.20.0.0/16,10.21.0.0/16}\n");
  expect(files[0]?.content).toContain("  rightsubnets={10.10.0.0/24}\n");
});
