// From what the API tells of a connection that is not up: the likely causes, the likeliest first. What the service says itself comes before
// what only the two sides know. Pure: it reads nothing.
import { isIPv6 } from "node:net";
import type { Values } from "../core/contract";
import { meaningOf } from "../core/meaning";
import { sanitize, sanitizeBare } from "../core/sanitize";
import { commonCauses } from "./commonCauses";
import type { Cause, TunnelFacts } from "./facts";

const OPERATOR = "Its operator sees the reason";

/** The likely causes, never none. */
export function likelyCauses(facts: TunnelFacts): Cause[] {
  return [
    ...adminCauses(facts),
    ...serviceCauses(facts),
    ...addressCauses(facts),
    ...networkCauses(facts),
    ...valueCauses(facts),
    ...statusCauses(facts),
    ...neighbourCauses(facts),
    ...commonCauses(facts),
  ];
}

function adminCauses({ connection, service }: TunnelFacts): Cause[] {
  const isOff = (values: Values | null | undefined) => values?.adminStateUp === false;
  return [
    ...(isOff(connection)
      ? [cause("admin-state", "The connection is switched off: set its adminStateUp to true")]
      : []),
    ...(isOff(service)
      ? [cause("admin-state", `The VPN service ${nameOf(service)} is switched off: set its adminStateUp to true`)]
      : []),
  ];
}

function serviceCauses({ connection, service, others = [] }: TunnelFacts): Cause[] {
  if (service === null) {
    const id = sanitizeBare(connection.vpnserviceId);
    return [cause("service-missing", `The service has no VPN service ${id}: point vpnserviceId to one that exists`)];
  }
  const name = nameOf(service);
  switch (service?.status) {
    case "ERROR":
      return [
        cause("service-error", `The VPN service ${name} is in status ERROR. ${OPERATOR}; replace it if it stays so`),
      ];
    case "PENDING_CREATE":
      // Whoever carries another tunnel has been set up, whatever it shows.
      if (others.some(({ status }) => status === "ACTIVE")) return [];
      return [
        cause(
          "service-idle",
          `The VPN service ${name} is still PENDING_CREATE: no VPN agent has set it up. Ask its operator whether one runs where its router is`,
        ),
      ];
    case "DOWN":
      return [
        cause(
          "service-down",
          `The VPN service ${name} is DOWN: its gateway runs no VPN software now. If that lasts for minutes, ask its operator`,
        ),
      ];
    default:
      return [];
  }
}

function addressCauses({ connection, service }: TunnelFacts): Cause[] {
  if (service === null || service === undefined) return [];
  const isWide = typeof connection.peerAddress === "string" && isIPv6(connection.peerAddress);
  const property = isWide ? "externalV6Ip" : "externalV4Ip";
  // A service that shows no address at all may be one that never does.
  const showsAny = [service.externalV4Ip, service.externalV6Ip].some((value) => typeof value === "string");
  const isPending = String(service.status).startsWith("PENDING");
  if (typeof service[property] === "string" || (!showsAny && !isPending)) return [];
  const family = isWide ? "IPv6" : "IPv4";
  return [
    cause(
      "no-address",
      `The VPN service ${nameOf(service)} has no external ${family} address, which peerAddress ${sanitize(connection.peerAddress)} ` +
        "needs: connect its router to an external network with one",
    ),
  ];
}

function networkCauses({ connection, localGroup, peerGroup }: TunnelFacts): Cause[] {
  const groups = [
    ["localEpGroupId", localGroup],
    ["peerEpGroupId", peerGroup],
  ] as const;
  return groups.flatMap(([property, group]) => {
    if (group === null)
      return [
        cause("no-networks", `The service has no endpoint group ${sanitizeBare(connection[property])} (${property})`),
      ];
    const isEmpty = Array.isArray(group?.endpoints) && group.endpoints.length === 0;
    if (!isEmpty) return [];
    return [
      cause(
        "no-networks",
        `The endpoint group ${nameOf(group)} (${property}) is empty: replace it by one with networks`,
      ),
    ];
  });
}

function valueCauses({ ipsecPolicy, refused }: TunnelFacts): Cause[] {
  const protocol = ipsecPolicy?.transformProtocol;
  return [
    ...refused.map((sentence) => cause("refused-value", sentence)),
    ...(protocol === "ah-esp"
      ? [cause("unsupported-protocol", 'transformProtocol is "ah-esp", which hardly any gateway sets up: use "esp"')]
      : []),
    ...(protocol === "ah"
      ? [cause("unsupported-protocol", 'transformProtocol is "ah", which passes no NAT and few peers allow: use "esp"')]
      : []),
  ];
}

function statusCauses({ connection }: TunnelFacts): Cause[] {
  const status = String(connection.status ?? "");
  if (status === "ERROR")
    return [cause("connection-error", `The gateway has refused the connection (status ERROR). ${OPERATOR}`)];
  if (!status.startsWith("PENDING")) return [];
  return [
    cause(
      "connection-pending",
      `The service is not done with the connection yet (${sanitizeBare(status)}): look again in a minute`,
    ),
  ];
}

// What another connection of the same service tells.
function neighbourCauses({ connection, peerGroup, others = [] }: TunnelFacts): Cause[] {
  const samePeer = others.filter((each) => isSamePeer(each, connection));
  const networks = new Set(networksOf(connection.peerCidrs ?? peerGroup?.endpoints));
  const sameNetworks = others.filter(
    (each) => !samePeer.includes(each) && networksOf(each.peerCidrs).some((network) => networks.has(network)),
  );
  return [
    ...(samePeer.length > 0
      ? [
          cause(
            "same-peer",
            `The connection ${nameOf(samePeer[0])} of the same service has the same peerAddress: a gateway tells the two apart by ` +
              "peerId and networks only. Keep one of them",
          ),
        ]
      : []),
    ...(sameNetworks.length > 0
      ? [
          cause(
            "same-networks",
            `The connection ${nameOf(sameNetworks[0])} of the same service has a network of this peer, too: its packets go there. ` +
              "Keep each network behind one peer",
          ),
        ]
      : []),
  ];
}

function isSamePeer(one: Values, other: Values): boolean {
  return meaningOf(String(one.peerAddress), "host") === meaningOf(String(other.peerAddress), "host");
}

function networksOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map((each) => meaningOf(String(each), "network")) : [];
}

function nameOf(values: Values | null | undefined): string {
  return sanitize(values?.name ?? "");
}

function cause(code: Cause["code"], sentence: string): Cause {
  return { code, sentence };
}
