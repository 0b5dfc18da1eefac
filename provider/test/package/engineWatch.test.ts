// A provider process whose engine is gone ends, so that it creates nothing that no state would know; with real processes and sockets.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { join } from "node:path";
import { ROOT } from "../support/linkedFolder";

const WATCH = join(ROOT, "dist/provider/src/adapters/engineWatch.js");
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** A process that watches the engine at this port, and ends by itself with 0 after some seconds. */
function watching(port: number, script = "/x/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js"): ChildProcess {
  const argv = JSON.stringify(["node", script, `127.0.0.1:${port}`]);
  const program = `require(${JSON.stringify(WATCH)}).endWithEngine(${argv}); setTimeout(() => process.exit(0), 4_500);`;
  const child = spawn(process.execPath, ["-e", program], { stdio: "ignore" });
  children.push(child);
  return child;
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once("exit", resolve));

async function engine(): Promise<{ port: number; seen: Promise<unknown>; stop: () => void }> {
  const server = net.createServer((socket) => socket.destroy());
  const seen = new Promise((resolve) => server.once("connection", resolve));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an AddressInfo.
  return { port: (server.address() as AddressInfo).port, seen, stop: () => server.close() };
}

test("the engine was there and is gone: the process ends", async () => {
  const { port, seen, stop } = await engine();
  const child = watching(port);
  await seen;
  stop();
  expect(await ended(child)).toBe(1);
});

test("an engine that stays, one that never was, and a process that is no dynamic provider: nothing ends early", async () => {
  const [staying, leaving] = [await engine(), await engine()];
  const ends = [watching(staying.port), watching(1), watching(leaving.port, "/x/program/index.js")].map(ended);
  leaving.stop();
  expect(await Promise.all(ends)).toEqual([0, 0, 0]);
  staying.stop();
});

test("the native plugin, whose engine is the parent that it is given: it ends within three seconds", async () => {
  const { port, seen, stop } = await engine();
  const main = join(ROOT, "dist/provider/cmd/pulumi-resource-vpnaas/main.js");
  const child = spawn(process.execPath, [main, "-v=9", `127.0.0.1:${port}`], { stdio: ["ignore", "pipe", "ignore"] });
  children.push(child);
  const [line] = (await once(child.stdout, "data")) as [Buffer]; // a pipe without an encoding
  expect(line.toString()).toMatch(/^\d+\n$/);
  await seen;
  const before = performance.now();
  stop();
  expect(await ended(child)).toBe(1);
  expect(performance.now() - before).toBeLessThan(3_000);
});
