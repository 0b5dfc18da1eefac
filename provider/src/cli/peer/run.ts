// What pulumi-vpnaas-peer does: state of the stack → files, one folder for each connection.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import { runPulumi } from "../../adapters/pulumiCommand";
import { rememberPublic } from "../../core/masking/rememberedSecrets";
import { PeerProblem, type RenderedPeer, renderPeer } from "../../peer/renderPeer";
import { deviceName } from "../../peer/tunnel";
import type { CommandEnvironment } from "../command";
import type { PeerArguments } from "./arguments";
import { connectionsIn, type StateConnection } from "./fromState";

/** Where keys may be shown because the user has asked for it. */
interface PeerEnvironment extends CommandEnvironment {
  readonly print: (text: string) => void;
}

/** Runs the command. Rejects with a sentence for the user. */
export async function runPeer(
  given: PeerArguments,
  { folder, environment, say, print }: PeerEnvironment,
): Promise<void> {
  const choice = given.stack === undefined ? [] : ["--stack", given.stack];
  const exported = await runPulumi({ args: ["stack", "export", "--show-secrets", ...choice], folder, environment });
  // All are rendered before one is written.
  const peers = connectionsIn(exported, given.connections).map((each) => ({
    name: each.logical,
    rendered: renderedOf(each, given),
  }));
  if (given.isPrinted) {
    for (const { rendered } of peers) print(printed(rendered));
    return;
  }
  const files = peers.flatMap(({ name, rendered }) => filesOf(resolve(folder, given.out, deviceName(name)), rendered));
  // The user's folders and names, and ours: they stay readable where a key holds a word of them.
  for (const step of files.flatMap(({ path }) => path.split(sep))) rememberPublic(step);
  const present = files.find(({ path }) => existsSync(path));
  if (present !== undefined && !given.force)
    throw new Error(`${present.path} exists already. Give --force to overwrite it, or another --out`);
  for (const { path, content } of files) {
    mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
    // The mode counts for a new file only: what is there goes first.
    rmSync(path, { force: true });
    writeFileSync(path, content, { mode: 0o600 });
    say(`written: ${path}`);
  }
}

function renderedOf({ logical, declared }: StateConnection, { format, localCidrs }: PeerArguments): RenderedPeer {
  try {
    return renderPeer(format, { ...declared, localCidrs });
  } catch (error) {
    throw error instanceof PeerProblem ? new Error(`${logical}: ${error.message}`) : error;
  }
}

function filesOf(folder: string, rendered: RenderedPeer): { path: string; content: string }[] {
  const own = rendered.files.map(({ path, content }) => ({ path: join(folder, basename(path)), content }));
  return [...own, { path: join(folder, "README.txt"), content: `${guideOf(rendered)}\n` }];
}

function guideOf({ files, commands, advice }: RenderedPeer): string {
  return [
    "Files of the device:",
    ...files.map(({ path }) => `  ${basename(path)}${path === basename(path) ? "" : ` belongs to ${path}`}`),
    "",
    "Commands on the device:",
    ...commands.map((command) => `  ${command}`),
    "",
    ...advice.map((sentence) => `- ${sentence}`),
  ].join("\n");
}

function printed(rendered: RenderedPeer): string {
  const files = rendered.files.map(({ path, content }) => `# ${path}\n${content}`);
  return `${[...files, guideOf(rendered).replace(/^/gm, "# ").replace(/ +$/gm, "")].join("\n")}\n`;
}
