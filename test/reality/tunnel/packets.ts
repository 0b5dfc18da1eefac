// A ping at ten packets per second from inside a router's namespace, for as long as a change takes: how many were lost, and for how long.
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const PER_SECOND = 10;

/** What became of the packets. */
export interface Counted {
  readonly sent: number;
  readonly lost: number;
  /** The longest time without an answer, in seconds. */
  readonly gap: number;
}

/** A ping that is under way. */
export interface Pinging {
  /** Ends it, and counts. */
  end(): Promise<Counted>;
}

/** Starts a ping from an address on a router to one behind another. */
export function startPing(folder: string, routerId: string, [from, to]: readonly [string, string]): Pinging {
  const { pid } = JSON.parse(readFileSync(join(folder, "run/agent-l3.pid"), "utf8")) as { pid: number }; // tools/lib/daemons.mjs
  const inner = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0] ?? "";
  // A signal would reach nsenter only: the shell inside ends the ping once its own input ends.
  const ping = `ping -n -i ${1 / PER_SECOND} -I ${from} ${to} & id=$!; read -r _; kill -INT $id; wait $id`;
  const inside = ["ip", "netns", "exec", `qrouter-${routerId}`, "sh", "-c", ping];
  const child = spawn("nsenter", ["-t", inner, "-m", "-p", ...inside], { stdio: ["pipe", "pipe", "inherit"] });
  const printed = textOf(child);
  return {
    async end() {
      child.stdin?.end("\n");
      return countIn(await printed);
    },
  };
}

function textOf({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    stdout?.on("end", () => resolve(text));
  });
}

function countIn(text: string): Counted {
  const [, sent = "0", received = "0"] = /(\d+) packets transmitted, (\d+) received/.exec(text) ?? [];
  const answered = [...text.matchAll(/icmp_seq=(\d+) ttl/g)].map(([, number]) => Number(number));
  // From the first packet to the last one, whether they were answered or not.
  const marks = [0, ...answered, Number(sent) + 1];
  const gaps = marks.slice(1).map((mark, at) => mark - (marks[at] ?? 0) - 1);
  return { sent: Number(sent), lost: Number(sent) - Number(received), gap: Math.max(0, ...gaps) / PER_SECOND };
}
