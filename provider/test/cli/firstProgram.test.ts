// The first program of the README, on the emulator as a command: with the variables and the ids that this prints first, as it is.
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ExampleStage } from "../support/examples";
import { ROOT } from "../support/linkedFolder";

const stage = new ExampleStage();
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGTERM");
});
afterAll(() => stage.close());

/** Starts the command; resolves to what it prints before the first request. */
function greetingOf(...options: string[]): Promise<string> {
  const command = join(ROOT, "dist/provider/emulator/cli.js");
  const child = spawn(process.execPath, [command, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  running.push(child);
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("unconnectedRouterId")) resolve(output);
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(`The command ended: ${output}`)));
  });
}

test.each(["otc", "openstack"])("%s: it comes up and goes down again", async (dialect) => {
  const greeting = await greetingOf("--dialect", dialect);
  const environment = Object.fromEntries(
    [...greeting.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  const [, id = "none"] = /routerId ([0-9a-f-]{36})/.exec(greeting) ?? [];
  const [, subnet = "none"] = /subnetId ([0-9a-f-]{36})/.exec(greeting) ?? [];
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const [, program = ""] = /## A first program[\s\S]*?```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(readme).toContain(`\npulumi config set routerId ${id}\npulumi config set subnetId ${subnet}\n`);
  const project = await stage.open("whole-vpn-component", { ...environment, PULUMI_NODEJS_TRANSPILE_ONLY: "true" });
  project.write("index.ts", program);
  await project.config("routerId", id);
  await project.config("subnetId", subnet);
  await project.config("psk", "Canary-psk-0123456789", true);

  expect(await project.up()).toMatch(/gatewayAddress: "198\.51\.100\.39"/);
  await project.must(["preview", "--expect-no-changes"]);
  expect(await project.must(["destroy", "--yes", "--skip-preview"])).toMatch(/Resources:\n *- 8 deleted/);
});
