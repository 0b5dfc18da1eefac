// A device with the rendered files in their places and the rendered commands, word for word: what has to be there before them.
import { generateKeyPairSync } from "node:crypto";
import type { RenderedPeer } from "../../../provider/src/peer/renderPeer";
import type { Daemon } from "./daemons";
import { CARD } from "./kernel";

/** Where a device stands. */
export interface Place {
  /** With the length of the prefix. */
  readonly address: string;
  /** A host in each network behind it; the device itself is all of them. */
  readonly hosts: readonly string[];
  /** Its default route leads to the cloud's gateway itself. */
  readonly gateway: string;
  /** Hosts behind that gateway, which it pings from each of its own. */
  readonly remote: readonly string[];
}

/** What an administrator has before the files come. */
interface Prepared {
  readonly daemon: Daemon;
  /** Starts the daemon with the lines that the advice asks for, and waits until it can be asked. */
  readonly start: string;
  /** What the advice asks for once the file is there. */
  readonly last?: (path: string) => string;
}

const LOG = "/mnt/daemon.log";

const PREPARED: Readonly<Record<string, (log: string) => Prepared>> = {
  "strongswan-swanctl": (log) => ({
    daemon: "strongswan",
    start: `/usr/lib/ipsec/charon >${log} 2>&1 &
${until("[ -S /run/charon.vici ]")}`,
  }),
  "strongswan-ipsec": (log) => ({
    daemon: "strongswan",
    start: `echo 'include /etc/ipsec.d/*.conf' >/etc/ipsec.conf
echo 'include /etc/ipsec.d/*.secrets' >/etc/ipsec.secrets
/usr/lib/ipsec/starter --nofork >${log} 2>&1 &
${until("[ -S /run/charon.ctl ] && [ -e /run/starter.charon.pid ]")}`,
  }),
  libreswan: (log) => ({
    daemon: "libreswan",
    start: `printf 'config setup\n  ikev1-policy=accept\ninclude /etc/ipsec.d/*.conf\n' >/etc/ipsec.conf
echo 'include /etc/ipsec.d/*.secrets' >/etc/ipsec.secrets
mkdir -p /run/pluto /run/nss && certutil -N -d sql:/run/nss --empty-password
/usr/libexec/ipsec/pluto --nofork --stderrlog --config /etc/ipsec.conf --nssdir /run/nss >${log} 2>&1 &
${until("[ -S /run/pluto/pluto.ctl ]")}`,
  }),
  openiked: (log) => ({
    daemon: "openiked",
    start: `cat >/etc/iked/private/local.key <<'FILE'
${ownKey()}FILE
echo >/etc/iked.conf && chmod 600 /etc/iked.conf /etc/iked/private/local.key
iked -d -v >${log} 2>&1 &
${until("[ -S /run/iked.sock ]")}`,
    last: (path) => `echo 'include "${path}"' >/etc/iked.conf`,
  }),
};

// iked has a key of its own, even where it shows it to no one.
function ownKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  return privateKey.export({ type: "sec1", format: "pem" }).toString();
}

/** What a device of that format has before the files come; the daemon says to `log` what it prints. */
export function preparedFor(format: string, log: string): Prepared {
  const prepared = PREPARED[format]?.(log);
  if (prepared === undefined) throw new Error(`${format} cannot be played`);
  return prepared;
}

/** Puts the rendered files in their places. */
export function written(files: RenderedPeer["files"]): string[] {
  return files.map(
    ({ path, content }) => `mkdir -p $(dirname ${path})\ncat >${path} <<'FILE'\n${content}FILE\nchmod 600 ${path}`,
  );
}

/**
 * The software of a format, and what happens on the device: its start, the files, the commands of the administrator. Then it pings, and
 * prints `ping FROM TO` where one went through, and its log.
 */
export function deviceOf(
  { format, files, commands }: RenderedPeer,
  place: Place,
): { readonly daemon: Daemon; readonly script: string } {
  const { daemon, start, last = () => "" } = preparedFor(format, LOG);
  const [first] = files;
  const given = commands.map((command) => `timeout 20 ${command}`);
  return {
    daemon,
    script: [networkOf(place), start, ...written(files), last(first?.path ?? ""), ...given, pingsOf(place)].join("\n"),
  };
}

function networkOf({ address, hosts, gateway }: Place): string {
  return `ip addr add ${address} dev ${CARD}
ip link set ${CARD} up
for host in ${hosts.join(" ")}; do ip addr add $host/24 dev lo; done
ip route add default via ${gateway}`;
}

// The first ping waits for the negotiation, and each pair of IKEv1 has one of its own.
function pingsOf({ hosts, remote }: Place): string {
  return `tries=15
for from in ${hosts.join(" ")}; do for to in ${remote.join(" ")}; do
  for try in $(seq $tries); do ping -c 1 -W 1 -I $from $to >/dev/null && echo "ping $from $to" && break; done
  tries=4
done; done
cat ${LOG}
ip -s xfrm state | grep -v -E 'auth|enc '`;
}

/** The pairs `FROM TO` of addresses between which a ping went through. */
export function pairsIn(text: string): string[] {
  return [...text.matchAll(/^ping (\S+ \S+)\r?$/gm)].map(([, pair = ""]) => pair);
}

function until(condition: string): string {
  return `for try in $(seq 100); do ${condition} && break; sleep 0.1; done`;
}
