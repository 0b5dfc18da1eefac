// PAN-OS: commands of its configuration mode for IKE gateway, crypto profiles and an IPsec tunnel with proxy ids.
import { type Cipher, type Hash, isAead } from "../algorithms";
import {
  addressOnly,
  deviceLimits,
  identityKind,
  keyLength,
  placeholders,
  plainKeyOnly,
  probeAdvice,
  probesIn,
  type Range,
  trafficStarts,
} from "../devices";
import type { PeerFormat, PhaseWords, Vocabulary } from "../format";
import { lines } from "../format";
import { cutName, pairsOf, type Tunnel } from "../tunnel";

const HASHES: Readonly<Partial<Record<Hash, string>>> = {
  md5: "md5",
  sha1: "sha1",
  sha256: "sha256",
  sha384: "sha384",
  sha512: "sha512",
};
const GROUPS = [1, 2, 5, 14, 15, 16, 19, 20, 21];

function cipherWord({ name, bits, mode, icv }: Cipher): string | undefined {
  if (name === "3des") return name;
  if (mode === "cbc") return `aes-${bits}-cbc`;
  return mode === "gcm" && icv === 16 && bits !== 192 ? `aes-${bits}-gcm` : undefined;
}

const WORDS: Vocabulary = {
  encryption: cipherWord,
  integrity: (hash) => HASHES[hash],
  group: (number) => (GROUPS.includes(number) ? `group${number}` : undefined),
};

/** What a key begins with that its own master key has encrypted. */
const ENCRYPTED = "-AQ==";

export const panos: PeerFormat = {
  name: "panos",
  title: "PAN-OS",
  isTried: false,
  // With AES-GCM in the first phase, nothing names the hash that makes keys.
  vocabulary: () => ({
    ike: { ...WORDS, encryption: (cipher) => (isAead(cipher) ? undefined : cipherWord(cipher)) },
    ipsec: WORDS,
  }),
  limits: (tunnel) => [
    ...[...deviceLimits(tunnel), ...plainKeyOnly(tunnel), ...keyLength(tunnel, [1, 255]), ...addressOnly(tunnel)],
    ...(tunnel.psk.startsWith(ENCRYPTED) ? ["psk begins as an encrypted key does"] : []),
    ...lifetimeProblems("ike.lifetime", tunnel.ike.lifetime),
    ...lifetimeProblems("ipsec.lifetime", tunnel.ipsec.lifetime),
  ],
  render(tunnel, words) {
    const own = { ...tunnel, name: cutName(tunnel.name, NAME) };
    const statements = [...profileLines(own, words), ...gatewayLines(own), ...tunnelLines(own)];
    return {
      files: [{ path: `${tunnel.name}.set`, content: lines(...statements.map((each) => `set network ${each}`)) }],
      commands: ["commit", `test vpn ipsec-sa tunnel ${own.name}`, "show vpn ike-sa", "show vpn ipsec-sa"],
      advice: [
        placeholders("ethernet1/1", "tunnel.1"),
        "Put tunnel.1 into a zone and a virtual router.",
        ...trafficStarts(tunnel),
        ...probeAdvice(tunnel, probesIn(tunnel, PROBES)?.interval),
      ],
    };
  },
};

/** Of a profile. */
const NAME = 31;
const PROBES: { readonly interval: Range; readonly count: Range } = { interval: [2, 100], count: [2, 100] };
/** What it takes as a number of seconds, or of minutes. */
const NUMBER: Range = [180, 65_535];
const MINUTE = 60;

// A day has more seconds than it takes as a number of seconds.
function lifetimeOf(seconds: number): string {
  return seconds <= NUMBER[1] ? `seconds ${seconds}` : `minutes ${seconds / MINUTE}`;
}

function lifetimeProblems(property: string, seconds: number): string[] {
  const [least, most] = NUMBER;
  if (seconds < least || seconds > most * MINUTE)
    return [`${property} ${seconds} is not one of ${least} to ${most * MINUTE} seconds`];
  if (seconds <= most || seconds % MINUTE === 0) return [];
  return [`${property} ${seconds} is above ${most} seconds and no whole number of minutes`];
}

function profileLines(tunnel: Tunnel, words: { readonly ike: PhaseWords; readonly ipsec: PhaseWords }): string[] {
  const { name, ike, ipsec } = tunnel;
  const [first, second] = [
    `ike crypto-profiles ike-crypto-profiles ${name}`,
    `ike crypto-profiles ipsec-crypto-profiles ${name}`,
  ];
  return [
    `${first} hash ${words.ike.integrity}`,
    `${first} encryption ${words.ike.encryption}`,
    `${first} dh-group ${words.ike.group}`,
    `${first} lifetime ${lifetimeOf(ike.lifetime)}`,
    `${second} esp encryption ${words.ipsec.encryption}`,
    `${second} esp authentication ${isAead(ipsec.encryption) ? "none" : words.ipsec.integrity}`,
    `${second} dh-group ${words.ipsec.group ?? "no-pfs"}`,
    `${second} lifetime ${lifetimeOf(ipsec.lifetime)}`,
  ];
}

// A statement for each value, as its own `show` has them in this notation.
function gatewayLines(tunnel: Tunnel): string[] {
  const { name, ikeVersion, isAggressive, cloud, device, psk } = tunnel;
  const gateway = `ike gateway ${name}`;
  const protocol = `${gateway} protocol ikev${ikeVersion}`;
  const probes = probesIn(tunnel, PROBES);
  return [
    `${gateway} authentication pre-shared-key key "${psk}"`,
    `${gateway} protocol version ikev${ikeVersion}`,
    `${protocol} ike-crypto-profile ${name}`,
    ...(ikeVersion === 1 ? [`${protocol} exchange-mode ${isAggressive ? "aggressive" : "main"}`] : []),
    `${protocol} dpd enable ${probes === undefined ? "no" : "yes"}`,
    ...(probes === undefined ? [] : [`${protocol} dpd interval ${probes.interval}`]),
    // The number of probes is fixed in IKEv2.
    ...(probes === undefined || ikeVersion === 2 ? [] : [`${protocol} dpd retry ${probes.count}`]),
    `${gateway} local-address interface ethernet1/1`,
    ...(cloud.address.includes(":") ? [`${gateway} ipv6 yes`] : []),
    `${gateway} peer-address ip ${cloud.address}`,
    ...identityLines(`${gateway} local-id`, device.id),
    ...identityLines(`${gateway} peer-id`, cloud.id),
  ];
}

function tunnelLines(tunnel: Tunnel): string[] {
  const own = `tunnel ipsec ${tunnel.name}`;
  return [
    `interface tunnel units tunnel.1 comment ${tunnel.name}`,
    `${own} tunnel-interface tunnel.1`,
    `${own} auto-key ike-gateway ${tunnel.name}`,
    `${own} auto-key ipsec-crypto-profile ${tunnel.name}`,
    ...pairsOf(tunnel).flatMap(({ here, there }, at) => {
      const pair = `${own} auto-key ${here.includes(":") ? "proxy-id-v6" : "proxy-id"} pair${at + 1}`;
      return [`${pair} protocol any`, `${pair} local ${here}`, `${pair} remote ${there}`];
    }),
    ...(tunnel.device.networks[0]?.includes(":") ? [`${own} ipv6 yes`] : []),
  ];
}

const KINDS = { address: "ipaddr", email: "ufqdn", name: "fqdn" };

function identityLines(path: string, id: string): string[] {
  return [`${path} type ${KINDS[identityKind(id)]}`, `${path} id ${id}`];
}
