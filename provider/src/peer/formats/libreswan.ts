// libreswan: ipsec.conf(5) and ipsec.secrets(5). What it has compiled in is what Debian and the project ship: no group of less than
// 1536 bits, none of RFC 5114 and no Brainpool.
import { isIP } from "node:net";
import { type Cipher, type Hash, isAead } from "../algorithms";
import type { PeerFormat, PhaseWords, Vocabulary } from "../format";
import { lines } from "../format";
import { ipsecSecret } from "../ipsecSecrets";
import type { Tunnel } from "../tunnel";

const HASH_WORDS: Readonly<Record<Hash, string>> = {
  md5: "md5",
  sha1: "sha1",
  sha256: "sha2_256",
  sha384: "sha2_384",
  sha512: "sha2_512",
  "aes-xcbc": "aes_xcbc",
  "aes-cmac": "aes_cmac",
};
const MODP = [5, 14, 15, 16, 17, 18];
const GROUPS = [...MODP, 19, 20, 21, 31];
// Of the check value; the whole one is the default.
const SUFFIX: Readonly<Record<number, string>> = { 8: "_a", 12: "_b", 16: "_c" };

function cipherWord({ name, bits, mode, icv = 0 }: Cipher): string {
  return name === "3des" ? name : `aes${mode === "cbc" ? "" : `_${mode}`}${SUFFIX[icv] ?? ""}${bits}`;
}

function groupWord(known: readonly number[]): (number: number) => string | undefined {
  return (number) => (known.includes(number) ? `dh${number}` : undefined);
}

const IKE: Vocabulary = {
  encryption: (cipher) => (cipher.mode === "ccm" ? undefined : cipherWord(cipher)),
  integrity: (hash) => (hash === "aes-cmac" ? undefined : HASH_WORDS[hash]),
  group: groupWord(GROUPS),
};

export const libreswan: PeerFormat = {
  name: "libreswan",
  title: "libreswan (ipsec.conf)",
  isTried: true,
  vocabulary: ({ ikeVersion }) => ({
    ike: IKE,
    // Its second phase of IKEv1 takes groups of numbers modulo a prime only.
    ipsec: {
      encryption: cipherWord,
      integrity: (hash) => HASH_WORDS[hash],
      group: groupWord(ikeVersion === 1 ? MODP : GROUPS),
    },
  }),
  limits: ({ ike }) => (ike.group === 0 ? ["ike.pfs disable does not exist"] : []),
  render(tunnel, words) {
    const { name, device, cloud, psk, ikeVersion } = tunnel;
    return {
      files: [
        { path: `/etc/ipsec.d/${name}.conf`, content: contentOf(tunnel, words) },
        {
          path: `/etc/ipsec.d/${name}.secrets`,
          content: lines(`${identity(device.id)} ${identity(cloud.id)} : PSK ${ipsecSecret(psk)}`),
        },
      ],
      commands: [
        "ipsec auto --rereadsecrets",
        `ipsec auto --add ${name}`,
        ...namesOf(tunnel).map((each) => `ipsec auto --up ${each}`),
        "ipsec trafficstatus",
      ],
      advice:
        ikeVersion === 2
          ? []
          : ["For IKEv1, config setup in /etc/ipsec.conf has to hold the line: ikev1-policy=accept"],
    };
  },
};

function contentOf(tunnel: Tunnel, words: { readonly ike: PhaseWords; readonly ipsec: PhaseWords }): string {
  const { name, cloud, device, ike, ipsec, dpd, mtu } = tunnel;
  return lines(
    `conn ${name}`,
    `  ikev2=${tunnel.ikeVersion === 2 ? "yes" : "no"}`,
    tunnel.isAggressive ? "  aggressive=yes" : undefined,
    "  authby=secret",
    "  left=%defaultroute",
    `  leftid=${identity(device.id)}`,
    `  ${networks("left", tunnel)}`,
    `  right=${cloud.address}`,
    `  rightid=${identity(cloud.id)}`,
    `  ${networks("right", tunnel)}`,
    `  ike=${[words.ike.encryption, words.ike.integrity, words.ike.group].join("-")}`,
    `  phase2=${ipsec.protocol}`,
    `  ${ipsec.protocol}=${childProposal(tunnel, words.ipsec)}`,
    `  pfs=${ipsec.group === 0 ? "no" : "yes"}`,
    `  type=${ipsec.mode}`,
    `  ikelifetime=${ike.lifetime}s`,
    `  salifetime=${ipsec.lifetime}s`,
    `  rekeymargin=${Math.max(1, Math.min(540, Math.floor(Math.min(ike.lifetime, ipsec.lifetime) / 10)))}s`,
    "  keyingtries=%forever",
    dpd === undefined
      ? undefined
      : [`  dpddelay=${dpd.interval}`, `  dpdtimeout=${dpd.timeout}`, `  dpdaction=${dpd.action}`],
    `  mtu=${mtu}`,
    `  auto=${tunnel.deviceStarts ? "start" : "ondemand"}`,
  );
}

function childProposal({ ipsec }: Tunnel, { encryption, integrity, group }: PhaseWords): string {
  const hash = isAead(ipsec.encryption) ? "none" : integrity;
  const algorithms = ipsec.protocol === "ah" ? [integrity] : [encryption, hash];
  return [...algorithms, group].filter((word) => word !== undefined).join("-");
}

function networks(side: "left" | "right", { device, cloud }: Tunnel): string {
  const list = (side === "left" ? device : cloud).networks;
  const isSeveral = device.networks.length + cloud.networks.length > 2;
  return isSeveral ? `${side}subnets={${list.join(",")}}` : `${side}subnet=${list[0]}`;
}

// By the name of the whole it starts all pairs at once, of which strongSwan loses all where IKEv1 has more than three.
function namesOf({ name, ikeVersion, device, cloud }: Tunnel): string[] {
  if (ikeVersion === 2 || device.networks.length + cloud.networks.length === 2) return [name];
  return device.networks.flatMap((_, left) => cloud.networks.map((__, right) => `${name}/${left + 1}x${right + 1}`));
}

// A name without the sign would be looked up, and its address treated as the identity.
function identity(id: string): string {
  return isIP(id) !== 0 || id.includes("@") ? id : `@${id}`;
}
