// Compares a connection with what a program says of the device on its other side.
import { isRecord } from "../core/record";
import { hashOf } from "./algorithms";
import { isUnspecified, NOT_IN_IKEV1, policyDefault, tunnelOf } from "./declared";
import type { Declared } from "./declaredReader";
import { cloudSide, type End, misfits, type Offer, type Side } from "./fit";
import { bareName } from "./tunnel";

export { pskHash } from "./fit";

/** The side of a device, from what a program says of it. */
function describedSide(title: string, peer: Declared): Side {
  const { address, id, cidrs, localCidrs, ...said } = peer;
  // The types of the SDK say what they are, and what is something else fits nothing.
  const end = (values: Declared) => present(values) as End;
  const names = { phase1NegotiationMode: "mode", transformProtocol: "protocol", encapsulationMode: "encapsulation" };
  const renamed = {
    ...names,
    pskSha256: "pskHash",
    ikeVersion: "ikeVersion",
    isBehindNat: "isBehindNat",
    initiator: "initiator",
    startsFirstPairOnly: "startsFirstPairOnly",
  };
  const values = Object.entries(renamed).flatMap(([name, own]) =>
    said[name] === undefined ? [] : [[own, said[name]]],
  );
  return {
    title,
    ...Object.fromEntries(values),
    ...(isRecord(said.ike) ? { ike: describedOffer(said.ike) } : {}),
    ...(isRecord(said.ipsec) ? { ipsec: describedOffer(said.ipsec) } : {}),
    own: end({ address, id: typeof id === "string" ? bareName(id) : id, networks: cidrs }),
    other: end({ networks: localCidrs }),
  };
}

function describedOffer({ encryptionAlgorithms, authAlgorithms, pfs }: Declared): Offer {
  const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : undefined);
  const hashes = texts(authAlgorithms)?.map((name) => hashOf(name) ?? name);
  const lists = { encryption: texts(encryptionAlgorithms), integrity: hashes, group: texts(pfs) };
  return present(lists) as Offer; // each is a list of texts
}

function present(values: Declared): Declared {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Policies as the description of a peer: what they say, or the documented defaults. */
export function describedPolicies(policies: { readonly ike?: Declared; readonly ipsec?: Declared }): Declared {
  const said = (policy: "ike" | "ipsec", property: string) =>
    policies[policy]?.[property] ?? policyDefault(policy, property);
  const offer = (policy: "ike" | "ipsec") => ({
    encryptionAlgorithms: [said(policy, "encryptionAlgorithm")],
    authAlgorithms: [said(policy, "authAlgorithm")],
    pfs: [said(policy, "pfs")],
  });
  return {
    ikeVersion: said("ike", "ikeVersion"),
    phase1NegotiationMode: said("ike", "phase1NegotiationMode"),
    transformProtocol: said("ipsec", "transformProtocol"),
    encapsulationMode: said("ipsec", "encapsulationMode"),
    ike: offer("ike"),
    ipsec: offer("ipsec"),
  };
}

// Of a peer whose address is any, none is expected.
function withoutUnspecified({ peerAddress, ...others }: Declared): Declared {
  const isAny = typeof peerAddress === "string" && isUnspecified(peerAddress);
  return peerAddress === undefined || isAny ? others : { ...others, peerAddress };
}

// %any is what strongSwan calls whatever a peer names itself.
function expectedId(id: unknown): Pick<End, "id"> {
  return typeof id !== "string" || id === "%any" || isUnspecified(id) ? {} : { id: bareName(id) };
}

/** Stands for what is not known, and is not compared then: addresses (RFC 5737), networks, and the key, of which there is a hash. */
const STAND_INS = { gatewayAddress: "192.0.2.1", peerAddress: "192.0.2.2", psk: "stands in" };

/**
 * What a device does not have as a connection needs it, in sentences. Of the connection only `peerAddress`, `peerId`, the networks and
 * the policies are taken, as far as they are there; what is wrong with them is told by the resources. Sentences have the titles.
 */
export function misfitsWith(
  declared: Declared,
  peer: Declared,
  titles: { readonly connection: string; readonly peer: string },
): string[] {
  const { pskHash: hash, ...values } = declared;
  const known = withoutUnspecified(present(values));
  const networks = [known.peerCidrs ?? known.localCidrs ?? []].flat();
  const all = networks.some((each) => String(each).includes(":")) ? ["::/0"] : ["0.0.0.0/0"];
  // An identity that no file holds is compared all the same.
  const { peerId, ...rest } = known;
  const { tunnel, problems } = tunnelOf({ ...STAND_INS, localCidrs: all, peerCidrs: all, ...rest });
  if (tunnel === undefined) return problems.filter((problem) => problem.endsWith(NOT_IN_IKEV1));
  const cloud = cloudSide(titles.connection, tunnel);
  const expected = {
    ...(known.peerAddress === undefined ? {} : { address: tunnel.device.address }),
    ...(known.peerAddress === undefined && peerId === undefined ? {} : expectedId(peerId ?? tunnel.device.id)),
    ...(known.peerCidrs === undefined ? {} : { networks: tunnel.device.networks }),
  };
  const local = known.localCidrs === undefined ? {} : { networks: tunnel.cloud.networks };
  const { pskHash: _, ...said } = cloud;
  const side = { ...said, own: local, other: expected, ...(typeof hash === "string" ? { pskHash: hash } : {}) };
  return misfits(side, describedSide(titles.peer, peer));
}
