// A tunnel with one parameter broken: what the daemon of the device logs when each side has tried to bring it up, or when a tunnel that
// was up hears nothing more.
import type { RenderedPeer } from "../../../provider/src/peer/renderPeer";
import { stage } from "./daemons";
import { CLOUD, type CloudSide, cloudFiles, DEVICE } from "./tunnel";

interface Broken {
  readonly cloud: CloudSide;
  /** The cloud's daemon is stopped once the tunnel is up. */
  readonly isCutOff?: boolean;
}

// What has to be there before the rendered files: the lines that the advice asks for, and the daemon.
const STARTS: Readonly<Record<string, { readonly daemon: "strongswan" | "libreswan"; readonly script: string }>> = {
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

// Whoever gets no answer gives up after seconds instead of minutes.
const IMPATIENT = `sed -i 's/^charon {/charon {\\n  retransmit_tries = 2\\n  retransmit_timeout = 1.0/' device.strongswan`;

// Where pluto is told to log.
const LOGGED: Readonly<Record<string, string>> = {
  libreswan: `sed -i 's#>/dev/null 2>&1 &#>$WORK/device.log 2>\\&1 \\&#' start.sh`,
};

/** The log of the device, as its daemon wrote it. */
export async function logOf(peer: RenderedPeer, { cloud, isCutOff = false }: Broken): Promise<string> {
  const start = STARTS[peer.format];
  if (start === undefined) throw new Error(`${peer.format} cannot be played`);
  const files = peer.files.map(
    ({ path, content }) => `mkdir -p $(dirname ${path})\ncat >${path} <<'FILE'\n${content}FILE\nchmod 600 ${path}`,
  );
  const { text } = await stage(
    "strongswan",
    `${NETWORK}
${cloudFiles(cloud)}
${strongswanConf("cloud")}
${strongswanConf("device")}
${IMPATIENT}
cat >start.sh <<'END'
${start.script}
END
${LOGGED[peer.format] ?? ""}
cat >device.sh <<'END'
mount -t tmpfs own /run
mkdir /run/upper /run/work
[ "$DEVICE" = "$PEER" ] || mount -t overlay usr -o "lowerdir=$DEVICE/usr:/usr" /usr
[ "$DEVICE" = "$PEER" ] && etc=/etc || etc="$DEVICE/etc:/etc"
mount -t overlay etc -o "lowerdir=$etc,upperdir=/run/upper,workdir=/run/work" /etc
export STRONGSWAN_CONF="$WORK/device.strongswan"
. $WORK/start.sh
${files.join("\n")}
${peer.commands.map((command) => `timeout 15 ${command}`).join("\n")}
touch $WORK/tried
for try in $(seq 200); do [ -e $WORK/answered ] && break; sleep 0.1; done
sleep ${isCutOff ? 14 : 1}
exit 0
END
cat >cloud.sh <<'END'
mount -t tmpfs own /run
cp cloud.secrets /run/
sed -i "s#plugins {#plugins {\\n stroke {\\n secrets_file = /run/cloud.secrets\\n }#" cloud.strongswan
export STRONGSWAN_CONF="$WORK/cloud.strongswan"
/usr/lib/ipsec/starter --nofork --conf "$WORK/cloud.conf" &
for try in $(seq 600); do [ -e tried ] && break; sleep 0.1; done
${isCutOff ? "kill -STOP $(cat /run/charon.pid)" : "timeout 10 /usr/lib/ipsec/stroke up 6a1e5e7c"}
touch answered
wait
END
ip netns exec cloud unshare --mount sh cloud.sh >/dev/null 2>&1 &
for try in $(seq 100); do grep -q "route '6a1e5e7c'" cloud.log 2>/dev/null && break; sleep 0.1; done
sleep 0.3
ip netns exec device unshare --mount --pid --fork --kill-child sh device.sh >/dev/null 2>&1
echo "device:" && cat device.log`,
    { content: "", device: start.daemon },
  );
  return text.split("device:\n")[1] ?? "";
}
