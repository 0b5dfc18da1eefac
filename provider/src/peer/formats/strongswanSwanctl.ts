// strongSwan: a file of /etc/swanctl/conf.d (swanctl.conf(5)).
import type { PeerFormat } from "../format";
import { lines, rekeyAfter } from "../format";
import { childProposal, ikeProposal, STRONGSWAN_WORDS, strongswanLimits } from "../strongswanWords";
import { pairsOf, type Tunnel } from "../tunnel";

export const strongswanSwanctl: PeerFormat = {
  name: "strongswan-swanctl",
  title: "strongSwan (swanctl.conf)",
  isTried: true,
  vocabulary: () => ({ ike: STRONGSWAN_WORDS, ipsec: STRONGSWAN_WORDS }),
  limits: strongswanLimits,
  render(tunnel, words) {
    const { name } = tunnel;
    const proposals = { ike: ikeProposal(tunnel, words.ike), child: childProposal(tunnel, words.ipsec) };
    const children = childrenOf(tunnel);
    return {
      files: [{ path: `/etc/swanctl/conf.d/${name}.conf`, content: contentOf(tunnel, proposals, children) }],
      commands: [
        "swanctl --load-all",
        ...children.map((child) => `swanctl --initiate --child ${child.name}`),
        "swanctl --list-sas",
      ],
      advice: [],
    };
  },
};

interface Child {
  readonly name: string;
  readonly local: string;
  readonly remote: string;
}

// IKEv1 negotiates one pair of networks at a time.
function childrenOf(tunnel: Tunnel): Child[] {
  const { name, device, cloud, ikeVersion } = tunnel;
  const pairs = pairsOf(tunnel);
  if (ikeVersion === 2 || pairs.length === 1)
    return [{ name, local: device.networks.join(", "), remote: cloud.networks.join(", ") }];
  return pairs.map(({ here, there }, at) => ({ name: `${name}-${at + 1}`, local: here, remote: there }));
}

function contentOf(
  tunnel: Tunnel,
  proposals: { readonly ike: string; readonly child: string },
  children: readonly Child[],
): string {
  const { name, cloud, device, ike, dpd, psk } = tunnel;
  const rekey = rekeyAfter(ike);
  return lines(
    "connections {",
    `  ${name} {`,
    `    version = ${tunnel.ikeVersion}`,
    tunnel.isAggressive ? "    aggressive = yes" : undefined,
    "    local_addrs = %any",
    `    remote_addrs = ${cloud.address}`,
    `    proposals = ${proposals.ike}`,
    `    rekey_time = ${rekey}s`,
    `    over_time = ${ike.lifetime - rekey}s`,
    dpd === undefined ? undefined : `    dpd_delay = ${dpd.interval}s`,
    // IKEv2 has its own times of retransmission instead.
    dpd === undefined || tunnel.ikeVersion === 2 ? undefined : `    dpd_timeout = ${dpd.timeout}s`,
    "    keyingtries = 0",
    "    local {",
    "      auth = psk",
    `      id = ${device.id}`,
    "    }",
    "    remote {",
    "      auth = psk",
    `      id = ${cloud.id}`,
    "    }",
    "    children {",
    children.flatMap((child) => childLines(tunnel, child, proposals.child)),
    "    }",
    "  }",
    "}",
    "secrets {",
    `  ike-${name} {`,
    `    id-1 = ${device.id}`,
    `    id-2 = ${cloud.id}`,
    `    secret = ${secretText(psk)}`,
    "  }",
    "}",
  );
}

const DPD_ACTIONS = { clear: "clear", hold: "trap", restart: "restart" };

function childLines({ ipsec, dpd, deviceStarts }: Tunnel, child: Child, proposal: string): string[] {
  return [
    `      ${child.name} {`,
    `        local_ts = ${child.local}`,
    `        remote_ts = ${child.remote}`,
    `        ${ipsec.protocol}_proposals = ${proposal}`,
    `        rekey_time = ${rekeyAfter(ipsec)}s`,
    `        life_time = ${ipsec.lifetime}s`,
    `        mode = ${ipsec.mode}`,
    `        start_action = ${deviceStarts ? "start" : "trap"}`,
    ...(deviceStarts ? ["        close_action = start"] : []),
    ...(dpd === undefined ? [] : [`        dpd_action = ${DPD_ACTIONS[dpd.action]}`]),
    "      }",
  ];
}

// What begins with 0x or 0s would be read as a code; base64 says any other text, too.
function secretText(psk: string): string {
  if (/^(?!0[xs])[!#-[\]-~ ]+$/i.test(psk)) return `"${psk}"`;
  return `0s${Buffer.from(psk, "utf8").toString("base64")}`;
}
