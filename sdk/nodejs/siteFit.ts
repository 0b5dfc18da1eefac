// Compares the connections of SiteToSiteVpn with what the program says of the devices on the other side.
import * as pulumi from "@pulumi/pulumi";
import { loadFit } from "../../provider/src";
import { hasLater, isPlain } from "./knownValues";
import { descriptionProblems } from "./sitePeerProblems";
import { policyValues } from "./sitePeers";
import { gatewaysOf, ONLY_SITE, sitesOf } from "./sites";
import type { SiteConnectionArgs, SiteToSiteVpnArgs, StandbyArgs } from "./siteToSiteVpnArgs.generated";

/** What has to be known of each gateway whose configuration a program describes. No key is in it, only its hash. */
export function fitArguments(args: SiteToSiteVpnArgs): object[] {
  // Programs in JavaScript may give anything, which the check of the arguments refuses.
  if (args.connections !== undefined && !isPlain(args.connections)) return [];
  const sites = sitesOf(args).filter(([, given]) => isPlain(given));
  return sites.flatMap(([site, given]) => {
    const path = args.connections === undefined && site === ONLY_SITE ? "" : `connections.${site}.`;
    const gateways = gatewaysOf(given).filter(([, gateway]) => isPlain(gateway) && isPlain(gateway.peer));
    return gateways.map(([end, gateway]) => ({
      title: end === "" ? `${path}peer` : `${path}standby.peer`,
      isStandby: end !== "",
      peer: gateway.peer,
      declared: declaredOf(args, given, gateway),
    }));
  });
}

function declaredOf(args: SiteToSiteVpnArgs, given: SiteConnectionArgs, gateway: StandbyArgs): object {
  const isOwn = args.connections !== undefined && given.localSubnetIds !== undefined;
  return {
    ...{ peerAddress: gateway.peerAddress, peerId: gateway.peerId, peerCidrs: given.peerCidrs },
    localCidrs: isOwn ? undefined : args.localCidrs,
    ...policyValues(args),
    initiator: given.initiator ?? args.initiator,
    pskHash: hashOf(gateway.psk ?? given.psk),
  };
}

const TITLES = { connection: "the connection", peer: "the peer" };
const STANDBY_TITLES = { connection: "the standby connection", peer: "the standby peer" };

/** What does not fit, of all that is known. */
export function fitProblems(fits: unknown): string[] {
  return (Array.isArray(fits) ? fits : []).flatMap((fit) => {
    if (!isPlain(fit)) return [];
    const { title, peer, declared, isStandby } = fit;
    // Of a policy that is not known in full, the rest would be treated as the defaults.
    if (!isPlain(peer) || !isPlain(declared) || hasLater([declared.ike, declared.ipsec])) return [];
    // What is wrong with the description itself is told with the other arguments.
    if (descriptionProblems(peer, "").length > 0) return [];
    return loadFit()
      .misfitsWith(withoutUnknown(declared), withoutUnknown(peer), isStandby === true ? STANDBY_TITLES : TITLES)
      .map((problem) => `${String(title)} does not fit: ${problem}`);
  });
}

// A list with something unknown in it is unknown.
function withoutUnknown(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(values).map(([name, value]) => [name, isPlain(value) ? withoutUnknown(value) : value]);
  return Object.fromEntries(entries.filter(([, value]) => !hasLater(value)));
}

function hashOf(psk: pulumi.Input<string> | undefined): pulumi.Input<string> | undefined {
  if (psk === undefined) return undefined;
  if (typeof psk === "string") return loadFit().pskHash(psk);
  // The hash of a secret is none: it is compared, and stands in no message.
  return pulumi.output(psk).apply((key) => (typeof key === "string" ? loadFit().pskHash(key) : ""));
}
