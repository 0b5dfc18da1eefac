// A device with the rendered files in their places and the rendered commands, word for word: what has to be there before them.
import { generateKeyPairSync } from "node:crypto";
import type { RenderedPeer } from "../../../provider/src/peer/renderPeer";
import type { Daemon } from "./daemons";

/** What an administrator has before the files come. */
interface Prepared {
  readonly daemon: Daemon;
  /** Starts the daemon with the lines that the advice asks for, and waits until it can be asked. Its log goes to `/mnt/daemon.log`. */
  readonly start: string;
  /** What the advice asks for once the files are there. */
  readonly last?: string;
}

const LOG = "/mnt/daemon.log";

const PREPARED: Readonly<Record<string, () => Prepared>> = {
  "strongswan-swanctl": () => ({
    daemon: "strongswan",
    start: `/usr/lib/ipsec/charon >${LOG} 2>&1 &
${until("[ -S /run/charon.vici ]")}`,
  }),
  "strongswan-ipsec": () => ({
    daemon: "strongswan",
    start: `echo 'include /etc/ipsec.d/*.conf' >/etc/ipsec.conf
echo 'include /etc/ipsec.d/*.secrets' >/etc/ipsec.secrets
/usr/lib/ipsec/starter --nofork >${LOG} 2>&1 &
${until("[ -S /run/charon.ctl ] && [ -e /run/starter.charon.pid ]")}`,
  }),
  libreswan: () => ({
    daemon: "libreswan",
    start: `printf 'config setup\n  ikev1-policy=accept\ninclude /etc/ipsec.d/*.conf\n' >/etc/ipsec.conf
echo 'include /etc/ipsec.d/*.secrets' >/etc/ipsec.secrets
mkdir -p /run/pluto /run/nss && certutil -N -d sql:/run/nss --empty-password
/usr/libexec/ipsec/pluto --nofork --stderrlog --config /etc/ipsec.conf --nssdir /run/nss >${LOG} 2>&1 &
${until("[ -S /run/pluto/pluto.ctl ]")}`,
  }),
  openiked: () => ({
    daemon: "openiked",
    start: `cat >/etc/iked/private/local.key <<'FILE'
${ownKey()}FILE
echo >/etc/iked.conf && chmod 600 /etc/iked.conf /etc/iked/private/local.key
iked -d -v >${LOG} 2>&1 &
${until("[ -S /run/iked.sock ]")}`,
    last: `for file in /etc/iked.*.conf; do echo "include "$file""; done >/etc/iked.conf`,
  }),
};

// iked has a key of its own, even where it shows it to no one.
function ownKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  return privateKey.export({ type: "sec1", format: "pem" }).toString();
}

/** The software of a format, and what happens on the device: its start, the files, the commands of the administrator. */
export function deviceOf({ format, files, commands }: RenderedPeer): {
  readonly daemon: Daemon;
  readonly script: string;
} {
  const prepared = PREPARED[format]?.();
  if (prepared === undefined) throw new Error(`${format} cannot be played`);
  const { daemon, start, last = "" } = prepared;
  const written = files.map(
    ({ path, content }) => `mkdir -p $(dirname ${path})\ncat >${path} <<'FILE'\n${content}FILE\nchmod 600 ${path}`,
  );
  const given = commands.map((command) => `timeout 20 ${command}`);
  return { daemon, script: [start, ...written, last, ...given].join("\n") };
}

function until(condition: string): string {
  return `for try in $(seq 100); do ${condition} && break; sleep 0.1; done`;
}
