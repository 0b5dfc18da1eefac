// Two gateways in network namespaces of their own: one as Neutron's strongSwan driver configures it, the other a device with the rendered
// files in their places and the rendered commands, word for word.
import type { RenderedPeer } from "../../../provider/src/peer/renderPeer";
import { stage } from "./daemons";

/** The addresses of both, and of a host behind each. */
export const CLOUD = { address: "198.51.100.7", hosts: ["10.10.0.1", "10.11.0.1"] };
export const DEVICE = { address: "198.51.100.9", hosts: ["10.20.0.1", "10.21.0.1"] };
export const networkOf = (host: string): string => host.replace(/1$/, "0/24");

/** A connection as the driver of Neutron (Zed) writes it: the words of strongSwan, and what it has for every connection. */
export interface CloudSide {
  readonly ikeVersion: "ikev1" | "ikev2";
  readonly ike: string;
  readonly esp: string;
  readonly ids: readonly [cloud: string, device: string];
  readonly networks: readonly [cloud: string, device: string];
  readonly psk: string;
  readonly isAggressive: boolean;
}

/** What became of a tunnel. */
export interface Played {
  /** Networks of each pair that the cloud's side has agreed on. */
  readonly agreed: readonly string[];
  /** Whether a ping went through, by `FROM TO`. */
  readonly pings: Readonly<Record<string, boolean>>;
  readonly text: string;
}

type Device = "strongswan" | "libreswan";

// What has to be there before the rendered files: the lines that the advice asks for, and the daemon.
const STARTS: Readonly<Record<string, { readonly daemon: Device; readonly script: string }>> = {
  "strongswan-swanctl": {
    daemon: "strongswan",
    script: `/usr/lib/ipsec/charon >/dev/null 2>&1 &
for try in $(seq 100); do [ -S /run/charon.vici ] && break; sleep 0.1; done`,
  },
  "strongswan-ipsec": {
    daemon: "strongswan",
    script: `echo 'include /etc/ipsec.d/*.conf' >/etc/ipsec.conf
echo 'include /etc/ipsec.d/*.secrets' >/etc/ipsec.secrets
/usr/lib/ipsec/starter --nofork >/dev/null 2>&1 &
for try in $(seq 100); do [ -S /run/charon.ctl ] && [ -e /run/starter.charon.pid ] && break; sleep 0.1; done`,
  },
  libreswan: {
    daemon: "libreswan",
    script: `mkdir -p /run/pluto /run/nss && certutil -N -d sql:/run/nss --empty-password
printf 'config setup\\n  ikev1-policy=accept\\ninclude /etc/ipsec.d/*.conf\\n' >/etc/ipsec.conf
/usr/libexec/ipsec/pluto --nofork --stderrlog --config /etc/ipsec.conf --nssdir /run/nss >/dev/null 2>&1 &
for try in $(seq 100); do [ -S /run/pluto/pluto.ctl ] && break; sleep 0.1; done`,
  },
};

export function cloudFiles({ ikeVersion, ike, esp, ids, networks, psk, isAggressive }: CloudSide): string {
  return `cat >cloud.conf <<'END'
config setup
conn %default
  keylife=20m
  rekeymargin=3m
  keyingtries=1
  authby=psk
  mobike=no
conn 6a1e5e7c
  keyexchange=${ikeVersion}
  left=${CLOUD.address}
  leftsubnet=${networks[0]}
  leftid=${ids[0]}
  leftfirewall=no
  right=${DEVICE.address}
  rightsubnet=${networks[1]}
  rightid=${ids[1]}
  auto=route
  dpdaction=hold
  dpddelay=30s
  dpdtimeout=120s
  ike=${ike}
  ikelifetime=3600s
  esp=${esp}
  lifetime=3600s
  type=tunnel${isAggressive ? "\n  aggressive=yes" : ""}
END
echo '${ids[0]} ${ids[1]} : PSK 0s${Buffer.from(psk).toString("base64")}' >cloud.secrets`;
}

// A kernel without ESP: strongSwan then protects packets itself, through a TUN device; libreswan only negotiates.
const strongswanConf = (side: string) => `cat >${side}.strongswan <<END
charon {
  load_modular = yes
  i_dont_care_about_security_and_use_aggressive_mode_psk = yes
  plugins {
    include /etc/strongswan.d/charon/*.conf
    bypass-lan {
      load = no
    }
    kernel-libipsec {
      load = yes
    }
  }
  filelog {
    all {
      path = $WORK/${side}.log
      flush_line = yes
    }
  }
}
END`;

const NETWORK = `ip netns add cloud
ip netns add device
ip link add c0 netns cloud type veth peer d0 netns device
side() {
  ip -n $1 addr add $3/24 dev $2; ip -n $1 link set $2 up; ip -n $1 link set lo up
  for host in $5 $6; do ip -n $1 addr add $host/24 dev lo; done
  ip -n $1 route add default via $4
  # Without a tunnel there is no way to the other hosts.
  for host in $7 $8; do ip -n $1 route add blackhole $host; done
}
side cloud c0 ${CLOUD.address} ${DEVICE.address} ${[...CLOUD.hosts, ...DEVICE.hosts].join(" ")}
side device d0 ${DEVICE.address} ${CLOUD.address} ${[...DEVICE.hosts, ...CLOUD.hosts].join(" ")}`;

/** Plays a rendered configuration against the cloud's side. */
export async function play(peer: RenderedPeer, cloud: CloudSide): Promise<Played> {
  const start = STARTS[peer.format];
  if (start === undefined) throw new Error(`${peer.format} cannot be played`);
  const pairs = DEVICE.hosts.flatMap((from) => CLOUD.hosts.map((to) => `${from} ${to}`));
  const { text } = await stage(
    "strongswan",
    `${NETWORK}
${cloudFiles(cloud)}
${strongswanConf("cloud")}
${strongswanConf("device")}
cat >device.sh <<'END'
mount -t tmpfs own /run
mkdir /run/upper /run/work
[ "$DEVICE" = "$PEER" ] || mount -t overlay usr -o "lowerdir=$DEVICE/usr:/usr" /usr
[ "$DEVICE" = "$PEER" ] && etc=/etc || etc="$DEVICE/etc:/etc"
mount -t overlay etc -o "lowerdir=$etc,upperdir=/run/upper,workdir=/run/work" /etc
export STRONGSWAN_CONF="$WORK/device.strongswan"
${start.script}
${peer.files.map(({ path, content }) => `mkdir -p $(dirname ${path})\ncat >${path} <<'FILE'\n${content}FILE\nchmod 600 ${path}`).join("\n")}
${peer.commands.map((command) => `timeout 20 ${command}`).join("\n")}
sleep 1
for from in ${DEVICE.hosts.join(" ")}; do for to in ${CLOUD.hosts.join(" ")}; do
  "$PING" -c 2 -i 0.2 -W 1 -I $from $to >/dev/null && echo "ping $from $to"
done; done
exit 0
END
ip netns exec cloud unshare --mount sh -c 'mount -t tmpfs own /run; cp cloud.secrets /run/; sed -i "s#plugins {#plugins {\\n stroke {\\n secrets_file = /run/cloud.secrets\\n }#" cloud.strongswan
STRONGSWAN_CONF="$WORK/cloud.strongswan" exec /usr/lib/ipsec/starter --nofork --conf "$WORK/cloud.conf"' >/dev/null 2>&1 &
for try in $(seq 100); do grep -q "route '6a1e5e7c'" cloud.log 2>/dev/null && break; sleep 0.1; done
sleep 0.3
ip netns exec device unshare --mount --pid --fork --kill-child sh device.sh
echo "cloud:" && cat cloud.log`,
    { content: "", device: start.daemon },
  );
  const agreed = [
    ...(text.split("cloud:\n")[1] ?? "").matchAll(/CHILD_SA \S+ established with SPIs \S+ \S+ and TS (.*)/g),
  ].map(([, each = ""]) => each);
  const went = (pair: string) => text.includes(`ping ${pair}\n`);
  return { agreed: [...new Set(agreed)], pings: Object.fromEntries(pairs.map((pair) => [pair, went(pair)])), text };
}
