// What keeps most tunnels down and no API sees: the two sides differ, do not reach each other, or none of them begins. The order depends
// on the other connections of the same gateway.
import { isIPv6 } from "node:net";
import type { Values } from "../core/contract";
import { sanitizeBare } from "../core/sanitize";
import type { Cause, TunnelFacts } from "./facts";

/** The likeliest first. */
export function commonCauses(facts: TunnelFacts): Cause[] {
  const others = facts.others ?? [];
  const up = others.filter(({ status }) => status === "ACTIVE").length;
  const differ: Cause = { code: "settings", sentence: differSentence(facts) };
  const reach: Cause = { code: "not-reached", sentence: reachSentence(facts) };
  // One gateway that carries others reaches the Internet: look at this peer. One that carries none may not.
  const ordered = others.length > 0 && up === 0 ? [gatewayCause(others.length), reach, differ] : [differ, reach];
  return [...beginCauses(facts), ...ordered, ...trafficCauses(facts)];
}

function gatewayCause(count: number): Cause {
  const those =
    count === 1
      ? "The other connection of this service is not up"
      : `None of the ${count} other connections of this service is up`;
  return {
    code: "gateway",
    sentence: `${those}, either: look at what they share first, the gateway and the way to it`,
  };
}

function beginCauses({ connection }: TunnelFacts): Cause[] {
  if (connection.initiator !== "response-only") return [];
  const sentence =
    'initiator is "response-only": the cloud waits for the peer to begin. Bring the tunnel up there, or set "bi-directional"';
  return [{ code: "no-initiator", sentence }];
}

function trafficCauses({ connection }: TunnelFacts): Cause[] {
  if (connection.initiator === "response-only") return [];
  const sentence =
    "Many gateways negotiate with the first packet only: send one through, such as a ping between two hosts behind the gateways";
  return [{ code: "no-traffic", sentence }];
}

function differSentence({ connection, service, ikePolicy, ipsecPolicy, peerGroup }: TunnelFacts): string {
  const wide = typeof connection.peerAddress === "string" && isIPv6(connection.peerAddress);
  const address = wide ? service?.externalV6Ip : service?.externalV4Ip;
  const own = typeof connection.localId === "string" && connection.localId !== "" ? connection.localId : address;
  const networks = listOf(connection.peerCidrs) ?? listOf(peerGroup?.endpoints);
  const parts = [
    "the same psk",
    ...policyPart("IKE", ikePolicy, [ikePolicy?.ikeVersion, ...algorithmsOf(ikePolicy)]),
    ...policyPart("IPsec", ipsecPolicy, [ipsecPolicy?.transformProtocol, ...algorithmsOf(ipsecPolicy)]),
    `the id ${sanitizeBare(connection.peerId ?? connection.peerAddress)} for itself${own === undefined ? "" : ` and ${sanitizeBare(own)} for the cloud`}`,
    networks === undefined ? "the same networks, mirrored" : `${networks} as its own networks`,
  ];
  return `The two sides differ. The peer needs ${parts.join("; ")}`;
}

function algorithmsOf(policy: Values | null | undefined): unknown[] {
  return [policy?.encryptionAlgorithm, policy?.authAlgorithm, policy?.pfs];
}

function policyPart(title: string, policy: Values | null | undefined, values: readonly unknown[]): string[] {
  const known = values.filter((value) => typeof value === "string");
  return policy === null || policy === undefined || known.length === 0
    ? []
    : [`${title} ${known.map(sanitizeBare).join(", ")}`];
}

const MOST = 3;

function listOf(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const rest = value.length > MOST ? ` and ${value.length - MOST} more` : "";
  return `${value.slice(0, MOST).map(sanitizeBare).join(", ")}${rest}`;
}

function reachSentence({ connection, service }: TunnelFacts): string {
  const wide = typeof connection.peerAddress === "string" && isIPv6(connection.peerAddress);
  const address = wide ? service?.externalV6Ip : service?.externalV4Ip;
  const between = typeof address === "string" ? ` between ${sanitizeBare(address)} and` : " to and from";
  return (
    `The other side is not configured yet, or does not get through: allow UDP 500 and 4500 and ESP${between} ` +
    sanitizeBare(connection.peerAddress)
  );
}
