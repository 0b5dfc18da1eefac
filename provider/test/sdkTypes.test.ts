// The SDK's types as the TypeScript compiler of a user sees them: what is right compiles, what is wrong is named.
// Needs the built package; nothing is run.
import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { linkedFolder } from "./support/linkedFolder";

jest.setTimeout(120_000);

let folder: string;
beforeAll(() => {
  folder = linkedFolder(["typescript"]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const IMPORTS = `import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "pulumi-vpnaas";
`;
const IDS = 'peerAddress: "203.0.113.9", peerId: "hq", vpnserviceId: "a", ikepolicyId: "b", ipsecpolicyId: "c"';

const RIGHT = `${IMPORTS}
import { provider } from "pulumi-vpnaas/provider";
import { type Emulator, startEmulator } from "pulumi-vpnaas/emulator";
declare const text: pulumi.Output<string>;
declare const seconds: pulumi.Output<number>;
declare const perhaps: pulumi.Output<string | undefined>;
declare const action: Promise<vpnaas.DpdAction>;

const nl = new vpnaas.Provider("nl", { authUrl: text, password: pulumi.secret("p"), insecure: true, region: perhaps });
export const hq = new vpnaas.IpsecSiteConnection("hq", {
  psk: pulumi.secret("p"), peerAddress: text, peerId: Promise.resolve("hq"), vpnserviceId: text, ikepolicyId: "b",
  ipsecpolicyId: "c", description: perhaps, mtu: seconds, adminStateUp: pulumi.output(true), initiator: "response-only",
  peerCidrs: ["10.0.0.0/24", text], dpd: { action, interval: seconds, timeout: Promise.resolve(120) },
}, { provider: nl, protect: true });
const known: vpnaas.IpsecSiteConnectionArgs = { psk: "p", ${IDS}, peerCidrs: pulumi.output(["10.0.0.0/24"]),
  dpd: pulumi.output({ action: "hold" as const, interval: 30 }) };
export const branch = new vpnaas.IpsecSiteConnection("branch", known, { deleteBeforeReplace: true });

export const found: vpnaas.IpsecSiteConnection = vpnaas.IpsecSiteConnection.get("found", text);
export const status: pulumi.Output<string> = found.status;
export const cidrs: pulumi.Output<string[]> = hq.peerCidrs;
export const dpd: pulumi.Output<vpnaas.Dpd> = hq.dpd;
export const interval: pulumi.Output<number> = hq.dpd.interval;
export const description: pulumi.Output<string | undefined> = hq.description;
export const isUp: pulumi.Output<boolean> = hq.adminStateUp;
export const id: pulumi.Output<pulumi.ID> = hq.id;
export function narrow(value: unknown): vpnaas.IpsecSiteConnection | undefined {
  return vpnaas.IpsecSiteConnection.isInstance(value) ? value : undefined;
}
export const dynamic = new pulumi.dynamic.Resource(provider("IpsecSiteConnection"), "d", {}, {}, "vpnaas", "IpsecSiteConnection");
export const started: Promise<Emulator> = startEmulator({ dialect: "openstack" });
`;

// One mistake a line; what the compiler says to it is the table below.
const WRONG = `${IMPORTS}const right = { psk: "p", ${IDS} };
new vpnaas.IpsecSiteConnection("a", { ...right, peerAddres: "203.0.113.9" });
new vpnaas.IpsecSiteConnection("b", { ...right, initiator: "bidirectional" });
new vpnaas.IpsecSiteConnection("c", { ...right, dpd: { action: "reboot" } });
new vpnaas.IpsecSiteConnection("d", { ...right, dpd: { intervall: 30 } });
new vpnaas.IpsecSiteConnection("e", { ...right, mtu: "1500" });
new vpnaas.IpsecSiteConnection("f", { psk: "p" });
new vpnaas.Provider("g", { authURL: "https://iam.example.com/v3" });
export const status: pulumi.Output<number> = vpnaas.IpsecSiteConnection.get("h", "id").status;
`;

const MISTAKES = [
  [4, "TS2561", "'peerAddres' does not exist in type 'IpsecSiteConnectionArgs'. Did you mean to write 'peerAddress'?"],
  [5, "TS2322", `Type '"bidirectional"' is not assignable to type 'Input<Initiator | undefined>'.`],
  [6, "TS2322", `Type '"reboot"' is not assignable to type`],
  [7, "TS2561", "Did you mean to write 'interval'?"],
  [8, "TS2322", "Type 'string' is not assignable to type 'Input<number | undefined>'."],
  [
    9,
    "TS2345",
    "missing the following properties from type 'IpsecSiteConnectionArgs': peerAddress, peerId, vpnserviceId",
  ],
  [10, "TS2561", "Did you mean to write 'authUrl'?"],
  [11, "TS2322", "Type 'OutputInstance<string>' is not assignable to type 'Output<number>'."],
] as const;

/** What the compiler says to the files, strict and without skipLibCheck: our own declarations are checked, too. */
function compile(files: Record<string, string>, extra: Record<string, unknown> = {}): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const options = { strict: true, noEmit: true, module: "nodenext", target: "es2022", types: [], ...extra };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: Object.keys(files) }));
  const compiler = join(folder, "node_modules/typescript/bin/tsc");
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, "-p", "."], { cwd: folder }, (_error, stdout) =>
      resolve(stdout.split("\n").filter((line) => line !== "")),
    );
  });
}

test("programs with an input at every depth compile, as CommonJS and as ES module, and every mistake is named", async () => {
  const lines = await compile({ "right.ts": RIGHT, "right.mts": RIGHT, "wrong.ts": WRONG });
  const said = lines.filter((line) => !line.startsWith(" "));
  expect(said).toEqual(
    MISTAKES.map(([line, code]) => expect.stringMatching(new RegExp(`^wrong\\.ts\\(${line},\\d+\\): error ${code}: `))),
  );
  const all = lines.join("\n");
  for (const [, , sentence] of MISTAKES) expect(all).toContain(sentence);
});

test("the same programs compile under exactOptionalPropertyTypes", async () => {
  const { "right.ts": right } = { "right.ts": RIGHT };
  expect(await compile({ "right.ts": right }, { exactOptionalPropertyTypes: true })).toEqual([]);
});
