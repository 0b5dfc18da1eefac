// PAN-OS: commands of its configuration mode for IKE gateway, crypto profiles and an IPsec tunnel with proxy ids.
import { type Cipher, type Hash, isAead } from "../algorithms";
import { addressOnly, deviceLimits, identityKind, placeholders } from "../devices";
import type { PeerFormat, PhaseWords, Vocabulary } from "../format";
import { lines } from "../format";
import { pairsOf, type Tunnel } from "../tunnel";

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

export const panos: PeerFormat = {
  name: "panos",
  title: "PAN-OS",
  isTried: false,
  // With AES-GCM in the first phase, nothing names the hash that makes keys.
  vocabulary: () => ({
    ike: { ...WORDS, encryption: (cipher) => (isAead(cipher) ? undefined : cipherWord(cipher)) },
    ipsec: WORDS,
  }),
  limits: (tunnel) => [...deviceLimits(tunnel), ...addressOnly(tunnel)],
  render(tunnel, words) {
    const statements = [...profileLines(tunnel, words), ...gatewayLines(tunnel), ...tunnelLines(tunnel)];
    return {
      files: [{ path: `${tunnel.name}.set`, content: lines(...statements.map((each) => `set network ${each}`)) }],
      commands: ["commit", `test vpn ipsec-sa tunnel ${tunnel.name}`, "show vpn ike-sa", "show vpn ipsec-sa"],
      advice: [placeholders("ethernet1/1", "tunnel.1")],
    };
  },
};

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
    `${first} lifetime seconds ${ike.lifetime}`,
    `${second} esp encryption ${words.ipsec.encryption}`,
    `${second} esp authentication ${isAead(ipsec.encryption) ? "none" : words.ipsec.integrity}`,
    `${second} dh-group ${words.ipsec.group ?? "no-pfs"}`,
    `${second} lifetime seconds ${ipsec.lifetime}`,
  ];
}

function gatewayLines({ name, ikeVersion, isAggressive, dpd, cloud, device, psk }: Tunnel): string[] {
  const gateway = `ike gateway ${name}`;
  const protocol = `${gateway} protocol ikev${ikeVersion}`;
  const probes = dpd === undefined ? "enable no" : `enable yes interval ${dpd.interval}`;
  return [
    `${gateway} authentication pre-shared-key key "${psk}"`,
    `${gateway} protocol version ikev${ikeVersion}`,
    `${protocol} ike-crypto-profile ${name}`,
    ...(ikeVersion === 1 ? [`${protocol} exchange-mode ${isAggressive ? "aggressive" : "main"}`] : []),
    `${protocol} dpd ${probes}`,
    `${gateway} local-address interface ethernet1/1`,
    `${gateway} peer-address ip ${cloud.address}`,
    `${gateway} local-id ${identity(device.id)}`,
    `${gateway} peer-id ${identity(cloud.id)}`,
  ];
}

function tunnelLines(tunnel: Tunnel): string[] {
  const own = `tunnel ipsec ${tunnel.name}`;
  return [
    `${own} tunnel-interface tunnel.1`,
    `${own} auto-key ike-gateway ${tunnel.name}`,
    `${own} auto-key ipsec-crypto-profile ${tunnel.name}`,
    ...pairsOf(tunnel).map(
      ({ here, there }, at) => `${own} auto-key proxy-id pair${at + 1} protocol any local ${here} remote ${there}`,
    ),
  ];
}

const KINDS = { address: "ipaddr", email: "ufqdn", name: "fqdn" };

function identity(id: string): string {
  return `type ${KINDS[identityKind(id)]} id ${id}`;
}
