// What `pulumi preview --json` names is what the PUT holds: with changes by others, `ignoreChanges`, removed and added lines, and
// values that only look different. The law over any sequence is updateLaw.test.ts.
import { type Dialect, type Emulator, startEmulator } from "../../emulator";
import { declare, inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

let emulator: Emulator;
let project: Project;

async function open(dialect: Dialect): Promise<void> {
  emulator = await startEmulator({ dialect });
  settleAtOnce(emulator);
  project = await Project.open(emulator);
}
afterEach(async () => {
  project.close();
  await emulator.close();
});

const stored = (): Record<string, unknown> => [...emulator.connections.values()][0] ?? {};
const puts = () => emulator.requests({ method: "PUT" }).map(({ body }) => Object.values(body as object)[0]); // in its envelope

/** The names that the preview gives for the connection, and the bodies of the PUTs that `up` then sends. */
async function change(
  inputs: Record<string, unknown>,
  options?: string,
): Promise<{ named: string[]; sent: unknown[] }> {
  project.program(declare(inputsOf(emulator, inputs), options));
  const [step] = await project.preview();
  emulator.clearLog();
  await project.up();
  return { named: [...(step?.diffReasons ?? [])].sort(), sent: puts() };
}

test("drift of another field is neither sent nor taken into the state, with and without ignoreChanges", async () => {
  await open("otc");
  const ignoring = '{ ignoreChanges: ["peerAddress"] }';
  await change({}, ignoring);
  stored().peer_address = "203.0.113.99";
  expect(await change({ mtu: 1500, peerId: "one.example.com" }, ignoring)).toEqual({
    named: ["mtu", "peerId"],
    sent: [{ mtu: 1500, peer_id: "one.example.com" }],
  });
  expect(await change({ mtu: 1500, peerId: "two.example.com" })).toEqual({
    named: ["peerId"],
    sent: [{ peer_id: "two.example.com" }],
  });
  expect(stored().peer_address).toBe("203.0.113.99");
  // Only a refresh brings it in: then the preview names it, and the PUT puts it back.
  await project.must(["refresh", "--yes", "--skip-preview"]);
  expect(await change({ mtu: 1500, peerId: "two.example.com" })).toEqual({
    named: ["peerAddress"],
    sent: [{ peer_address: "203.0.113.9" }],
  });
});

test("a switch that is ignored and was turned at the service is not turned back by another change", async () => {
  await open("openstack");
  const ignoring = '{ ignoreChanges: ["adminStateUp"] }';
  await change({ adminStateUp: false }, ignoring);
  stored().admin_state_up = true;
  expect(await change({ adminStateUp: false, mtu: 1400 }, ignoring)).toEqual({ named: ["mtu"], sent: [{ mtu: 1400 }] });
  expect(stored().admin_state_up).toBe(true);
});

test("removed lines go back to the documented defaults, once, and the preview says so", async () => {
  await open("openstack");
  const dpd = { action: "restart", interval: 20, timeout: 90 };
  await change({ mtu: 1400, dpd, description: "old", localId: "hub.example.com" });
  expect(await change({})).toEqual({
    named: ["description", "dpd", "localId", "mtu"],
    sent: [{ description: "", dpd: { action: "hold", interval: 30, timeout: 120 }, local_id: "", mtu: 1500 }],
  });
  // From now on the program has no opinion.
  stored().mtu = 1400;
  await project.must(["refresh", "--yes", "--skip-preview"]);
  await project.must(["preview", "--expect-no-changes"]);
  // Also what has its default already: only an update lets the state know that the program has no opinion any more.
  await change({ mtu: 1500 });
  expect(await change({})).toEqual({ named: ["mtu"], sent: [{ mtu: 1500 }] });
  expect(await change({})).toEqual({ named: [], sent: [] });
});

test("removed tags are removed at the service, next to another change and alone", async () => {
  await open("otc");
  await change({ tags: { env: "prod" } });
  expect(await change({ peerId: "one.example.com" })).toEqual({
    named: ["peerId", "tags"],
    sent: [{ peer_id: "one.example.com" }],
  });
  expect(stored().tags ?? []).toEqual([]);
  await change({ tags: { env: "prod" }, peerId: "one.example.com" });
  expect((await change({ peerId: "one.example.com" })).named).toEqual(["tags"]);
  expect(stored().tags ?? []).toEqual([]);
});

test("ids in another case and networks in another spelling are no change; host bits are pointed out", async () => {
  await open("openstack");
  const upper = emulator.seeded.vpnserviceId.toUpperCase();
  const group = (network: string) =>
    `new vpnaas.EndpointGroup("remote", { type: "cidr", endpoints: [${JSON.stringify(network)}] });`;
  project.program(`${declare(inputsOf(emulator, { vpnserviceId: upper }))}\n${group("10.7.0.5/16")}`);
  await project.up();
  // As a service does that stores the network itself, and ids in lower case.
  for (const each of emulator.endpointGroups.values())
    if (String(each.endpoints).includes("10.7")) each.endpoints = ["10.7.0.0/16"];
  stored().vpnservice_id = emulator.seeded.vpnserviceId;
  emulator.clearLog();
  const run = await project.run(["preview", "--expect-no-changes"]);
  expect(run).toMatchObject({ code: 0 });
  await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
  project.program(`${declare(inputsOf(emulator))}\n${group("10.7.0.0/16")}`);
  await project.up("--expect-no-changes");
  expect(emulator.vpnRequests().every(({ method }) => method === "GET")).toBe(true);
  project.program(`${declare(inputsOf(emulator))}\n${group("10.8.0.5/16")}`);
  expect((await project.run(["preview"])).output).toContain(
    "endpoints: 10.8.0.5/16 has host bits and is treated as 10.8.0.0/16; write 10.8.0.0/16",
  );
});
