// A login that may only read: what is there is read, and each write is an error that names the rule and the roles.
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
afterEach(() => stage.close());

const ROLES = "VPN Administrator, VPC Administrator and Tenant Guest";

test.each([
  ["otc", "VPC.1017", `Check the roles of the user: ${ROLES}.`],
  ["openstack", "PolicyNotAuthorized", `(OpenStack: member; Open Telekom Cloud: ${ROLES}).`],
] as const)(
  "%s: reads work, a write says which rule refuses it and what roles it takes",
  async (dialect, code, advice) => {
    stage = await openStage({ dialect });
    const { id, inputs, outs } = await stage.created();
    const { OS_USERNAME: username, OS_PASSWORD: password } = stage.emulator.readerEnvironment;
    const reader = stage.another({ username, password });
    expect((await reader.read(id, outs))?.outs).toMatchObject({ name: "hq" });
    const before = structuredClone([...stage.emulator.connections.values()]);
    const other = { ...inputs, name: "second", peerAddress: "203.0.113.77", peerId: "203.0.113.77" };
    for (const [verb, write] of [
      ["create", () => reader.create(other)],
      ["update", () => reader.update(id, outs, { ...inputs, peerId: "other.example.com" })],
      ["delete", () => reader.delete(id, outs)],
    ] as const) {
      const says = `failed: 403 ${code}: rule:${verb}_ipsec_site_connection is disallowed by policy`;
      const error = await write().then(String, String);
      expect(error).toContain(says);
      expect(error).toContain(advice);
    }
    expect([...stage.emulator.connections.values()]).toEqual(before);
  },
);
