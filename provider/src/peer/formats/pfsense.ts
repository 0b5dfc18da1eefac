// pfSense: the part <ipsec> of config.xml, which its page for backups restores. OPNsense reads strongSwan's swanctl.conf as it is.
import { type Cipher, type Hash, isAead } from "../algorithms";
import { deviceLimits, identityKind, probesIn, type Range } from "../devices";
import type { PeerFormat, PhaseWords, Vocabulary } from "../format";
import { lines } from "../format";
import { pairsOf, type Tunnel } from "../tunnel";

// Its releases since 2.6 have neither MD5 nor 3DES.
const HASHES: Readonly<Partial<Record<Hash, string>>> = {
  sha1: "sha1",
  sha256: "sha256",
  sha384: "sha384",
  sha512: "sha512",
  "aes-xcbc": "aesxcbc",
};
const GROUPS = [1, 2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31];

// Of AES-GCM, the length is that of the check value.
function cipherWord({ name, bits, mode, icv = 0 }: Cipher): string | undefined {
  const word = (algorithm: string, length?: number) =>
    `<name>${algorithm}</name>${length === undefined ? "" : `<keylen>${length}</keylen>`}`;
  if (name === "3des") return undefined;
  if (mode === "cbc") return word("aes", bits);
  return mode === "gcm" ? word(`aes${bits}gcm`, icv * 8) : undefined;
}

const WORDS: Vocabulary = {
  encryption: cipherWord,
  integrity: (hash) => HASHES[hash],
  group: (number) => (GROUPS.includes(number) ? String(number) : undefined),
};

export const pfsense: PeerFormat = {
  name: "pfsense",
  title: "pfSense (config.xml)",
  isTried: false,
  vocabulary: () => ({ ike: WORDS, ipsec: WORDS }),
  limits: (tunnel) => [
    ...deviceLimits(tunnel),
    ...(tunnel.psk === tunnel.psk.trim() ? [] : ["psk begins or ends with a space, which is not kept"]),
    ...(/[\ufffe\uffff]/.test(tunnel.psk) ? ["psk has a character that XML does not allow"] : []),
  ],
  render(tunnel, words) {
    const phases = [phase1(tunnel, words.ike), phase2(tunnel, words.ipsec)];
    const content = lines("<ipsec>", ...phases, "</ipsec>");
    return {
      files: [{ path: `${tunnel.name}.xml`, content }],
      commands: ["swanctl --list-sas --uri=unix:///var/run/charon.vici"],
      advice: [
        "Restore the file under Diagnostics, Backup & Restore, as the area IPsec: it replaces the tunnels that are there.",
        "Let the rules of the tab IPsec pass the networks: there are none at first.",
        "On OPNsense, put the file of the format strongswan-swanctl into /usr/local/etc/swanctl/conf.d.",
      ],
    };
  },
};

function phase1(tunnel: Tunnel, { encryption, integrity, group }: PhaseWords): string[] {
  const { name, ikeVersion, isAggressive, ike, cloud, device, psk, deviceStarts } = tunnel;
  const probes = probesIn(tunnel, PROBES);
  return [
    "  <phase1>",
    ...elements({
      ikeid: "1",
      iketype: `ikev${ikeVersion}`,
      mode: isAggressive ? "aggressive" : "main",
      interface: "wan",
      protocol: cloud.address.includes(":") ? "inet6" : "inet",
      "remote-gateway": cloud.address,
      myid_type: KINDS[identityKind(device.id)],
      myid_data: device.id,
      peerid_type: KINDS[identityKind(cloud.id)],
      peerid_data: cloud.id,
      authentication_method: "pre_shared_key",
      "pre-shared-key": psk,
      lifetime: String(ike.lifetime),
      startaction: deviceStarts ? "start" : "trap",
      dpd_delay: String(probes?.interval ?? ""),
      dpd_maxfail: String(probes?.count ?? ""),
      descr: name,
    }),
    // With a cipher that proves the integrity, the hash is the one that makes keys.
    `    <prfselect_enable>${isAead(ike.encryption) ? "yes" : ""}</prfselect_enable>`,
    "    <encryption>",
    "      <item>",
    `        <encryption-algorithm>${encryption}</encryption-algorithm>`,
    `        <hash-algorithm>${integrity}</hash-algorithm>`,
    `        <prf-algorithm>${integrity}</prf-algorithm>`,
    `        <dhgroup>${group}</dhgroup>`,
    "      </item>",
    "    </encryption>",
    "  </phase1>",
  ];
}

function phase2(tunnel: Tunnel, { encryption, integrity, group }: PhaseWords): string[] {
  return pairsOf(tunnel).flatMap(({ here, there }, at) => [
    "  <phase2>",
    ...elements({ ikeid: "1", uniqid: String(at + 1), reqid: String(at + 1) }),
    ...elements({ mode: here.includes(":") ? "tunnel6" : "tunnel", protocol: "esp" }),
    `    <localid>${networkElements(here)}</localid>`,
    `    <remoteid>${networkElements(there)}</remoteid>`,
    `    <encryption-algorithm-option>${encryption}</encryption-algorithm-option>`,
    ...(isAead(tunnel.ipsec.encryption)
      ? []
      : [
          `    <hash-algorithm-option>${integrity.startsWith("sha") ? `hmac_${integrity}` : integrity}</hash-algorithm-option>`,
        ]),
    ...elements({ pfsgroup: group ?? "0", lifetime: String(tunnel.ipsec.lifetime) }),
    "  </phase2>",
  ]);
}

const PROBES: { readonly interval: Range; readonly count: Range } = { interval: [1, 3600], count: [1, 100] };
const KINDS = { address: "address", email: "user_fqdn", name: "fqdn" };

function networkElements(network: string): string {
  const [address = "", prefix = ""] = network.split("/");
  return `<type>network</type><address>${address}</address><netbits>${prefix}</netbits>`;
}

function elements(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([name, value]) => `    <${name}>${escaped(value)}</${name}>`);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
