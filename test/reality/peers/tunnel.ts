// Two gateways: one as Neutron's strongSwan driver configures it, in a network namespace; the other a device in a kernel of its own.
import type { RenderedPeer } from "../../../provider/src/peer/renderPeer";
import { stage } from "./daemons";
import { deviceOf, pairsIn } from "./device";
import { bootScript } from "./kernel";

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

/** The key of both sides. */
export const PSK = "Canary-psk-0123456789";

/** What is rendered for the device, and what the cloud's side has for it. */
export const DECLARED = {
  name: "hub-paris",
  gatewayAddress: CLOUD.address,
  localCidrs: [networkOf(CLOUD.hosts[0] ?? "")],
  peerAddress: DEVICE.address,
  peerCidrs: [networkOf(DEVICE.hosts[0] ?? "")],
  psk: PSK,
};
export const SIDE: CloudSide = {
  ikeVersion: "ikev2",
  ike: "aes256-sha256-modp2048",
  esp: "aes256-sha256-modp2048",
  ids: [CLOUD.address, DEVICE.address],
  networks: ["10.10.0.0/24", "10.20.0.0/24"],
  psk: PSK,
  isAggressive: false,
};

/** What became of a tunnel. */
export interface Played {
  /** Networks of each pair that the cloud's side has agreed on. */
  readonly agreed: readonly string[];
  /** Whether a ping went through, by `FROM TO`. */
  readonly pings: Readonly<Record<string, boolean>>;
  readonly text: string;
}

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

/**
 * Writes `SIDE.strongswan` for a machine whose kernel has no ESP: strongSwan then protects packets itself, through a TUN device. Its log
 * goes to `SIDE.log`.
 */
export function strongswanConf(side: string, secretsFile?: string): string {
  const stroke = secretsFile === undefined ? "" : `\n    stroke {\n      secrets_file = ${secretsFile}\n    }`;
  return `cat >${side}.strongswan <<END
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
    }${stroke}
  }
  filelog {
    all {
      path = $WORK/${side}.log
      flush_line = yes
    }
  }
}
END`;
}

const TAP = "device";
const NETWORK = `ip tuntap add ${TAP} mode tap
ip addr add ${CLOUD.address}/24 dev ${TAP}
ip link set ${TAP} up
for host in ${CLOUD.hosts.join(" ")}; do ip addr add $host/24 dev lo; done
# Without a tunnel there is no way to the other hosts.
for host in ${DEVICE.hosts.join(" ")}; do ip route add blackhole $host; done`;

/** Plays a rendered configuration against the cloud's side. */
export async function play(peer: RenderedPeer, cloud: CloudSide): Promise<Played> {
  const place = { address: `${DEVICE.address}/24`, hosts: DEVICE.hosts, gateway: CLOUD.address, remote: CLOUD.hosts };
  const { daemon, script } = deviceOf(peer, place);
  const { text } = await stage(
    "strongswan",
    `${NETWORK}
${cloudFiles(cloud)}
${strongswanConf("cloud", "$WORK/cloud.secrets")}
STRONGSWAN_CONF="$WORK/cloud.strongswan" /usr/lib/ipsec/starter --nofork --conf "$WORK/cloud.conf" >/dev/null 2>&1 &
for try in $(seq 100); do grep -q "route '6a1e5e7c'" cloud.log 2>/dev/null && break; sleep 0.1; done
sleep 0.3
cat >device.sh <<'END'
umount -l /usr /etc
mount -t tmpfs own /run
mkdir /run/upper /run/work
mount -t overlay usr -o "lowerdir=$DEVICE/usr:$KERNEL/usr:/usr" /usr
mount -t overlay etc -o "lowerdir=$WORK/etc:$DEVICE/etc:/etc,upperdir=/run/upper,workdir=/run/work" /etc
${bootScript(TAP, `${script}\necho o >/proc/sysrq-trigger\nsleep 9`)}
END
unshare --mount --pid --fork --kill-child sh device.sh
echo "cloud:" && cat cloud.log`,
    { device: daemon },
  );
  const agreed = [
    ...(text.split("cloud:\n")[1] ?? "").matchAll(/CHILD_SA \S+ established with SPIs \S+ \S+ and TS (.*)/g),
  ].map(([, each = ""]) => each);
  const pairs = DEVICE.hosts.flatMap((from) => CLOUD.hosts.map((to) => `${from} ${to}`));
  const went = pairsIn(text);
  return {
    agreed: [...new Set(agreed)],
    pings: Object.fromEntries(pairs.map((pair) => [pair, went.includes(pair)])),
    text,
  };
}
