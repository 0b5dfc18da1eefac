// Deleting what a connection still uses: waited for, then refused with the name of the connection.
import type { Kind } from "../../src/core/schema";
import { failureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

const CONNECTIONS = "/v2.0/vpn/ipsec-site-connections";

let stage: Stage;
afterEach(() => stage.close());

interface Used {
  readonly kind: Kind;
  /** The input of a connection that refers to it. */
  readonly reference: string;
  readonly refusal: string;
  readonly code: string;
  readonly inputs?: Record<string, unknown>;
}

const USED: readonly Used[] = [
  { kind: "VpnService", reference: "vpnserviceId", refusal: "409", code: "VPNServiceInUse" },
  { kind: "IkePolicy", reference: "ikepolicyId", refusal: "409", code: "IKEPolicyInUse" },
  { kind: "IpsecPolicy", reference: "ipsecpolicyId", refusal: "409", code: "IPsecPolicyInUse" },
  {
    kind: "EndpointGroup",
    reference: "localEpGroupId",
    refusal: "400",
    code: "EndpointGroupInUse",
    inputs: { type: "subnet", endpoints: ["44444444-0000-4000-8000-000000000001"] },
  },
  { kind: "EndpointGroup", reference: "peerEpGroupId", refusal: "400", code: "EndpointGroupInUse" },
];

/** An object of the kind, and a connection "hq" that refers to it. */
async function used({ kind, reference, inputs }: Used) {
  const object = await stage.of(kind).created(inputs);
  const connection = await stage.created({ [reference]: object.id });
  return { object, connection, handler: stage.of(kind).handler };
}

const CASES = USED.flatMap((each) => (["otc", "openstack"] as const).map((dialect) => ({ ...each, dialect })));

describe.each(CASES)("a $kind that a connection names as $reference ($dialect)", (each) => {
  const { dialect, refusal } = each;

  test("is tried until the timeout; then the error says what holds it", async () => {
    stage = await openStage({ dialect }, { deleteTimeout: "1m" });
    stage.emulator.errorShape = "neutron";
    const { object, connection, handler } = await used(each);
    const started = stage.clock.now();
    const error = await failureOf(handler.delete(object.id, object.outs));
    expect(stage.clock.now() - started).toBe(60_000);
    expect(error.message).toContain(each.code);
    expect(error.message).toContain(
      `. It is used by IPsec site connection "hq" (${connection.id}): delete that first, or point it to another` +
        ". Tried again for 60 s: the limit is the setting vpnaas:deleteTimeout",
    );
    const exchanges = stage.exchanges();
    expect(exchanges.at(-1)).toBe("GET 200");
    expect(new Set(exchanges.slice(0, -1))).toEqual(new Set([`DELETE ${refusal}`]));
    expect(exchanges.length).toBeGreaterThan(5);
    expect(stage.said[0]).toMatch(/^still in use 10 s: .*, waiting until it is deleted$/);
  });

  test("and is freed meanwhile → deleted", async () => {
    stage = await openStage({ dialect });
    const { object, connection, handler } = await used(each);
    stage.emulator.transitions.delete = { pending: "PENDING_DELETE", reads: 3, to: "GONE", hold: false };
    const gone = stage.handler.delete(connection.id, connection.outs);
    while (stage.emulator.requests({ method: "DELETE" }).length === 0) await new Promise((go) => setImmediate(go));
    await Promise.all([gone, handler.delete(object.id, object.outs)]);
    const after = await handler.read(object.id, object.outs);
    expect(after).toBeUndefined();
  });

  test("and the connections cannot be listed: the refusal itself is what the user gets", async () => {
    stage = await openStage({ dialect }, { deleteTimeout: "1s" });
    const { object, handler } = await used(each);
    const reply = { status: 403, body: { code: "VPC.1017", message: "no permission" } };
    stage.emulator.fault({ match: { method: "GET", path: CONNECTIONS }, times: 100, reply });
    const error = await failureOf(handler.delete(object.id, object.outs));
    expect(error.message).toMatch(/in use/i);
    expect(error.message).not.toContain("no permission");
  });
});

test("every connection that holds it is named", async () => {
  stage = await openStage({}, { deleteTimeout: "1s" });
  const policy = await stage.of("IkePolicy").created();
  const second = { vpnserviceId: stage.emulator.seeded.secondVpnserviceId, peerAddress: "198.51.100.7" };
  const { secondLocalEpGroupId, secondPeerEpGroupId } = stage.emulator.seeded;
  const groups = { localEpGroupId: secondLocalEpGroupId, peerEpGroupId: secondPeerEpGroupId };
  const [first, other] = [
    await stage.created({ ikepolicyId: policy.id, name: "north" }),
    await stage.created({ ikepolicyId: policy.id, name: "south", ...second, ...groups }),
  ];
  const error = await failureOf(stage.of("IkePolicy").handler.delete(policy.id, policy.outs));
  expect(error.message).toContain(
    `It is used by IPsec site connection "north" (${first.id}), IPsec site connection "south" (${other.id}): delete`,
  );
});

test.each(["code", "neutron", "wrapped", "gateway"] as const)(
  "the refusal of an endpoint group, a 400, is known in the shape %s",
  async (errorShape) => {
    stage = await openStage();
    stage.emulator.errorShape = errorShape;
    const { object, connection, handler } = await used({
      kind: "EndpointGroup",
      reference: "peerEpGroupId",
      refusal: "400",
      code: "",
    });
    const removing = handler.delete(object.id, object.outs);
    while (stage.emulator.requests({ method: "DELETE" }).length === 0) await new Promise((go) => setImmediate(go));
    stage.emulator.connections.delete(connection.id);
    await removing;
    expect(stage.emulator.endpointGroups.has(object.id)).toBe(false);
  },
);
