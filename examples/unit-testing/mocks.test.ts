// What the program declares, without Pulumi's engine and without any request: Pulumi's mocks.
import * as assert from "node:assert/strict";
import { before, test } from "node:test";
import * as pulumi from "@pulumi/pulumi";

const declared: pulumi.runtime.MockResourceArgs[] = [];

before(() => {
  pulumi.runtime.setAllConfig({ "unit-testing:psk-berlin": "A-psk-for-tests-1" }, ["unit-testing:psk-berlin"]);
  return pulumi.runtime.setMocks(
    {
      newResource(args) {
        declared.push(args);
        return { id: `id-of-${args.name}`, state: args.inputs };
      },
      call: ({ inputs }) => inputs,
    },
    "unit-testing",
  );
});

test("a branch gets a connection to its address, with a group of its networks", async () => {
  // Loaded only now, since resources are declared while the mocks are in place.
  const { connectBranches } = await import("./vpn.js");
  const [connection] = connectBranches("router", "subnet", {
    berlin: { address: "203.0.113.9", networks: ["10.20.0.0/16"] },
  });
  const status = await new Promise((resolve) => connection?.urn.apply(resolve));
  assert.match(String(status), /IpsecSiteConnection::berlin$/);
  const inputs = Object.fromEntries(
    declared.map((args) => [`${args.type.split(":").at(-1)} ${args.name}`, args.inputs]),
  );
  assert.deepEqual(inputs["EndpointGroup berlin"]?.endpoints, ["10.20.0.0/16"]);
  assert.equal(inputs["IpsecSiteConnection berlin"]?.peerAddress, "203.0.113.9");
  assert.equal(inputs["IpsecSiteConnection berlin"]?.vpnserviceId, "id-of-hub");
});
