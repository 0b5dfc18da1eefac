// The texts for devices, read by what others wrote: the schema of the device, or a library of its maker (deviceGrammars.py). Every word
// of every algorithm that a format knows is one that the device has, and the key comes through.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import schema from "../../../schema.json";
import { FORMATS } from "../../src/peer/formats";
import { PeerProblem, renderPeer } from "../../src/peer/renderPeer";
import { runIn } from "../support/install";
import { languages, temporaryFolder } from "../support/languages";
import { fc } from "../support/laws";
import { ROOT } from "../support/linkedFolder";

const BASE = {
  gatewayAddress: "198.51.100.7",
  localCidrs: ["10.10.0.0/24", "10.11.0.0/24"],
  peerAddress: "203.0.113.9",
  peerCidrs: ["10.20.0.0/16"],
};
const SIX = { gatewayAddress: "2001:db8::7", localCidrs: ["fd00:10::/64"], peerCidrs: ["fd00:20::/64"] };
const READ = FORMATS.filter(({ isTried }) => !isTried).map(({ name }) => name);

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

interface Read {
  readonly keys: readonly string[];
  readonly complaints: readonly string[];
}

async function read(texts: Readonly<Record<string, readonly string[]>>): Promise<Readonly<Record<string, Read>>> {
  const file = join(folder, "texts.json");
  writeFileSync(file, JSON.stringify(texts), { mode: 0o600 });
  const env = { PYTHONPATH: languages().grammars, PYTHONDONTWRITEBYTECODE: "1" };
  const script = join(ROOT, "provider/test/languages/deviceGrammars.py");
  return JSON.parse(await runIn(folder, "python3", [script, file], env)); // written by our own script
}

function textOf(format: string, declared: object): string | undefined {
  try {
    return renderPeer(format, { ...BASE, ...declared }).files[0]?.content;
  } catch (error) {
    if (error instanceof PeerProblem) return undefined;
    throw error;
  }
}

const valuesOf = (name: "EncryptionAlgorithm" | "AuthAlgorithm" | "Pfs") =>
  schema.types[`vpnaas:index:${name}`].enum.map(({ value }) => value);

/** Every cipher with every hash, and every group, in either phase and version. */
const POLICIES = valuesOf("EncryptionAlgorithm").flatMap((encryptionAlgorithm) =>
  valuesOf("AuthAlgorithm").map((authAlgorithm) => ({ encryptionAlgorithm, authAlgorithm })),
);
const ALGORITHMS = [...POLICIES, ...valuesOf("Pfs").map((pfs) => ({ pfs }))].flatMap((policy) =>
  ["v1", "v2"].flatMap((ikeVersion) => [{ ike: { ...policy, ikeVersion } }, { ike: { ikeVersion }, ipsec: policy }]),
);
const OTHERS = [
  ...["paris.example.com", "a@paris.example.com", "2001:db8::9"].map((id) => ({ peerId: id, localId: id })),
  ...[60, 86_400, 172_800].map((value) => ({ ike: { lifetime: { value } }, ipsec: { lifetime: { value } } })),
  { ike: { ikeVersion: "v1", phase1NegotiationMode: "aggressive" } },
  ...[{ action: "disabled" }, { interval: 1, timeout: 3600 }, { interval: 3600, timeout: 3600 }].map((dpd) => ({
    dpd,
  })),
  { initiator: "response-only" },
  SIX,
  { name: `hub-${"x".repeat(60)}` },
];

/** Words that a device has, and what reads them does not. */
const UNLISTED: Readonly<Record<string, RegExp>> = {
  // Cisco's own schema has it.
  iosxe: /^group 5$/,
  // The schema is that of a router: a firewall has traffic selectors, and more with junos-ike.
  junos: /traffic-selector|: (sha-512|hmac-sha-384|hmac-sha-512|group21)$|gateway\.address/,
  // Since PAN-OS 10.2.
  panos: /dh-group group(15|16|21)$/,
};

test("every word that is rendered is one that the device knows", async () => {
  const texts = Object.fromEntries(
    READ.map((format) => {
      const all = [...ALGORITHMS, ...OTHERS].map((declared, at) => ({
        name: `c${at}`,
        psk: `key-number-${at}`,
        ...declared,
      }));
      return [format, all.flatMap((declared) => textOf(format, declared) ?? [])];
    }),
  );
  const found = await read(texts);
  for (const format of READ) {
    const complaints = found[format]?.complaints.filter((each) => UNLISTED[format]?.test(each) !== true);
    expect([format, complaints]).toEqual([format, []]);
    expect([format, found[format]?.keys.length]).toEqual([format, texts[format]?.length]);
    expect(texts[format]?.length).toBeGreaterThan(90);
  }
});

/** A word that the device has, one that it does not have, and what is said of that one. */
const WRONG: Readonly<Record<string, readonly (readonly [right: string, wrong: string, complaint: string])[]>> = {
  iosxe: [
    [" encryption aes-cbc-256", " encryption aes-cbc-257", "encryption aes-cbc-257"],
    [" group 14", " group 17", "group 17"],
    ["dpd 30 18 periodic", "dpd 30 61 periodic", "dpd_retry: 61"],
    ["esp-sha256-hmac", "esp-sha257-hmac", "esp_hmac: esp-sha257-hmac"],
    ["set security-association lifetime", "set sa lifetime", "set sa lifetime seconds 3600"],
    ["match address", "match access-list", "match access-list c5"],
    [" keyring local", " keyring locally", "keyring locally c6"],
  ],
  junos: [
    ["dh-group group14", "dh-group group99", "ike.proposal.dh-group: group99"],
    ["detection threshold", "detection treshold", "does not know treshold"],
    ["on-traffic", "never", "establish-tunnels: never"],
  ],
  fortios: [
    ["aes256-sha256", "aes257-sha256", "phase1-interface proposal: aes257-sha256"],
    ["keylifeseconds", "keylifesecs", "phase2-interface does not know keylifesecs"],
    ["type address", "type adress", "localid-type: adress"],
  ],
  panos: [
    ["protocol version", "protocol versoin", "IkeGateway does not know protocol versoin ikev2"],
    ["encryption aes-256-cbc", "encryption aes-256", "IpsecCryptoProfile does not know esp encryption aes-256"],
    ["proxy-id", "proxy", "IpsecTunnel does not know auto-key proxy pair1"],
  ],
  routeros: [
    ["=modp2048", "=modp2049", "profile dh-group: modp2049"],
    ["level=unique", "level=uniq", "policy level: uniq"],
    ["dpd-maximum-failures", "dpd-max", "profile does not know dpd-max"],
  ],
};

test("a wrong word is seen", async () => {
  const texts = Object.entries(WRONG).map(([format, words]) => [
    format,
    words.map(([right, wrong], at) => {
      const text = textOf(format, { name: `c${at}`, psk: "Canary-psk-0123456789" });
      expect(text).toContain(right);
      return text?.replaceAll(right, wrong);
    }),
  ]);
  const found = await read(Object.fromEntries(texts));
  for (const [format, words] of Object.entries(WRONG))
    for (const [, , complaint] of words) expect(found[format]?.complaints.join("\n")).toContain(complaint);
});

/** Of a crypto map with IKEv1: a line that is right, and one that no path of Cisco's model takes. */
const WRONG_WITH_IKEV1: readonly (readonly [right: string, wrong: string])[] = [
  ["crypto isakmp policy 10", "crypto isakmp policy 10001"],
  [" encryption aes 256", " encryption aes-cbc-256"],
  [" hash sha256", " hash sha-256"],
  [" authentication pre-share", " authentication psk"],
  [" group 14", " group 17"],
  [" lifetime 3600\ncrypto isakmp", " lifetime 59\ncrypto isakmp"],
  [" address 198.51.100.7", " adress 198.51.100.7"],
  ["keepalive 30 18 periodic", "keepalive 30 61 periodic"],
  ["keepalive 30 18 periodic", "keepalive 9 18 periodic"],
  [" 10 ipsec-isakmp", " 10 ipsec-ikev1"],
  [" set peer ", " set peers "],
  [" set pfs group14", " set pfs 14"],
  [" seconds 3600", " seconds 119"],
  [" mode tunnel", " mode tunel"],
  ["esp-aes 256", "esp-aes-256"],
  ["\n crypto map c", "\n crypto maps c"],
];

test("so is each of a crypto map with IKEv1", async () => {
  const texts = WRONG_WITH_IKEV1.map(([right, wrong], at) => {
    const text = textOf("iosxe", { name: `c${at}`, ike: { ikeVersion: "v1" }, psk: "Canary-psk-0123456789" });
    expect(text).toContain(right);
    return text?.replace(right, wrong) ?? "";
  });
  for (const [at, text] of texts.entries()) {
    const [line = ""] = WRONG_WITH_IKEV1[at]?.[1].trim().split("\n") ?? [];
    expect((await read({ iosxe: [text] })).iosxe?.complaints.join("\n")).toContain(line);
  }
});

test("whatever key a format takes comes through", async () => {
  const keys = fc
    .sample(fc.string({ minLength: 6, maxLength: 64, unit: "grapheme" }), 200)
    .concat(
      fc.sample(
        fc.string({ minLength: 6, maxLength: 64, unit: fc.constantFrom(...`aZ0x"'\\$#;&<>%!?{}[]()=/, `) }),
        200,
      ),
      [
        "0x1234abcd",
        "0xzz-not-hex",
        'quote"inside',
        "back\\slash",
        "$(reboot)",
        "a&b<c>d",
        "]]>",
        "-AQ==abcdef",
        "#comment",
      ],
    );
  const given = Object.fromEntries(
    READ.map((format) => [
      format,
      keys.flatMap((psk, at) => {
        const text = textOf(format, { name: `c${at}`, psk });
        return text === undefined ? [] : [{ psk, text }];
      }),
    ]),
  );
  const found = await read(
    Object.fromEntries(READ.map((format) => [format, given[format]?.map(({ text }) => text) ?? []])),
  );
  for (const format of READ) {
    expect([format, found[format]?.keys]).toEqual([format, given[format]?.map(({ psk }) => psk)]);
    expect(given[format]?.length).toBeGreaterThan(0);
  }
});
