// A tunnel with one parameter broken: what the daemon of the device logs when each side has tried to bring it up, or when a tunnel that
// was up hears nothing more.
import type { RenderedPeer } from "../../../provider/src/peer/renderPeer";
import { stage } from "./daemons";
import { preparedFor, written } from "./device";
import { CLOUD, type CloudSide, cloudFiles, DEVICE, strongswanConf } from "./tunnel";

interface Broken {
  readonly cloud: CloudSide;
  /** The cloud's daemon is stopped once the tunnel is up. */
  readonly isCutOff?: boolean;
}

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

/** The log of the device, as its daemon wrote it. */
export async function logOf(peer: RenderedPeer, { cloud, isCutOff = false }: Broken): Promise<string> {
  // strongSwan writes its log itself.
  const { daemon, start } = preparedFor(peer.format, peer.format === "libreswan" ? "$WORK/device.log" : "/dev/null");
  const { text } = await stage(
    "strongswan",
    `${NETWORK}
${cloudFiles(cloud)}
${strongswanConf("cloud")}
${strongswanConf("device")}
${IMPATIENT}
cat >device.sh <<'END'
mount -t tmpfs own /run
mkdir /run/upper /run/work
[ "$DEVICE" = "$PEER" ] || mount -t overlay usr -o "lowerdir=$DEVICE/usr:/usr" /usr
[ "$DEVICE" = "$PEER" ] && etc=/etc || etc="$DEVICE/etc:/etc"
mount -t overlay etc -o "lowerdir=$etc,upperdir=/run/upper,workdir=/run/work" /etc
export STRONGSWAN_CONF="$WORK/device.strongswan"
${start}
${written(peer.files).join("\n")}
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
    { content: "", device: daemon },
  );
  return text.split("device:\n")[1] ?? "";
}
