// The scripts of examples/gitops with the real CLI: the loop from a pull request to a repaired drift, failures, and a killed run.
// The forge is a small stand-in; what else it has to take is in package/gitopsReport.test.ts.
import type { Emulator } from "../../emulator";
import { ExampleStage, typeErrors } from "../support/examples";
import { type ForgeStub, startForge } from "../support/forgeStub";
import { Pipeline, PSK } from "../support/gitops";
import { killLocked } from "../support/kill";
import { settleAtOnce } from "../support/settleAtOnce";

const stage = new ExampleStage();
const forges: ForgeStub[] = [];
afterAll(async () => {
  await stage.close();
  for (const forge of forges) await forge.close();
});

async function open(): Promise<{ pipeline: Pipeline; emulator: Emulator; forge: ForgeStub }> {
  const emulator = await stage.start({ seed: false });
  settleAtOnce(emulator);
  const forge = await startForge("github");
  forges.push(forge);
  return { pipeline: await Pipeline.open(stage, emulator, forge), emulator, forge };
}

/** The rows of the table in a comment. */
function rowsOf(text = ""): string[] {
  return text.split("\n").filter((line) => line.startsWith("| ") && !/^\| (site|---) /.test(line));
}

const methods = ({ log }: Emulator) => [
  ...new Set(log.filter(({ path }) => path.startsWith("/v2.0/")).map(({ method }) => method)),
];

test("pull request, merge, drift, repair: the comment and the issue say what happens, and nothing tells a key", async () => {
  const { pipeline, emulator, forge } = await open();
  expect(typeErrors(pipeline.project.folder)).toBe("");
  const before = pipeline.backend();
  expect(await pipeline.job("preview")).toMatchObject({ code: 0, stderr: "" });
  expect(rowsOf(forge.comments[0]?.body)).toEqual([
    "| all sites: IKE policy | new | create |  |",
    "| all sites: IPsec policy | new | create |  |",
    "| all sites: VPN service | new | create |  |",
    "| hub-local (EndpointGroup) | new | create |  |",
    "| berlin | new site | create | new |",
    "| lisbon | new site | create | new |",
    "| paris | new site | create | new |",
  ]);
  expect(emulator.log).toEqual([]);
  expect(pipeline.backend()).toEqual(before);

  expect(await pipeline.job("up")).toMatchObject({ code: 0 });
  expect(emulator.connections.size).toBe(3);
  await expectNoNoise(pipeline, forge);

  const [connection = {}] = emulator.connections.values();
  connection.dpd = { action: "hold", interval: 30, timeout: 120 };
  const unread = pipeline.backend();
  expect(await pipeline.job("drift")).toMatchObject({ code: 7, stderr: "" });
  expect(methods(emulator)).toEqual(["GET"]);
  expect(pipeline.backend()).toEqual(unread);
  expect(forge.issues).toHaveLength(1);
  const changed = forge.issues[0]?.body.split("\n").filter((line) => line.includes(" => ") && !line.includes("state"));
  expect(changed).toEqual([expect.stringMatching(/"restart" => "hold"/)]);

  expect(await pipeline.job("up", { args: ["--refresh"] })).toMatchObject({ code: 0 });
  const actions = [...emulator.connections.values()].map(({ dpd }) => dpd);
  expect(actions).toEqual(Array(3).fill({ action: "restart", interval: 30, timeout: 120 }));
  await expectNoNoise(pipeline, forge);
  expect(forge.issues).toMatchObject([{ state: "closed" }]);

  pipeline.edit((sites) => {
    Object.assign(sites.berlin ?? {}, { peerCidrs: ["10.30.0.0/16"] });
    Object.assign(sites.paris ?? {}, { peerAddress: "203.0.113.99" });
    delete sites.lisbon;
  });
  expect(await pipeline.job("preview")).toMatchObject({ code: 0 });
  expect(rowsOf(forge.comments[0]?.body)).toEqual([
    "| lisbon | site removed | delete | ends |",
    "| berlin | remote networks | update | may renegotiate |",
    "| paris | peerAddress, peerId | update | may renegotiate |",
  ]);
  expect(await pipeline.job("up")).toMatchObject({ code: 0 });
  await expectNoNoise(pipeline, forge);
  expect(forge.comments).toHaveLength(1);

  const posted = JSON.stringify([forge.comments, forge.issues, forge.remarks]);
  expect(posted + pipeline.printed).not.toMatch(/Canary-psk|emulator-password|forge-token/);
});

/** Neither a preview nor a look for drift finds anything. */
async function expectNoNoise(pipeline: Pipeline, forge: ForgeStub): Promise<void> {
  expect(await pipeline.job("drift")).toMatchObject({ code: 0, stdout: expect.stringContaining("No drift.") });
  expect(await pipeline.job("preview")).toMatchObject({ code: 0 });
  expect(forge.comments[0]?.body).toMatch(/\*\*No changes\.\*\* \d sites?\./);
}

test("another router: the preview says which tunnels are interrupted, and in which order", async () => {
  const { pipeline, emulator, forge } = await open();
  expect(await pipeline.job("up")).toMatchObject({ code: 0 });
  await pipeline.project.config("routerId", emulator.seeded.routerId);
  expect(await pipeline.job("preview")).toMatchObject({ code: 0 });
  const interrupted = "**interrupted**: deleted, then created";
  expect(rowsOf(forge.comments[0]?.body)).toEqual([
    "| all sites: VPN service | routerId | replace | see the sites |",
    ...["berlin", "lisbon", "paris"].map((site) => `| ${site} | vpnserviceId | replace | ${interrupted} |`),
  ]);
});

test("failures: each has its exit code, a preview posts its error, and only drift opens an issue", async () => {
  const { pipeline, forge } = await open();
  pipeline.edit((sites) =>
    Object.assign(sites, { rome: { peerAddress: "203.0.113.50", peerCidrs: ["10.50.0.0/16"] } }),
  );
  const preview = await pipeline.job("preview");
  expect(preview.code).toBeGreaterThan(0);
  expect(forge.comments[0]?.body).toContain("**The preview failed**");
  expect(forge.comments[0]?.body).toContain("resource 'hub-rome' has a problem: psk is missing; it has to be given");

  const noStack = { PULUMI_STACK: "" }; // the default, prod
  expect(await pipeline.job("preview", { env: noStack })).toMatchObject({ code: 6 });
  expect(forge.comments[1]?.body).toMatch(/### Preview of `gitops\/prod`[\s\S]*no stack named 'prod' found/);
  expect(await pipeline.job("drift", { env: noStack })).toMatchObject({ code: 6 });

  pipeline.edit((sites) => delete sites.rome);
  expect(await pipeline.job("up")).toMatchObject({ code: 0 });
  const wrong = { OS_PASSWORD: "Canary-psk-wrong" };
  expect(await pipeline.job("drift", { env: wrong })).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("401"),
  });
  expect(await pipeline.job("up", { env: { PULUMI_BACKEND_URL: "" } })).toMatchObject({ code: 1 });
  expect(forge.issues).toEqual([]);

  const fork = { HEAD_REPOSITORY: "stranger/vpn" };
  expect(await pipeline.job("preview", { env: fork })).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining("this change comes from stranger/vpn, and a fork gets no secrets of ops/vpn"),
  });
  expect(forge.comments).toHaveLength(2);
  expect(JSON.stringify(forge.comments) + pipeline.printed).not.toMatch(/Canary-psk|emulator-password|forge-token/);
});

test("a user who may only read: preview and drift work; up says which role is missing, and changes nothing", async () => {
  const { pipeline, emulator, forge } = await open();
  const env = emulator.readerEnvironment;
  expect(await pipeline.job("up")).toMatchObject({ code: 0 });
  const [connection = {}] = emulator.connections.values();
  connection.peer_id = "changed.example.com";
  expect(await pipeline.job("drift", { env })).toMatchObject({ code: 7, stderr: "" });
  expect(forge.issues).toHaveLength(1);
  pipeline.edit((sites) => Object.assign(sites.paris ?? {}, { peerAddress: "203.0.113.99" }));
  const [objects, preview] = [structuredClone([...emulator.connections.values()]), ["preview", { env }] as const];
  expect(await pipeline.job(...preview)).toMatchObject({ code: 0, stderr: "" });
  const [row = ""] = rowsOf(forge.comments[0]?.body);
  expect(row).toContain("| paris | peerAddress, peerId | update |");

  const refused = await pipeline.job("up", { env });
  expect(refused.code).toBeGreaterThan(0);
  expect(refused.stdout).toMatch(
    /hub-paris\)[\s\S]*failed: 403 VPC\.1017: [\s\S]*roles of the user: VPN Administrator/,
  );
  expect([...emulator.connections.values()]).toEqual(objects);
  expect(await pipeline.job(...preview)).toMatchObject({ code: 0 });
  expect(rowsOf(forge.comments[0]?.body)).toEqual([row]);
});

test("a killed run: up is refused, unlock, and the next up creates what is missing, and nothing twice", async () => {
  const { pipeline, emulator } = await open();
  await killLocked(pipeline.project, emulator, { method: "POST", path: /ipsec-site-connections$/ });
  const refused = await pipeline.job("up");
  expect(refused.code).toBeGreaterThan(0);
  expect(refused.stderr).toContain("the stack is currently locked by 1 lock(s)");
  expect(await pipeline.job("unlock")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("Next: bring dev up."),
  });
  expect(await pipeline.job("up")).toMatchObject({ code: 0 });
  expect(emulator.connections.size).toBe(3);
  expect(emulator.endpointGroups.size).toBe(4);
  expect(emulator.vpnservices.size).toBe(1);
  expect(await pipeline.job("drift")).toMatchObject({ code: 0 });
  expect(pipeline.printed).not.toContain(PSK);
});
