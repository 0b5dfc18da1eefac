// The SDK's types as the TypeScript compiler of a user sees them: what is right compiles, what is wrong is named.
// Needs the built package; nothing is run.
import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { linkedFolder } from "../support/linkedFolder";

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
class Dynamic extends pulumi.dynamic.Resource {}
export const dynamic = new Dynamic(provider("IpsecSiteConnection"), "d", {}, {}, "vpnaas", "IpsecSiteConnection");
export const key: pulumi.Output<string | undefined> = vpnaas.getIpsecSiteConnectionOutput({ name: text }).psk;
export const vpc: pulumi.Output<string> = vpnaas.getVpnServiceOutput({ id: perhaps }, { provider: nl, parent: hq }).routerId;
export const pfs: Promise<vpnaas.Pfs> = vpnaas.getIkePolicy({ name: "ike" }).then((policy) => policy.pfs);
export const groups: Promise<vpnaas.GetEndpointGroupResult[]> = vpnaas.listEndpointGroups({ endpoints: ["10.0.0.0/8"] });
export const services: pulumi.Output<number> = vpnaas.listVpnServicesOutput().length;
const config = new pulumi.Config();
const cipher = config.get<vpnaas.EncryptionAlgorithm>("cipher", {
  allowedValues: Object.values(vpnaas.EncryptionAlgorithm),
});
export const ike = new vpnaas.IkePolicy("ike", { encryptionAlgorithm: cipher ?? vpnaas.EncryptionAlgorithm.Aes256,
  authAlgorithm: config.require<vpnaas.AuthAlgorithm>("hash", { allowedValues: [vpnaas.AuthAlgorithm.Sha2256] }) });
export const ipsec = new vpnaas.IpsecPolicy("ipsec", { encryptionAlgorithm: cipher });
export const started: Promise<Emulator> = startEmulator({ dialect: "openstack" });
`;

// One mistake a line, from line 4 on; what the compiler says to it is the table below.
const WRONG = `${IMPORTS}const right = { psk: "p", ${IDS} };
new vpnaas.IpsecSiteConnection("a", { ...right, peerAddres: "203.0.113.9" });
new vpnaas.IpsecSiteConnection("b", { ...right, initiator: "bidirectional" });
new vpnaas.IpsecSiteConnection("c", { ...right, dpd: { action: "reboot" } });
new vpnaas.IpsecSiteConnection("d", { ...right, dpd: { intervall: 30 } });
new vpnaas.IpsecSiteConnection("e", { ...right, mtu: "1500" });
new vpnaas.IpsecSiteConnection("f", { psk: "p" });
new vpnaas.Provider("g", { authURL: "https://iam.example.com/v3" });
export const status: pulumi.Output<number> = vpnaas.IpsecSiteConnection.get("h", "id").status;
vpnaas.getVpnService({ nmae: "service" });
`;

const MISTAKES: readonly { line: number; reason: string; said: string }[] = [
  { line: 4, reason: "a misspelt property", said: "'peerAddres' does not exist in type" },
  { line: 4, reason: "its right name", said: "Did you mean to write 'peerAddress'?" },
  { line: 5, reason: "a value that is none of the enum's", said: `Did you mean '"bi-directional"'?` },
  { line: 6, reason: "the same in a nested object", said: `Type '"reboot"' is not assignable to type` },
  { line: 7, reason: "a misspelt nested property", said: "'intervall' does not exist in type" },
  { line: 8, reason: "another type", said: "Type 'string' is not assignable to type" },
  { line: 9, reason: "required properties omitted", said: "peerAddress, peerId, vpnserviceId, ikepolicyId" },
  { line: 10, reason: "a misspelt setting of a provider", said: "Did you mean to write 'authUrl'?" },
  { line: 11, reason: "an output of another type", said: "Type 'Output<string>' is not assignable to type" },
  { line: 12, reason: "a misspelt filter of a lookup", said: "'nmae' does not exist in type 'GetVpnServiceArgs'" },
];

/** What a strict compiler says to the files, line by line. */
function compile(files: Record<string, string>, extra: Record<string, unknown> = {}): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const options = {
    strict: true,
    noEmit: true,
    module: "nodenext",
    target: "es2022",
    types: [],
    skipLibCheck: true,
    ...extra,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: Object.keys(files) }));
  const compiler = join(folder, "node_modules/typescript/bin/tsc");
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, "-p", "."], { cwd: folder }, (_error, stdout) =>
      resolve(stdout.split("\n").filter((line) => line !== "")),
    );
  });
}

test("programs with an input at every depth compile, as CommonJS and as ES module", async () => {
  // Strict, and our own declarations are checked as well.
  expect(await compile({ "right.ts": RIGHT, "right.mts": RIGHT }, { skipLibCheck: false })).toEqual([]);
});

test("they also compile under exactOptionalPropertyTypes", async () => {
  expect(await compile({ "right.ts": RIGHT }, { exactOptionalPropertyTypes: true })).toEqual([]);
});

test("and with the module resolution of older projects, which knows no exports", async () => {
  const options = { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0" };
  expect(await compile({ "right.ts": RIGHT }, options)).toEqual([]);
});

test("an input that is deprecated is marked so where a program gives it, with what to use instead", async () => {
  await compile({ "right.ts": RIGHT });
  const names = [join(folder, "right.ts")];
  const program = ts.createProgram(names, { module: ts.ModuleKind.NodeNext, skipLibCheck: true, types: [] });
  const [checker, file] = [program.getTypeChecker(), program.getSourceFile(names[0] ?? "")];
  const marks = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    const isInputs = ts.isObjectLiteralExpression(node) && node.parent?.kind === ts.SyntaxKind.NewExpression;
    const type = isInputs ? checker.getContextualType(node) : undefined;
    for (const property of type?.getProperties() ?? [])
      for (const { name, text } of property.getJsDocTags(checker))
        marks.set(property.name, `${name}: ${ts.displayPartsToString(text)}`);
    ts.forEachChild(node, visit);
  };
  if (file !== undefined) visit(file);
  expect([...marks]).toEqual([
    ["peerCidrs", "deprecated: Use `localEpGroupId` and `peerEpGroupId` with two endpoint groups."],
  ]);
});

test("every mistake is an error on its line that says what is wrong", async () => {
  // What belongs to an error follows it, indented.
  const errors = (await compile({ "wrong.ts": WRONG })).join("\n").split(/\n(?! )/);
  const lines = errors.map((error) => Number(/^wrong\.ts\((\d+),/.exec(error)?.[1]));
  expect(lines).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12]);
  for (const { line, reason, said } of MISTAKES) {
    expect({ reason, error: errors[lines.indexOf(line)] }).toEqual({ reason, error: expect.stringContaining(said) });
  }
});
