// After a POST whose reply is lost, what someone else has made under the same name is not treated as ours: for every kind.
// More about lost replies, of connections, is in lifecycleFailures.test.ts.
import { LIVES_ON_BOTH } from "../support/lives";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
afterEach(() => stage.close());

const OTHERS = {
  IpsecSiteConnection: { peerAddress: "198.51.100.7" },
  VpnService: { routerId: "55555555-0000-4000-8000-000000000002" },
  IkePolicy: { lifetime: { value: 7200 } },
  IpsecPolicy: { encryptionAlgorithm: "aes-192" },
  EndpointGroup: { endpoints: ["10.40.0.0/24"] },
} as const;

describe.each(LIVES_ON_BOTH)("a $kind of another stack ($dialect)", ({ kind, dialect, path, stored }) => {
  test.each(["before", "after"] as const)("is left alone; the service acted: %s the reply was lost", async (act) => {
    stage = await openStage({ dialect });
    stage.emulator.vpnservices.delete(stage.emulator.seeded.secondVpnserviceId);
    const cast = stage.of(kind);
    const inputs = cast.inputs(OTHERS[kind]);
    // On Open Telekom Cloud two connections do not share their networks.
    if (kind === "IpsecSiteConnection") {
      const { secondLocalEpGroupId, secondPeerEpGroupId } = stage.emulator.seeded;
      Object.assign(inputs, { localEpGroupId: secondLocalEpGroupId, peerEpGroupId: secondPeerEpGroupId });
    }
    const other = await stage.another({}, kind).create(inputs);
    const before = stored(stage.emulator).size;
    stage.emulator.fault({ match: { method: "POST", path }, act, reply: "reset" });
    const { id } = await cast.handler.create(cast.inputs());
    expect(id).not.toBe(other.id);
    expect(stored(stage.emulator).size).toBe(before + 1);
    expect(stage.emulator.openFaults()).toBe(0);
  });
});

// A service may cut blanks off the ends of a name, and show an empty text as null: the object is the one that was sent all the same.
describe.each(LIVES_ON_BOTH.filter(({ dialect }) => dialect === "otc"))(
  "a $kind that the service shows in other words",
  ({ kind, dialect, path, stored }) => {
    test.each([
      { words: "a name without its blanks", change: { name: " hub  " }, shown: { name: "hub" } },
      { words: "an empty text as null", change: { description: "" }, shown: { description: null } },
    ])("$words: it is found after a lost reply, and made once", async ({ change, shown }) => {
      const known = new Set<string>();
      const onRequest = () => {
        for (const [id, object] of stored(stage.emulator)) if (!known.has(id)) Object.assign(object, shown);
      };
      stage = await openStage({ dialect, onRequest });
      stage.emulator.vpnservices.delete(stage.emulator.seeded.secondVpnserviceId);
      for (const id of stored(stage.emulator).keys()) known.add(id);
      stage.emulator.fault({ match: { method: "POST", path }, act: "after", reply: "reset" });
      const { handler, inputs } = stage.of(kind);
      const { id } = await handler.create(inputs(change));
      expect(stored(stage.emulator).has(id)).toBe(true);
      expect(stored(stage.emulator).size).toBe(known.size + 1);
      expect(stage.emulator.requests({ method: "POST", path })).toHaveLength(1);
    });
  },
);
