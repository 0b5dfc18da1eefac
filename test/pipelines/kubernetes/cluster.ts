// kubectl against the API server of the lab, as its administrator.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { openLab, portOf, toolOf } from "../world/lab";

export interface Answer {
  readonly code: number | null;
  readonly output: string;
}

const lab = openLab();

/** Runs kubectl to its end; a text goes to its standard input. */
export function kubectl(args: readonly string[], input = ""): Answer {
  const server = `https://127.0.0.1:${portOf(lab, "kubernetes")}`;
  // The server has signed its own certificate.
  const access = ["--server", server, "--token", lab.accounts.kubernetes.token, "--insecure-skip-tls-verify=true"];
  const { status, stdout, stderr } = spawnSync(toolOf(lab, "kubectl"), [...access, ...args], {
    input,
    encoding: "utf8",
    env: { HOME: join(lab.folder, "tmp"), PATH: process.env.PATH ?? "", no_proxy: "*" },
  });
  return { code: status, output: `${stdout}${stderr}` };
}

/** The same for what has to succeed. */
export function mustKubectl(args: readonly string[], input = ""): string {
  const { code, output } = kubectl(args, input);
  if (code !== 0) throw new Error(`kubectl ${args.join(" ")} ended with ${code}:\n${output}`);
  return output;
}
