// What SiteToSiteVpn and the function make of declared values for the other side, under Pulumi's mocks: a secret, whose errors come in
// the preview.
import * as pulumi from "@pulumi/pulumi";
import {
  type PeerConfigurationArgs,
  type PeerSetup,
  peerConfiguration,
  SiteToSiteVpn,
  type SiteToSiteVpnArgs,
} from "../../../sdk/nodejs";
import { waitForRPCs } from "../../src/adapters/native/runtime";
import { inside, unknownText } from "../support/mocks";
import { factsOf } from "../support/peerReaders";

const PSK = "Canary-psk-0123456789";
const VPN: SiteToSiteVpnArgs = {
  routerId: "router-1",
  localSubnetIds: ["subnet-1"],
  localCidrs: ["10.10.0.0/24"],
  ike: { name: "ike", pfs: "group19", lifetime: { value: 7200 } },
  dpd: { action: "restart", interval: 10, timeout: 40 },
};
const PARIS = { peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"], psk: PSK };

beforeEach(() => withMocks(false));
// A component reports its outputs when they are there: to its own mocks, not to those of the next test.
afterEach(() => waitForRPCs());

/** A service has its addresses once it exists. */
async function withMocks(isPreview: boolean): Promise<void> {
  const addresses = isPreview ? {} : { externalV4Ip: "198.51.100.36", externalV6Ip: "2001:db8::36" };
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, type, inputs }) => ({
        id: isPreview ? undefined : `${name}-id`,
        state: type.endsWith(":VpnService") ? { ...inputs, ...addresses } : inputs,
      }),
      call: ({ inputs }) => inputs,
    },
    "project",
    "stack",
    isPreview,
  );
}

const component = (args: Partial<SiteToSiteVpnArgs>) => new SiteToSiteVpn("hub", { ...VPN, ...args });

/** What is read from a setup that has to be known and a secret. */
async function factsIn(output: pulumi.Output<PeerSetup>) {
  const { isKnown, isSecret, value } = await inside(output);
  expect([isKnown, isSecret]).toEqual([true, true]);
  return factsOf(value as PeerSetup);
}

test("the values of the component are those of the other side, mirrored", async () => {
  const facts = await factsIn(component(PARIS).peerConfiguration("strongswan-swanctl"));
  expect(facts).toEqual({
    ikeVersion: 2,
    ids: ["203.0.113.9", "198.51.100.36"],
    gateway: "198.51.100.36",
    pairs: ["10.20.0.0/16 10.10.0.0/24"],
    proposals: ["aes256-sha256-ecp256", "aes256-sha256-modp2048"],
    lifetimes: [7200, 3600],
    psk: PSK,
    probes: 10,
  });
});

test("a site and its second gateway have values of their own; IPv6 is asked for at the IPv6 address", async () => {
  const hub = component({
    localCidrs: ["fd00:10::/64"],
    connections: {
      paris: {
        ...{ peerAddress: "2001:db8::9", peerId: "paris.example.com", peerCidrs: ["fd00:20::/64"], psk: PSK },
        dpd: { action: "clear", interval: 5, timeout: 20 },
        standby: { peerAddress: "2001:db8::10", psk: "Another-canary-psk" },
      },
      rome: { ...PARIS, localSubnetIds: ["subnet-2"] },
    },
  });
  const first = await factsIn(hub.peerConfiguration("libreswan", { connection: "paris" }));
  expect(first).toMatchObject({ ids: ["paris.example.com", "2001:db8::36"], psk: PSK, probes: 5 });
  const second = await factsIn(hub.peerConfiguration("libreswan", { connection: "paris-standby" }));
  expect(second).toMatchObject({ ids: ["2001:db8::10", "2001:db8::36"], psk: "Another-canary-psk" });
  const rome = hub.peerConfiguration("openiked", { connection: "rome", localCidrs: ["10.12.0.0/24"] });
  expect(await factsIn(rome)).toMatchObject({ gateway: "198.51.100.36", pairs: ["10.20.0.0/16 10.12.0.0/24"] });
  expect(() => hub.peerConfiguration("openiked", { connection: "rome" })).toThrow(
    "localCidrs in the options, since the site has localSubnetIds of its own",
  );
  expect(() => hub.peerConfiguration("openiked")).toThrow("give one of paris, paris-standby, rome as connection");
  expect(() => hub.peerConfiguration("openiked", { connection: "berlin" })).toThrow(
    'has no connection "berlin": there are paris, paris-standby, rome',
  );
});

test("without the networks of the local subnets there is nothing to mirror", () => {
  const hub = new SiteToSiteVpn("hub", { ...VPN, localCidrs: undefined, ...PARIS });
  expect(() => hub.peerConfiguration("libreswan")).toThrow("localCidrs in the component or the options");
  expect(() => new SiteToSiteVpn("hub", { ...VPN, localCidrs: undefined, ...PARIS, peerFormat: "libreswan" })).toThrow(
    "peerFormat needs localCidrs",
  );
});

test("peerFormat: a secret output with every connection; without it, none", async () => {
  const hub = component({
    peerFormat: "strongswan-ipsec",
    connections: { paris: { ...PARIS, standby: { peerAddress: "203.0.113.10" } } },
  });
  const { isSecret, value } = await inside(hub.peerConfigurations);
  expect([isSecret, Object.keys(value as object)]).toEqual([true, ["paris", "paris-standby"]]);
  expect(await inside(component(PARIS).peerConfigurations)).toMatchObject({ isKnown: true, value: undefined });
  const subnets = { connections: { paris: { ...PARIS, localSubnetIds: ["subnet-2"] } } };
  expect(() => component({ peerFormat: "libreswan", ...subnets })).toThrow(
    "peerFormat and connections.paris.localSubnetIds are both given",
  );
});

// That a wrong algorithm fails the preview all the same is shown in cli/peer.test.ts.
test("in a preview, the address of a new service is unknown, and so is what is rendered", async () => {
  await withMocks(true);
  const fine = component(PARIS).peerConfiguration("strongswan-swanctl");
  expect(await inside(fine)).toMatchObject({ isKnown: false });
});

test("the function takes outputs, and its result is a secret whatever the key is", async () => {
  const args: PeerConfigurationArgs = {
    format: "openiked",
    gatewayAddress: pulumi.output("198.51.100.36"),
    localCidrs: ["10.10.0.0/24"],
    ...PARIS,
    psk: pulumi.output(PSK),
  };
  expect(await factsIn(peerConfiguration(args))).toMatchObject({ gateway: "198.51.100.36", psk: PSK });
  expect(await inside(peerConfiguration({ ...args, peerAddress: unknownText() }))).toMatchObject({ isKnown: false });
});
