// Where the tour takes place: an emulator in this process, and a Pulumi project in a folder that is removed at the end.
// Nothing of the user's own Pulumi or cloud is touched. What is done there is the tour's own matter.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { startEmulator } from "../../dist/provider/emulator/index.js";
import { ensurePulumiCli } from "../pulumi-cli.mjs";
import { guard, isColourful, showCommand, showOutput, showRequest } from "./demo-print.mjs";
import { paths, root, run } from "./process.mjs";

const projectFiles = ["Pulumi.yaml", "package.json", "tsconfig.json", "index.ts"];
const linked = ["@pulumi/pulumi", "@types/node", "typescript"];

/** @typedef {import("../../dist/provider/emulator/index.js").Emulator} Emulator */
/** @typedef {import("../pulumi-cli.mjs").Cli} Cli */

/**
 * Opens the stage with a copy of a folder of `examples`, its stack `dev`, and no connection.
 *
 * @param {string} example
 * @param {{ psk: string, pendingReads: number }} options
 */
export async function openStage(example, { psk, pendingReads }) {
  guard(psk);
  const cli = await ensurePulumiCli();
  const folder = makeFolder(example);
  // Also where Ctrl-C ends the process at once.
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const emulator = await startEmulator({ onRequest: (entry) => stage.hear(entry) });
  guard(emulator.credentials.password);
  for (const transition of Object.values(emulator.transitions)) transition.reads = pendingReads;
  const stage = new Stage({ cli, folder, emulator, example });
  try {
    await stage.begin(psk);
  } catch (error) {
    await stage.close(); // an open emulator would keep this process alive
    throw error;
  }
  return stage;
}

/** A login is the only request that is not for the VPN API. @param {{ path: string }} request */
export function isLogin({ path }) {
  return path.startsWith("/v3/");
}

class Stage {
  #cli;
  #folder;
  #example;
  #env;
  #mark = "→";

  /** @param {{ cli: Cli, folder: string, emulator: Emulator, example: string }} parts */
  constructor({ cli, folder, emulator, example }) {
    this.#cli = cli;
    this.#folder = folder;
    this.#example = example;
    this.emulator = emulator;
    this.#env = environmentOf(cli, folder, emulator);
  }

  /** Version of the Pulumi CLI. */
  get cliVersion() {
    return this.#cli.version;
  }

  get program() {
    return readFileSync(join(this.#folder, "index.ts"), "utf8");
  }

  /** @param {string} text */
  set program(text) {
    writeFileSync(join(this.#folder, "index.ts"), text);
  }

  /** The state as it lies on the disk. */
  get stateText() {
    return readFileSync(join(this.#folder, "backend/.pulumi/stacks", this.#example, "dev.json"), "utf8");
  }

  /** Makes the stack and its configuration: ids of what the emulator holds, and the psk as a secret. */
  async begin(psk) {
    const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = this.emulator.seeded;
    const ids = { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId };
    const plain = Object.entries(ids).flatMap(([name, id]) => ["--plaintext", `${name}=${id}`]);
    for (const args of [
      ["stack", "init", "dev"],
      ["config", "set-all", ...plain, "--secret", `psk=${psk}`],
    ]) {
      const { code, stderr } = await this.#run(args);
      if (code !== 0) throw new Error(`pulumi ${args[0]} ${args[1]} failed: ${stderr.replaceAll(psk, "********")}`);
    }
  }

  /** Changes a connection outside of Pulumi, through the API as a web console does. @param {string} id @param {object} fields */
  async changeByHand(id, fields) {
    this.#mark = "✎";
    await fetch(`${this.emulator.url}/v2.0/vpn/ipsec-site-connections/${id}`, {
      method: "PUT",
      headers: { "X-Auth-Token": this.emulator.credentials.scopedToken(), "Content-Type": "application/json" },
      body: JSON.stringify({ ipsec_site_connection: fields }),
    });
    this.#mark = "→";
    this.emulator.settle(id);
  }

  /** Shows a request that the emulator has answered. @param {import("./demo-print.mjs").Request} request */
  hear(request) {
    showRequest(request, { isBodyShown: !isLogin(request), mark: this.#mark });
  }

  /** Runs `pulumi`, showing its words and the requests as they come. @param {string[]} args */
  async pulumi(...args) {
    this.emulator.clearLog();
    showCommand(`pulumi ${args.join(" ")}`);
    let text = "";
    const open = { stdout: "", stderr: "" };
    const hear = (piece, stream) => {
      text += piece;
      const lines = (open[stream] + piece).split("\n");
      open[stream] = lines.pop();
      lines.forEach(showOutput);
    };
    const colour = ["--color", isColourful ? "always" : "never"];
    const { code } = await this.#run([...args, "--non-interactive", ...colour], hear);
    Object.values(open).forEach(showOutput);
    return { code, text: stripVTControlCharacters(text), requests: [...this.emulator.log] };
  }

  async close() {
    await this.emulator.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** @param {string[]} args @param {import("./process.mjs").RunOptions["hear"]} [hear] */
  #run(args, hear) {
    return run(join(this.#cli.bin, "pulumi"), args, { cwd: this.#folder, env: this.#env, hear });
  }
}

// Inside of the checkout, so that even a killed tour leaves nothing elsewhere.
function makeFolder(example) {
  mkdirSync(join(root, ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(root, ".tmp", "demo-"));
  const source = join(root, "examples", example);
  for (const name of projectFiles) copyFileSync(join(source, name), join(folder, name));
  for (const name of ["backend", "home", "tmp"]) mkdirSync(join(folder, name));
  const modules = join(folder, "node_modules");
  const targets = Object.fromEntries(linked.map((name) => [name, join(root, "node_modules", name)]));
  for (const [name, target] of Object.entries({ "pulumi-vpnaas": root, ...targets })) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(target, join(modules, name));
  }
  return folder;
}

function environmentOf(cli, folder, emulator) {
  // What the user has set for a real cloud, a real backend or a proxy has no place here.
  const foreign = Object.keys(process.env).filter((name) => /^(OS_|PULUMI_|VPNAAS_)|_proxy$/i.test(name));
  return {
    ...Object.fromEntries(foreign.map((name) => [name, undefined])),
    PATH: [join(root, "node_modules/.bin"), cli.bin, paths.without].join(delimiter),
    HOME: folder,
    TMPDIR: join(folder, "tmp"),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "the tour's own",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // The tests check the types of the examples; doing it again here would cost two seconds with every command.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    ...emulator.environment,
  };
}
