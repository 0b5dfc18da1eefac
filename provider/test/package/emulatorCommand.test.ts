// The emulator as a command: what it prints, that no secret of a request is printed, and how it ends.
// The command is compiled to a folder of its own, as the package ships it.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformFile } from "@swc/core";

const source = join(__dirname, "../../emulator");
const running: ChildProcess[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vpnaas-emulator-"));
  for (const file of await readdir(source)) {
    const parser = { syntax: "typescript" } as const;
    const { code } = await transformFile(join(source, file), {
      jsc: { parser, target: "es2023" },
      module: { type: "commonjs" },
    });
    await writeFile(join(folder, file.replace(/\.ts$/, ".js")), code);
  }
});
// A failed expectation must not leave a command running.
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Run {
  readonly output: () => string;
  readonly errors: () => string;
  readonly ended: Promise<number | null>;
  stop(signal: NodeJS.Signals): void;
  until(pattern: RegExp): Promise<RegExpExecArray>;
}

function run(...options: string[]): Run {
  return runWith({}, ...options);
}

function runWith(environment: Record<string, string>, ...options: string[]): Run {
  const env = { ...process.env, http_proxy: "", HTTP_PROXY: "", all_proxy: "", ALL_PROXY: "", ...environment };
  const args = [join(folder, "cli.js"), ...options];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const until = async (pattern: RegExp) => {
    for (;;) {
      const found = pattern.exec(output);
      if (found !== null) return found;
      await Promise.race([
        new Promise((resolve) => child.stdout.once("data", resolve)),
        ended.then(() => Promise.reject(new Error(`The command ended without ${pattern}: ${output}${errors}`))),
      ]);
    }
  };
  return { output: () => output, errors: () => errors, ended, stop: (signal) => void child.kill(signal), until };
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "it prints how to log in, one line a request, and ends cleanly on %s",
  async (signal) => {
    const command = run("--dialect", "openstack", "--settle-after", "50");
    const [, url = ""] = await command.until(/^export OS_AUTH_URL=(http:\/\/127\.0\.0\.1:\d+)\/v3$/m);
    await command.until(/^# {3}secondPeerEpGroupId +22222222-0000-4000-8000-000000000005$/m);
    const answer = await fetch(`${url}/v2.0/vpn/ipsec-site-connections?limit=1&psk=not-for-the-log`, {
      headers: { "x-auth-token": "also-not-for-the-log" },
    });
    await answer.text();
    await command.until(/Z GET \/v2\.0\/vpn\/ipsec-site-connections\?limit=1 401$/m);
    command.stop(signal);

    expect(await command.ended).toBe(0);
    expect(command.output()).not.toContain("not-for-the-log");
    expect(command.errors()).toBe("");
  },
);

test.each(["http_proxy", "HTTP_PROXY", "ALL_PROXY"])(
  "where %s is set, it exports an exception for itself",
  async (name) => {
    const command = runWith({ [name]: "http://proxy.example.com:3128" });
    await command.until(/unconnectedRouterId/);
    expect(command.output()).toContain("\nexport no_proxy=127.0.0.1\n");
  },
);

test("with --empty it lists routers and subnets only, and no object of the VPN API is there", async () => {
  const command = run("--empty");
  const [, url = ""] = await command.until(/^export OS_AUTH_URL=(http:\/\/127\.0\.0\.1:\d+)\/v3$/m);
  await command.until(/^# {3}unconnectedRouterId +55555555-0000-4000-8000-000000000006$/m);
  const listed = [...command.output().matchAll(/^# {3}(\w+) +[0-9a-f-]{36}$/gm)].map((line) => line[1]);
  const headers = await logIn(url);
  const services = await fetch(`${url}/v2.0/vpn/vpnservices`, { headers });

  expect(await services.json()).toEqual({ vpnservices: [] });
  expect(listed).toEqual([
    "subnetId",
    "secondSubnetId",
    "offRouterSubnetId",
    "routerId",
    "secondRouterId",
    "spareRouterId",
    "bareRouterId",
    "unconnectedRouterId",
  ]);
  command.stop("SIGTERM");
  expect(await command.ended).toBe(0);
});

test("it says which of its routers are free, and why the others are not; the ids for a new VPN come first", async () => {
  const command = run();
  await command.until(/unconnectedRouterId/);
  const output = command.output();
  expect(output).toContain(
    "#   pulumi config set routerId 55555555-0000-4000-8000-000000000004\n" +
      "#   pulumi config set subnetId 44444444-0000-4000-8000-000000000001\n" +
      "# Routers that are free: router-spare (55555555-0000-4000-8000-000000000004).\n",
  );
  for (const line of [
    "router-one (55555555-0000-4000-8000-000000000001): has a VPN service",
    "router-bare (55555555-0000-4000-8000-000000000005): has no external gateway",
    "router-unconnected (55555555-0000-4000-8000-000000000006): has no subnet",
  ])
    expect(output).toContain(`#   ${line}\n`);
  expect(output.split("\n").filter(({ length }) => length > 80)).toEqual([]);
  expect(output).not.toContain("proxy");
  expect(output.indexOf("routerId")).toBe(output.indexOf("routerId 55555555-0000-4000-8000-000000000004"));
});

/** Logs in by password, as the greeting says; resolves to the headers of further requests. */
async function logIn(url: string): Promise<Record<string, string>> {
  const domain = { name: "Default" };
  const user = { name: "vpn-user", password: "emulator-password", domain };
  const identity = { methods: ["password"], password: { user } };
  const auth = { identity, scope: { project: { name: "vpn-project", domain } } };
  const login = await fetch(`${url}/v3/auth/tokens`, { method: "POST", body: JSON.stringify({ auth }) });
  await login.text();
  return { "x-auth-token": login.headers.get("x-subject-token") ?? "" };
}

test("with --show-bodies it prints what requests and replies hold, and every secret in them masked", async () => {
  const command = run("--dialect", "openstack", "--show-bodies");
  const [, url = ""] = await command.until(/^export OS_AUTH_URL=(http:\/\/127\.0\.0\.1:\d+)\/v3$/m);
  await command.until(/unconnectedRouterId/);
  const greeting = command.output();
  const headers = await logIn(url);
  const token = headers["x-auth-token"] ?? "";
  const ipsec = { name: "hq", psk: 'Canary-"psk"-\\', peer_address: "203.0.113.9", mtu: 5, oops: 'Canary-"psk"-\\' };
  const send = (path: string, body: unknown) =>
    fetch(url + path, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) });
  await (await send("/v2.0/vpn/ipsec-site-connections", { ipsec_site_connection: ipsec })).text();
  const again = { identity: { methods: ["token"], token: { id: token } }, scope: { project: { id: "p" } } };
  await (await send("/v3/auth/tokens", { auth: again })).text();
  const credential = { id: "c", secret: "Canary-secret" };
  const third = { identity: { methods: ["application_credential"], application_credential: credential } };
  await (await send("/v3/auth/tokens", { auth: third })).text();
  await (await send("/v3/auth/tokens", "Canary-no-json")).text();
  await command.until(/characters that are not a JSON object/);
  await fetch(`${url}/v2.0/vpn/vpnservices?fields=name`, { headers });
  await command.until(/service-two/);
  const printed = command.output().slice(greeting.length);

  expect(printed).toContain(
    '  > {"ipsec_site_connection":{"name":"hq","psk":"******","peer_address":"203.0.113.9","mtu":5,"oops":"******"}}\n',
  );
  expect(printed).toMatch(/^ {2}< \{"NeutronError":\{/m);
  expect(printed).toContain('"user":{"name":"vpn-user","password":"******","domain":{"name":"Default"}}');
  expect(printed).toContain('"token":{"id":"******"}},"scope":{"project":{"id":"p"}}');
  expect(printed).toContain('"application_credential":{"id":"c","secret":"******"}');
  expect(printed).toContain("  > (14 characters that are not a JSON object)\n");
  expect(printed).not.toMatch(/Canary|emulator-password/);
  expect(printed).not.toContain(token);
});

test("without it, no body is printed", async () => {
  const command = run();
  const [, url = ""] = await command.until(/^export OS_AUTH_URL=(http:\/\/127\.0\.0\.1:\d+)\/v3$/m);
  await logIn(url);
  await command.until(/POST \/v3\/auth\/tokens 201\n/);
  expect(command.output()).not.toContain('vpn-project",');
  expect(command.output()).not.toContain("{");
});

test("a port that is in use ends it with 1 and a sentence", async () => {
  const first = run();
  const [, port = ""] = await first.until(/http:\/\/127\.0\.0\.1:(\d+)\/v3/);
  const second = run("--port", port);
  expect(await second.ended).toBe(1);
  expect(second.errors()).toBe(`Port ${port} of 127.0.0.1 is in use. Give another --port, or omit it.\n`);
});

test.each([
  {
    reason: "an unknown dialect",
    options: ["--dialect", "azure"],
    message: '--dialect must be otc or openstack, not "azure".',
  },
  {
    reason: "a port that is no number",
    options: ["--port", "many"],
    message: '--port must be a whole number, not "many".',
  },
  {
    reason: "a port that there is not",
    options: ["--port", "70000"],
    message: "--port must be from 0 to 65535, not 70000.",
  },
  { reason: "an unknown option", options: ["--frobnicate"], message: "--frobnicate" },
])("$reason ends it with 1 and a sentence", async ({ options, message }) => {
  const command = run(...options);

  expect(await command.ended).toBe(1);
  expect(command.errors()).toContain(message);
});
