// strongSwan with its older files: ipsec.conf(5) and ipsec.secrets(5).
import type { PeerFormat } from "../format";
import { lines } from "../format";
import { ipsecSecret } from "../ipsecSecrets";
import { childProposal, ikeProposal, STRONGSWAN_WORDS, strongswanLimits } from "../strongswanWords";
import { pairsOf, type Tunnel } from "../tunnel";

export const strongswanIpsec: PeerFormat = {
  name: "strongswan-ipsec",
  title: "strongSwan (ipsec.conf)",
  isTried: true,
  vocabulary: () => ({ ike: STRONGSWAN_WORDS, ipsec: STRONGSWAN_WORDS }),
  limits: strongswanLimits,
  render(tunnel, words) {
    const { name, device, cloud, psk } = tunnel;
    const conns = connsOf(tunnel);
    const common = commonLines(tunnel, ikeProposal(tunnel, words.ike), childProposal(tunnel, words.ipsec));
    return {
      files: [
        { path: `/etc/ipsec.d/${name}.conf`, content: lines(...conns.map((conn) => [...connLines(conn), ...common])) },
        { path: `/etc/ipsec.d/${name}.secrets`, content: lines(`${device.id} ${cloud.id} : PSK ${ipsecSecret(psk)}`) },
      ],
      commands: [
        "ipsec rereadsecrets",
        "ipsec update",
        ...conns.map((conn) => `ipsec up ${conn.name}`),
        "ipsec statusall",
      ],
      advice: [
        "/etc/ipsec.conf has to hold the line: include /etc/ipsec.d/*.conf",
        "/etc/ipsec.secrets has to hold the line: include /etc/ipsec.d/*.secrets",
      ],
    };
  },
};

interface Conn {
  readonly name: string;
  readonly left: string;
  readonly right: string;
}

// IKEv1 negotiates one pair of networks at a time.
function connsOf(tunnel: Tunnel): Conn[] {
  const { name, device, cloud, ikeVersion } = tunnel;
  const pairs = pairsOf(tunnel);
  if (ikeVersion === 2 || pairs.length === 1)
    return [{ name, left: device.networks.join(","), right: cloud.networks.join(",") }];
  return pairs.map(({ here, there }, at) => ({ name: `${name}-${at + 1}`, left: here, right: there }));
}

function connLines({ name, left, right }: Conn): string[] {
  return [`conn ${name}`, `  leftsubnet=${left}`, `  rightsubnet=${right}`];
}

/** Seconds before the end of its keys that a connection is negotiated again, as long as that is not most of their life. */
function marginOf({ ike, ipsec }: Tunnel): number {
  return Math.max(1, Math.min(540, Math.floor(Math.min(ike.lifetime, ipsec.lifetime) / 10)));
}

// The exclamation mark keeps proposals of strongSwan's own away.
function commonLines(tunnel: Tunnel, ike: string, child: string): string[] {
  const { ikeVersion, isAggressive, cloud, device, ipsec, dpd, deviceStarts } = tunnel;
  return [
    `  keyexchange=ikev${ikeVersion}`,
    ...(isAggressive ? ["  aggressive=yes"] : []),
    "  authby=secret",
    "  left=%any",
    `  leftid=${device.id}`,
    `  right=${cloud.address}`,
    `  rightid=${cloud.id}`,
    `  ike=${ike}!`,
    `  ${ipsec.protocol}=${child}!`,
    `  type=${ipsec.mode}`,
    `  ikelifetime=${tunnel.ike.lifetime}s`,
    `  lifetime=${ipsec.lifetime}s`,
    `  margintime=${marginOf(tunnel)}s`,
    "  keyingtries=%forever",
    ...(dpd === undefined
      ? ["  dpdaction=none"]
      : [`  dpdaction=${dpd.action}`, `  dpddelay=${dpd.interval}s`, `  dpdtimeout=${dpd.timeout}s`]),
    ...(deviceStarts ? ["  closeaction=restart", "  auto=start"] : ["  auto=route"]),
  ];
}
