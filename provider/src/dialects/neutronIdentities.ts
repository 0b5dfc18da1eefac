// What Neutron makes of identities before it gives them to a daemon (make_vpnservice_dict of its service drivers, in every release so
// far): unless peer_id, and local_id if there is one, are addresses, it writes an @ before both. For a daemon that marks a domain name.
import { isIP } from "node:net";
import type { Problem, RuleContext } from "../core/rules";
import { isUnknown } from "../core/unknown";

/** Identities that arrive at the daemon as something else than they look like. */
export function marksIdentities({ inputs }: RuleContext): Problem[] {
  const [local, peer] = [textOf(inputs.localId), textOf(inputs.peerId)];
  const problems = [...marked("localId", local), ...marked("peerId", peer)];
  if (problems.length > 0 || local === "" || peer === "" || (isIP(local) === 0) === (isIP(peer) === 0)) return problems;
  const kindOf = (id: string) => (isIP(id) === 0 ? "a name" : "an address");
  const what = `localId ${JSON.stringify(local)} is ${kindOf(local)} and peerId ${JSON.stringify(peer)} is ${kindOf(peer)}`;
  const advice = "Use two names or two addresses, or omit localId";
  return [{ property: "localId", reason: `${what}: OpenStack then treats both as names. ${advice}` }];
}

function marked(property: string, id: string): Problem[] {
  if (!id.includes("@")) return [];
  const why = id.startsWith("@")
    ? "OpenStack adds an @ itself, and two of them mean an e-mail address. Omit the @"
    : "OpenStack treats an e-mail address as a domain name, and so must the other side. Use a domain name";
  return [{ property, reason: `${property} is ${JSON.stringify(id)}: ${why}` }];
}

function textOf(value: unknown): string {
  return typeof value === "string" && !isUnknown(value) ? value : "";
}
