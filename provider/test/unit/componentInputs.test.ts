// The arguments of a component as the engine sends them: what holds the values is known, each value has its own marks.
import * as pulumi from "@pulumi/pulumi";
import { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { componentInputs } from "../../src/adapters/native/componentInputs";
import { bag, secret } from "../support/nativeValues";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const IKE = "urn:pulumi:dev::story::vpnaas:index:IkePolicy::ike";
const HUB = "urn:pulumi:dev::story::vpnaas:index:VpnService::hub";

/** A value as the engine sends an output; without a value it is unknown. */
function sent(output: { value?: unknown; secret?: boolean; dependencies?: string[] }): Record<string, unknown> {
  return { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...output };
}

/** What the component gets. `dependencies`: of whole arguments. */
function given(inputs: Record<string, unknown>, dependencies: Record<string, string[]> = {}) {
  const request = new ConstructRequest();
  request.setType("vpnaas:index:SiteToSiteVpn");
  request.setName("branch");
  request.setInputs(bag(inputs));
  for (const [name, urns] of Object.entries(dependencies)) {
    const all = new ConstructRequest.PropertyDependencies();
    all.setUrnsList(urns);
    request.getInputdependenciesMap().set(name, all);
  }
  return componentInputs(request);
}

/** All that an output says. */
async function saidBy(output: pulumi.Output<unknown>) {
  // Pulumi has these on every output, and leaves them out of its types.
  const { allResources, isKnown } = output as unknown as {
    allResources(): Promise<Set<pulumi.Resource>>;
    isKnown: Promise<boolean>;
  };
  const urns = [...(await allResources())].map(({ urn }) => new Promise((resolve) => urn.apply(resolve)));
  const known = await isKnown;
  return {
    value: known ? await new Promise((resolve) => output.apply(resolve)) : "unknown",
    secret: await pulumi.isSecret(output),
    dependencies: await Promise.all(urns),
  };
}

test("plain values stay as they are, and what is null is not given", () => {
  const plain = { routerId: "r", localCidrs: ["10.0.0.0/8"], dpd: { interval: 3 }, mtu: 1400, adminStateUp: false };
  expect(given({ ...plain, name: null, tags: { a: "1", b: null } })).toEqual({ ...plain, tags: { a: "1" } });
});

test("a secret, an unknown or a dependency is one of its value: the sites can be read", async () => {
  const { connections } = given({
    connections: {
      berlin: { peerAddress: "203.0.113.9", psk: sent({ value: "k", secret: true }) },
      paris: { peerAddress: sent({ dependencies: [IKE] }), psk: secret("p"), peerCidrs: [sent({ value: "c" })] },
    },
  });
  expect(connections).toEqual({
    berlin: { peerAddress: "203.0.113.9", psk: expect.anything() },
    paris: { peerAddress: expect.anything(), psk: expect.anything(), peerCidrs: ["c"] },
  });
  expect(await saidBy(connections.berlin.psk)).toEqual({ value: "k", secret: true, dependencies: [] });
  expect(await saidBy(connections.paris.psk)).toEqual({ value: "p", secret: true, dependencies: [] });
  expect(await saidBy(connections.paris.peerAddress)).toEqual({
    value: "unknown",
    secret: false,
    dependencies: [IKE],
  });
});

test("the marks of a whole map are those of each value in it", async () => {
  const { connections, standby } = given({
    connections: sent({
      value: { main: { psk: sent({ value: "k", dependencies: [HUB] }), peerCidrs: ["c"] } },
      secret: true,
      dependencies: [IKE],
    }),
    standby: secret({ peerAddress: "203.0.113.20" }),
  });
  expect(await saidBy(connections.main.psk)).toEqual({ value: "k", secret: true, dependencies: [IKE, HUB] });
  expect(await saidBy(connections.main.peerCidrs[0])).toEqual({ value: "c", secret: true, dependencies: [IKE] });
  expect(await saidBy(standby.peerAddress)).toEqual({ value: "203.0.113.20", secret: true, dependencies: [] });
});

test("dependencies of a whole argument count where no value in it says its own", async () => {
  const dependencies = { routerId: [HUB], psk: [HUB], mtu: [HUB] };
  const inputs = given({ routerId: "r", psk: sent({ value: "k", dependencies: [IKE] }), mtu: UNKNOWN }, dependencies);
  expect(await saidBy(inputs.routerId)).toEqual({ value: "r", secret: false, dependencies: [HUB] });
  expect(await saidBy(inputs.psk)).toEqual({ value: "k", secret: false, dependencies: [IKE] });
  expect(await saidBy(inputs.mtu)).toEqual({ value: "unknown", secret: false, dependencies: [HUB] });
});

test.each([
  ["connections", UNKNOWN],
  ["connections", sent({ secret: true })],
  ["ike", secret(UNKNOWN)],
  ["connections.paris", { berlin: { peerAddress: UNKNOWN }, paris: sent({}) }],
  ["connections.paris", sent({ value: { paris: UNKNOWN } })],
])("%s has to be known: it says which resources there are", (path, value) => {
  const [name = ""] = path.split(".");
  expect(() => given({ [name]: value })).toThrow(
    `branch: ${path} is not known yet. Give a map with known keys; the values in it may be unknown`,
  );
});
