// What is wrong with what the arguments of SiteToSiteVpn say of the other side. Pure.
import { isPlain } from "./knownValues";
import { type PropertyNames, plainlyWanted, unknownIn } from "./siteProblemWords";
import type { PeerDescriptionArgs, PeerOfferArgs } from "./siteToSiteVpnArgs.generated";

type Properties = Readonly<Record<string, unknown>>;

const OFFER: PropertyNames<PeerOfferArgs> = { encryptionAlgorithms: true, authAlgorithms: true, pfs: true };
const PEER: PropertyNames<PeerDescriptionArgs> = {
  ...{ ikeVersion: true, phase1NegotiationMode: true, transformProtocol: true, encapsulationMode: true },
  ...{ ike: true, ipsec: true, address: true, id: true, cidrs: true, localCidrs: true },
  ...{ pskSha256: true, isBehindNat: true },
};
/** Of the description of a device: whether it fits is compared elsewhere. */
export function descriptionProblems(peer: unknown, title: string): string[] {
  if (peer === undefined) return [];
  if (!isPlain(peer)) return [plainlyWanted(title, peer)];
  const offers = ["ike", "ipsec"].flatMap((phase) => {
    const offer = peer[phase];
    if (offer === undefined) return [];
    return isPlain(offer) ? unknownIn(offer, OFFER, `${title}.${phase}.`) : [plainlyWanted(`${title}.${phase}`, offer)];
  });
  return [...unknownIn(peer, PEER, `${title}.`), ...offers];
}

/** Of the wish for configurations: the component knows the ids of the subnets only. */
export function peerFormatProblems(
  sites: readonly { readonly path: string; readonly given: Properties }[],
  args: Properties,
): string[] {
  if (args.peerFormat === undefined) return [];
  const own = sites.filter(({ given }) => given !== args && given.localSubnetIds !== undefined);
  const reason = "a peer has to know the networks of the local subnets";
  return [
    ...(args.localCidrs === undefined ? [`peerFormat needs localCidrs: ${reason}`] : []),
    ...own.map(
      ({ path }) =>
        `peerFormat and ${path}localSubnetIds are both given: ${reason}. Call peerConfiguration for each peer`,
    ),
  ];
}
