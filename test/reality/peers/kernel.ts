// A kernel with ESP and PF_KEY for a device, whatever the machine's own has: Debian's user-mode-linux, a Linux that runs as a process.
// It sees the files of the stage that it is started in, and changes those of /etc and of its folder (/mnt) only; a TAP device is its network card.

/** The network card of a device in its own kernel. */
export const CARD = "vec0";

/** A script for a stage (`$WORK`, `$KERNEL`): boots the kernel, which runs `init` and nothing else, at the other end of a TAP device. */
export function bootScript(tap: string, init: string): string {
  return `printf '#!/bin/sh\nWORK="%s"\n' "$WORK" >"$WORK/init"
cat >>"$WORK/init" <<'INIT'
exec 2>&1
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
for place in /run /var /tmp; do mount -t tmpfs own $place; done
mount -t hostfs own /etc -o /etc
mount -t hostfs own /mnt -o "$WORK"
mkdir -p /var/empty /var/log /var/lib /var/tmp
ln -s /run /var/run
modprobe -a af_key xfrm_user esp4 ah4
ip link set lo up
${init}
INIT
chmod +x "$WORK/init"
# Its memory is a file of this folder.
TMPDIR="$WORK" exec linux.uml mem=192M uml_dir="$WORK" umid=kernel quiet loglevel=1 \\
  root=/dev/root rootfstype=hostfs rootflags=/ ro init="$WORK/init" \\
  con=null con0=null,fd:1 ssl=null vec0:transport=tap,ifname=${tap},depth=64 </dev/null 2>"$WORK/boot.log"
`;
}
