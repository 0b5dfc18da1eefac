// The stories that are interrupted: create, update with wait, renegotiation, both kinds of replacement, destroy. Most programs name
// nothing, so that names are Pulumi's.
import type { Dialect, WireObject } from "../../emulator";
import { seeded } from "../../emulator/seed";
import type { Story } from "./model";

/** Searched in everything that is printed and written. */
export const PSK = "Canary-psk-0123456789";

interface Version {
  readonly peerId?: string;
  readonly lifetime?: number;
  /** Whether the connection uses a second policy. */
  readonly isMoved?: boolean;
  readonly isParallel?: boolean;
  /** Whether the program names everything, as logically. */
  readonly isNamed?: boolean;
  readonly isRenegotiated?: boolean;
}

// Mostly each waits for the one before: with one thing after the other, a boundary is always the same place.
function programOf(version: Version): string {
  const { peerId = "203.0.113.9", lifetime = 3600, isMoved = false, isParallel = false, isNamed = false } = version;
  const more = version.isRenegotiated === true ? " renegotiate: true," : "";
  const ike = `new vpnaas.IkePolicy("ike", { lifetime: { value: ${lifetime} } }, after(service))`;
  const moved = 'new vpnaas.IkePolicy("moved", { lifetime: { value: 7200 } }, after(service))';
  return `
const after = (resource) => ({ dependsOn: ${isParallel ? "[]" : "[resource]"} });
const service = new vpnaas.VpnService("hub", { routerId: "${seeded.routerId}" });
const ike = ${isMoved ? moved : ike};
const ipsec = new vpnaas.IpsecPolicy("ipsec", {}, after(ike));
const local = new vpnaas.EndpointGroup("local", { type: "subnet", endpoints: ["${seeded.subnetId}"] }, after(ipsec));
const remote = new vpnaas.EndpointGroup("remote", { type: "cidr", endpoints: ["10.20.0.0/16"] }, after(local));
const hq = new vpnaas.IpsecSiteConnection("hq", {
  vpnserviceId: service.id, ikepolicyId: ike.id, ipsecpolicyId: ipsec.id,
  localEpGroupId: local.id, peerEpGroupId: remote.id,
  peerAddress: "203.0.113.9", peerId: "${peerId}", psk: "${PSK}",${more}
}, after(remote));`.replace(/\("([a-z]+)", \{/g, (text, name) => (isNamed ? `${text} name: "${name}",` : text));
}

function expectedOf({ peerId = "203.0.113.9", lifetime = 3600, isMoved = false }: Version): Story["expected"] {
  const value = isMoved ? 7200 : lifetime;
  const connection: WireObject = { peer_id: peerId, peer_address: "203.0.113.9", psk: PSK, admin_state_up: true };
  return {
    vpnservices: [{ router_id: seeded.routerId }],
    ikepolicies: [{ lifetime: { units: "seconds", value }, ike_version: "v2" }],
    ipsecpolicies: [{ encapsulation_mode: "tunnel", pfs: "group14" }],
    endpointGroups: [
      { type: "subnet", endpoints: [seeded.subnetId] },
      { type: "cidr", endpoints: ["10.20.0.0/16"] },
    ],
    connections: [connection],
  };
}

const nothing: Story["expected"] = {
  ...{ vpnservices: [], ikepolicies: [], ipsecpolicies: [], endpointGroups: [], connections: [] },
};

function up(name: string, dialect: Dialect, versions: { before?: Version; after: Version }): Story {
  const before = versions.before === undefined ? undefined : programOf(versions.before);
  const program = programOf(versions.after);
  const { isParallel = false, isRenegotiated = false } = versions.after;
  const expected = expectedOf(versions.after);
  return { name, dialect, command: "up", isParallel, isRenegotiated, before, program, expected };
}

function destroy(dialect: Dialect): Story {
  const program = programOf({});
  const name = `destroy (${dialect})`;
  const manner = { isParallel: false, isRenegotiated: false };
  return { name, dialect, command: "destroy", ...manner, before: program, program, expected: nothing };
}

/** On Open Telekom Cloud a policy is changed in place: there the connection is moved to another one, with the same peer. */
export const STORIES: readonly Story[] = [
  up("create (otc)", "otc", { after: {} }),
  up("create (openstack)", "openstack", { after: {} }),
  up("create, named (otc)", "otc", { after: { isNamed: true } }),
  up("create, named (openstack)", "openstack", { after: { isNamed: true } }),
  up("create at once (otc)", "otc", { after: { isParallel: true } }),
  up("create at once (openstack)", "openstack", { after: { isParallel: true } }),
  up("update (otc)", "otc", { before: {}, after: { peerId: "branch" } }),
  up("renegotiate (openstack)", "openstack", { before: {}, after: { peerId: "branch", isRenegotiated: true } }),
  up("update of a policy (otc)", "otc", { before: {}, after: { lifetime: 7200 } }),
  up("replace, delete first (otc)", "otc", { before: {}, after: { isMoved: true } }),
  up("replace, create first (openstack)", "openstack", { before: {}, after: { lifetime: 7200 } }),
  destroy("otc"),
];
