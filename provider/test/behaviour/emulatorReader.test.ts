// A user of the emulator who may only read: sees everything of the project, and each write is refused as the service refuses it.
import { type Dialect, type Emulator, startEmulator } from "../../emulator";
import { call, connectionBody, connectionsPath, recordOf, settledConnection } from "../support/emulatorClient";

let emulator: Emulator;
afterEach(() => emulator.close());

async function logIn(): Promise<{ headers: Record<string, string>; token: Record<string, unknown> }> {
  const { OS_USERNAME: name, OS_PASSWORD: password } = emulator.readerEnvironment;
  const { projectName, projectDomainName: domain } = emulator.credentials;
  const auth = {
    identity: { methods: ["password"], password: { user: { name, password, domain: { name: domain } } } },
    scope: { project: { name: projectName, domain: { name: domain } } },
  };
  const reply = await call(emulator, "POST /v3/auth/tokens", { auth }, {});
  return {
    headers: { "x-auth-token": reply.headers.get("x-subject-token") ?? "" },
    token: recordOf(recordOf(reply.body).token),
  };
}

const refusals: [Dialect, (rule: string) => object][] = [
  ["openstack", (rule) => ({ NeutronError: { type: "PolicyNotAuthorized", message: sentence(rule), detail: "" } })],
  ["otc", (rule) => ({ code: "VPC.1017", message: sentence(rule) })],
];
const sentence = (rule: string) => `rule:${rule} is disallowed by policy`;

test.each(refusals)(
  "%s: reads are answered, writes are refused with 403, and nothing changes",
  async (dialect, body) => {
    emulator = await startEmulator({ dialect });
    const id = await settledConnection(emulator);
    const before = structuredClone(emulator.connections.get(id));
    const { headers, token } = await logIn();
    expect(token.roles).toEqual([expect.objectContaining({ name: "reader" })]);
    const one = `${connectionsPath}/${id}`;
    for (const path of [connectionsPath, one])
      expect(await call(emulator, `GET ${path}`, undefined, headers)).toMatchObject({ status: 200 });
    const change = { ipsec_site_connection: { peer_id: "other.example.com" } };
    const replies = [
      await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator), headers),
      await call(emulator, `PUT ${one}`, change, headers),
      await call(emulator, `DELETE ${one}`, undefined, headers),
    ];
    expect(replies.map(({ status }) => status)).toEqual([403, 403, 403]);
    const rules = ["create", "update", "delete"].map((verb) => `${verb}_ipsec_site_connection`);
    expect(replies.map((reply) => reply.body)).toEqual(rules.map(body));
    expect([...emulator.connections.values()]).toEqual([before]);
  },
);

test("otc: tags are read, and not written", async () => {
  emulator = await startEmulator();
  const id = await settledConnection(emulator);
  const { headers } = await logIn();
  const tags = `/v2.0/${emulator.credentials.projectId}/ipsec-site-connections/${id}/tags`;
  expect(await call(emulator, `GET ${tags}`, undefined, headers)).toMatchObject({ status: 200 });
  const tag = { tag: { key: "owner", value: "ops" } };
  expect(await call(emulator, `POST ${tags}`, tag, headers)).toMatchObject({ status: 403 });
  expect(emulator.connections.get(id)).not.toHaveProperty("tags.0");
});
