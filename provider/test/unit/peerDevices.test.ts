// The texts for devices say the same as the file for strongSwan that its own daemon has read: value by value, for the same input. No
// device has read them.
import { FORMATS } from "../../src/peer/formats";
import { PeerProblem, renderPeer } from "../../src/peer/renderPeer";
import { deviceFacts } from "../support/deviceReaders";
import { factsOf } from "../support/peerReaders";

const DECLARED = {
  name: "hub-paris",
  gatewayAddress: "198.51.100.7",
  localCidrs: ["10.10.0.0/24", "10.11.0.0/24"],
  peerAddress: "203.0.113.9",
  peerCidrs: ["10.20.0.5/16", "192.168.7.128/25"],
  psk: "Canary-psk-0123456789",
};
const STRONG = {
  peerId: "paris.example.com",
  ike: { encryptionAlgorithm: "aes-128", authAlgorithm: "sha512", pfs: "group20", lifetime: { value: 7200 } },
  ipsec: { encryptionAlgorithm: "aes-256-gcm-16", pfs: "disable", lifetime: { value: 1800 } },
  dpd: { action: "restart", interval: 10, timeout: 40 },
};
const V1 = { ike: { ikeVersion: "v1", authAlgorithm: "sha1", encryptionAlgorithm: "aes-192", pfs: "group2" } };

/** The proposals of both phases: of the defaults, of STRONG and of V1. */
const PROPOSALS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  iosxe: [
    ["aes-cbc-256 sha256 14", "esp-aes 256 esp-sha256-hmac group14"],
    ["aes-cbc-128 sha512 20", "esp-gcm 256"],
    ["aes 192 sha 2", "esp-aes 256 esp-sha256-hmac group14"],
  ],
  junos: [
    ["aes-256-cbc sha-256 group14", "aes-256-cbc hmac-sha-256-128 group14"],
    ["aes-128-cbc sha-512 group20", "aes-256-gcm"],
    ["aes-192-cbc sha1 group2", "aes-256-cbc hmac-sha-256-128 group14"],
  ],
  fortios: [
    ["aes256-sha256 14", "aes256-sha256 14"],
    ["aes128-sha512 20", "aes256gcm"],
    ["aes192-sha1 2", "aes256-sha256 14"],
  ],
  panos: [
    ["aes-256-cbc sha256 group14", "aes-256-cbc sha256 group14"],
    ["aes-128-cbc sha512 group20", "aes-256-gcm none no-pfs"],
    ["aes-192-cbc sha1 group2", "aes-256-cbc sha256 group14"],
  ],
  routeros: [
    ["aes-256 sha256 modp2048", "aes-256-cbc sha256 modp2048"],
    ["aes-128 sha512 ecp384", "aes-256-gcm null none"],
    ["aes-192 sha1 modp1024", "aes-256-cbc sha256 modp2048"],
  ],
  pfsense: [
    ["aes 256 sha256 14", "aes 256 hmac_sha256 14"],
    ["aes 128 sha512 20", "aes256gcm 128 0"],
    ["aes 192 sha1 2", "aes 256 hmac_sha256 14"],
  ],
};

const NAMES = FORMATS.filter(({ isTried }) => !isTried).map(({ name }) => name);

function problemOf(format: string, declared: object): string {
  try {
    renderPeer(format, { ...DECLARED, ...declared });
  } catch (error) {
    if (error instanceof PeerProblem) return error.message;
    throw error;
  }
  return "";
}

test("each text format is compared", () => {
  expect(NAMES).toEqual(Object.keys(PROPOSALS).sort((one, other) => NAMES.indexOf(one) - NAMES.indexOf(other)));
});

describe.each(NAMES)("%s", (format) => {
  test.each([
    ["the defaults", {}],
    ["other algorithms, lifetimes, identities and probes", STRONG],
    ["IKEv1", V1],
  ] as const)("%s", (title, declared) => {
    const given = { ...DECLARED, ...declared };
    const { proposals, ids, ...values } = deviceFacts(renderPeer(format, given));
    const proven = factsOf(renderPeer("strongswan-swanctl", given));
    const { proposals: _, ids: provenIds, ...others } = proven;
    expect(values).toEqual(others);
    const at = ["the defaults", "other algorithms, lifetimes, identities and probes", "IKEv1"].indexOf(title);
    expect(proposals).toEqual(PROPOSALS[format]?.[at]);
    // Cisco's IKEv1 has the identity of its address only.
    if (format !== "iosxe" || title !== "IKEv1") expect(ids).toEqual(provenIds);
  });

  test("says that no device has read it, and what it cannot say", () => {
    expect(renderPeer(format, DECLARED).advice.at(-1)).toContain("has not been tried on a device");
    const title = FORMATS.find(({ name }) => name === format)?.title ?? "";
    for (const [declared, problem] of [
      [{ ipsec: { transformProtocol: "ah" } }, "ipsec.transformProtocol ah is not rendered"],
      [{ ipsec: { encapsulationMode: "transport" } }, "ipsec.encapsulationMode transport is not rendered"],
      [{ ike: { encryptionAlgorithm: "aes-256-ccm-16" } }, 'ike.encryptionAlgorithm "aes-256-ccm-16" has no word'],
      [{ ipsec: { authAlgorithm: "aes-cmac" } }, 'ipsec.authAlgorithm "aes-cmac" has no word'],
    ] as const) {
      expect(problemOf(format, declared)).toContain(problem);
      expect(problemOf(format, declared)).toContain(`in ${title}`);
    }
  });
});
