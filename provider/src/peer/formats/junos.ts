// Junos on SRX: a route-based tunnel with traffic selectors, as `security ike` and `security ipsec` in its CLI reference.
import { type Cipher, type Hash, isAead } from "../algorithms";
import {
  addressOnly,
  deviceLimits,
  identityKind,
  keyLength,
  lifetimeLimits,
  placeholders,
  plainKeyOnly,
  probeAdvice,
  probesIn,
  type Range,
} from "../devices";
import type { PeerFormat, PhaseWords, Vocabulary } from "../format";
import { lines } from "../format";
import { cutName, pairsOf, type Tunnel } from "../tunnel";

const GROUPS = [1, 2, 5, 14, 15, 16, 19, 20, 21, 24];
const IKE_HASHES: Readonly<Partial<Record<Hash, string>>> = {
  md5: "md5",
  sha1: "sha1",
  sha256: "sha-256",
  sha384: "sha-384",
  sha512: "sha-512",
};
const ESP_HASHES: Readonly<Partial<Record<Hash, string>>> = {
  md5: "hmac-md5-96",
  sha1: "hmac-sha1-96",
  sha256: "hmac-sha-256-128",
  sha384: "hmac-sha-384",
  sha512: "hmac-sha-512",
};

// With AES-GCM in the first phase, nothing names the hash that makes keys.
function cipherWord({ name, bits, mode, icv }: Cipher, gcm: readonly number[]): string | undefined {
  if (name === "3des") return "3des-cbc";
  if (mode === "cbc") return `aes-${bits}-cbc`;
  return mode === "gcm" && icv === 16 && gcm.includes(bits) ? `aes-${bits}-gcm` : undefined;
}

const group = (number: number) => (GROUPS.includes(number) ? `group${number}` : undefined);
const IKE: Vocabulary = {
  encryption: (cipher) => cipherWord(cipher, []),
  integrity: (hash) => IKE_HASHES[hash],
  group,
};
const ESP: Vocabulary = {
  encryption: (cipher) => cipherWord(cipher, [128, 192, 256]),
  integrity: (hash) => ESP_HASHES[hash],
  group,
};

/** A proposal, a policy and a gateway have names of at most so many characters. */
const NAME = 32;
const LIFETIME: Range = [180, 86_400];
const PROBES: { readonly interval: Range; readonly count: Range } = { interval: [10, 60], count: [1, 5] };
/** What only the newer of the two IKE processes of an SRX knows. */
const OF_THE_PACKAGE = ["sha-512", "hmac-sha-384", "hmac-sha-512", "group15", "group16", "group21"];

export const junos: PeerFormat = {
  name: "junos",
  title: "Junos",
  isTried: false,
  vocabulary: () => ({ ike: IKE, ipsec: ESP }),
  limits: (tunnel) => [
    ...[...deviceLimits(tunnel), ...plainKeyOnly(tunnel), ...keyLength(tunnel, [1, 255]), ...addressOnly(tunnel)],
    ...lifetimeLimits(tunnel, { ike: LIFETIME, ipsec: LIFETIME }),
  ],
  render(tunnel, words) {
    const own = { ...tunnel, name: cutName(tunnel.name, NAME) };
    const statements = [...ikeLines(own, words.ike), ...ipsecLines(own, words.ipsec)];
    const family = tunnel.device.networks[0]?.includes(":") ? "inet6" : "inet";
    const content = lines(
      `set interfaces st0 unit 0 family ${family}`,
      ...statements.map((each) => `set security ${each}`),
    );
    return {
      files: [{ path: `${tunnel.name}.set`, content }],
      commands: [
        "commit check",
        "commit",
        "show security ike security-associations",
        "show security ipsec security-associations",
      ],
      advice: [
        placeholders("ge-0/0/0.0", "st0.0"),
        "Put st0.0 into a security zone, and let the zone of ge-0/0/0.0 accept IKE as a system service.",
        ...packageAdvice(words),
        ...probeAdvice(tunnel, probesIn(tunnel, PROBES)?.interval),
      ],
    };
  },
};

function packageAdvice({ ike, ipsec }: { readonly ike: PhaseWords; readonly ipsec: PhaseWords }): string[] {
  const used = [ike.integrity, ipsec.integrity, ike.group, ipsec.group];
  const words = OF_THE_PACKAGE.filter((word) => used.includes(word));
  return words.length === 0 ? [] : [`${words.join(", ")}: an SRX needs its package junos-ike for that.`];
}

function ikeLines(tunnel: Tunnel, words: PhaseWords): string[] {
  const { name, ike, cloud, device, psk, ikeVersion, isAggressive } = tunnel;
  const probes = probesIn(tunnel, PROBES);
  const [proposal, policy, gateway] = [`ike proposal ${name}`, `ike policy ${name}`, `ike gateway ${name}`];
  return [
    `${proposal} authentication-method pre-shared-keys`,
    `${proposal} dh-group ${words.group}`,
    `${proposal} authentication-algorithm ${words.integrity}`,
    `${proposal} encryption-algorithm ${words.encryption}`,
    `${proposal} lifetime-seconds ${ike.lifetime}`,
    ...(ikeVersion === 1 ? [`${policy} mode ${isAggressive ? "aggressive" : "main"}`] : []),
    `${policy} proposals ${name}`,
    `${policy} pre-shared-key ascii-text "${psk}"`,
    `${gateway} ike-policy ${name}`,
    `${gateway} address ${cloud.address}`,
    ...(probes === undefined
      ? []
      : [
          `${gateway} dead-peer-detection interval ${probes.interval}`,
          `${gateway} dead-peer-detection threshold ${probes.count}`,
        ]),
    `${gateway} local-identity ${identity(device.id)}`,
    `${gateway} remote-identity ${identity(cloud.id)}`,
    `${gateway} external-interface ge-0/0/0.0`,
    `${gateway} version v${ikeVersion}-only`,
  ];
}

function ipsecLines(tunnel: Tunnel, words: PhaseWords): string[] {
  const { name, ipsec, deviceStarts } = tunnel;
  const [proposal, policy, vpn] = [`ipsec proposal ${name}`, `ipsec policy ${name}`, `ipsec vpn ${name}`];
  return [
    `${proposal} protocol esp`,
    ...(isAead(ipsec.encryption) ? [] : [`${proposal} authentication-algorithm ${words.integrity}`]),
    `${proposal} encryption-algorithm ${words.encryption}`,
    `${proposal} lifetime-seconds ${ipsec.lifetime}`,
    ...(words.group === undefined ? [] : [`${policy} perfect-forward-secrecy keys ${words.group}`]),
    `${policy} proposals ${name}`,
    `${vpn} bind-interface st0.0`,
    `${vpn} ike gateway ${name}`,
    `${vpn} ike ipsec-policy ${name}`,
    ...pairsOf(tunnel).map(
      ({ here, there }, at) => `${vpn} traffic-selector ts${at + 1} local-ip ${here} remote-ip ${there}`,
    ),
    `${vpn} establish-tunnels ${deviceStarts ? "immediately" : "on-traffic"}`,
  ];
}

function identity(id: string): string {
  const kind = identityKind(id);
  if (kind === "email") return `user-at-hostname ${id}`;
  if (kind === "name") return `hostname ${id}`;
  return `${id.includes(":") ? "inet6" : "inet"} ${id}`;
}
