// The daemons' own checkers: each reads a file in namespaces of its own, with its packages mounted over /usr and /etc.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labFolder } from "../world/world";

export type Daemon = "strongswan" | "libreswan" | "openiked";

/** What a script said, and whether it ended well. */
interface Said {
  readonly isFine: boolean;
  readonly text: string;
}

/** What a checker refuses: nothing where all is fine. */
type Checker = (content: string, version: "v1" | "v2") => Promise<string[]>;

/** The checker of each format. */
export const CHECKERS: Readonly<Record<string, Checker>> = {
  "strongswan-swanctl": swanctl,
  "strongswan-ipsec": starter,
  libreswan,
  openiked: iked,
};

// Whoever mounts /run finds nothing of the machine's own daemons there.
const STAGE = `
set -e
mount -t overlay usr -o "lowerdir=$PEER/usr:\${KERNEL:+$KERNEL/usr:}/usr" /usr
mount -t tmpfs run /run
mkdir /run/etc.upper /run/etc.work
mount -t overlay etc -o "lowerdir=$WORK/etc:$PEER/etc:/etc,upperdir=/run/etc.upper,workdir=/run/etc.work" /etc
ip link set lo up
cd "$WORK"
`;

interface StageOptions {
  /** What `file` in the folder of the stage holds. */
  readonly content?: string;
  /** `$DEVICE`: the packages of another daemon. */
  readonly device?: Daemon;
  /** The network is of its own unless it is that of the machine. */
  readonly network?: "machine";
}

/** A script that runs, with a daemon's packages in place. */
export interface Stage {
  readonly ended: Promise<Said>;
  /** What it has said so far. */
  said(): string;
  /** Ends it, and all that it has started. */
  end(): void;
}

/** Runs a shell script with a daemon's packages in place, to its end. */
export function stage(daemon: Daemon, script: string, options: StageOptions): Promise<Said> {
  return openStage(daemon, script, options).ended;
}

/** Starts a shell script with a daemon's packages in place: in `$PEER`, with a folder of its own in `$WORK`. */
export function openStage(daemon: Daemon, script: string, options: StageOptions): Stage {
  const { content = "", device = daemon, network } = options;
  const peers = JSON.parse(readFileSync(join(labFolder(), "peers.json"), "utf8")) as Record<string, string>; // peerPackages.mjs
  const work = mkdtempSync(join(tmpdir(), "vpnaas-peer-"));
  const { strongswan = "", kernel = "", [daemon]: peer = "", [device]: other = "" } = peers;
  const env = { PEER: peer, DEVICE: other, KERNEL: kernel, WORK: work, PING: join(strongswan, "bin/ping") };
  furnish(work, content);
  const own = ["--mount", "--pid", "--fork", "--kill-child", ...(network === "machine" ? [] : ["--net"])];
  let text = "";
  // It ends with the test, however that ends.
  const bound = ["--pdeathsig", "KILL", "unshare", ...own, "sh", "-c", `${STAGE}${script}`];
  const child = spawn("setpriv", bound, { env: { ...process.env, ...env } });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part) => (text += part));
  const ended = new Promise<Said>((resolve) => {
    child.once("error", ({ message }) => resolve({ isFine: false, text: message }));
    child.once("close", (code) => resolve({ isFine: code === 0, text }));
  }).finally(() => rmSync(work, { recursive: true, force: true }));
  return { ended, said: () => text, end: () => void child.kill("SIGKILL") };
}

// The user of OpenIKED, whom its package would make.
function furnish(work: string, content: string): void {
  const user = "_iked:x:64000:";
  mkdirSync(join(work, "etc"));
  writeFileSync(join(work, "file"), content, { mode: 0o600 });
  const passwd = `${readFileSync("/etc/passwd", "utf8")}${user}64000::/var/empty:/usr/sbin/nologin\n`;
  writeFileSync(join(work, "etc/passwd"), passwd);
  writeFileSync(join(work, "etc/group"), `${readFileSync("/etc/group", "utf8")}${user}\n`);
}

function matching(text: string, pattern: RegExp): string[] {
  return text.split("\n").filter((line) => pattern.test(line));
}

// charon says which of the connections it does not take.
async function swanctl(content: string): Promise<string[]> {
  const { isFine, text } = await stage(
    "strongswan",
    `/usr/lib/ipsec/charon >charon.log 2>&1 &
for try in $(seq 100); do [ -S /run/charon.vici ] && break; sleep 0.1; done
swanctl --load-all --file file`,
    { content },
  );
  const refused = matching(text, /failed:/).filter((line) => !line.includes("opening directory"));
  if (isFine && /successfully loaded \d+ connections, 0 unloaded/.test(text)) return refused;
  return refused.length > 0 ? refused : [text.slice(-2000)];
}

// The starter takes any proposal; charon skips one that it does not know, and says so.
async function starter(content: string): Promise<string[]> {
  const { text } = await stage(
    "strongswan",
    `cat >conf <<END
charon {
  load_modular = yes
  plugins {
    include /etc/strongswan.d/charon/*.conf
  }
  filelog {
    all {
      path = $WORK/log
      flush_line = yes
    }
  }
}
END
export STRONGSWAN_CONF="$WORK/conf"
printf '\\nconn the-last\\n  keyexchange=ikev2\\n  right=192.0.2.1\\n  auto=add\\n' >>file
/usr/lib/ipsec/starter --nofork --conf "$WORK/file" >starter.log 2>&1 &
for try in $(seq 600); do grep -q "added configuration 'the-last'" log 2>/dev/null && break; sleep 0.1; done
cat log starter.log`,
    { content },
  );
  const wanted = matching(content, /^conn /).length + 1;
  const added = matching(text, /added (configuration|child to existing configuration)/).length;
  const refused = matching(text, /\[CFG\].*(skipped|invalid|error|failed)|^# |unknown keyword|parse error/);
  return added === wanted ? refused : [...refused, `${added} of ${wanted} connections were added`];
}

// The first does not see a wrong algorithm, the second sees nothing else.
async function libreswan(content: string, version: "v1" | "v2"): Promise<string[]> {
  const { isFine, text } = await stage(
    "libreswan",
    `/usr/libexec/ipsec/addconn --checkconfig --config file
grep -E '^  (ike|esp|ah)=' file | sort -u | tr -d ' ' | xargs /usr/libexec/ipsec/algparse -${version} -pfs=yes`,
    { content },
  );
  const refused = matching(text, /ERROR|error|ignoring|unknown/);
  return isFine || refused.length > 0 ? refused : [text.slice(-2000)];
}

async function iked(content: string): Promise<string[]> {
  const { isFine, text } = await stage("openiked", "iked -n -f file", { content });
  return isFine ? [] : text.trim().split("\n").slice(-3);
}
