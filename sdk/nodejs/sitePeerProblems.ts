// What is wrong with what the arguments of SiteToSiteVpn say of the other side. Pure.
import { isPlain, NOT_KNOWN } from "./knownValues";
import { plainlyWanted, shown, unknownIn } from "./siteProblemWords";
import type { PeerDescriptionArgs, PeerOfferArgs } from "./siteToSiteVpnArgs.generated";

type Properties = Readonly<Record<string, unknown>>;

type Kind = "text" | "texts" | "flag" | "offer";
/** What each property is: the types make the compiler refuse a list that misses one. */
type Kinds<Args> = Readonly<Record<keyof Args, Kind>>;

const OFFER: Kinds<PeerOfferArgs> = { encryptionAlgorithms: "texts", authAlgorithms: "texts", pfs: "texts" };
const PEER: Kinds<PeerDescriptionArgs> = {
  ...{ ikeVersion: "text", phase1NegotiationMode: "text", transformProtocol: "text", encapsulationMode: "text" },
  ...{ ike: "offer", ipsec: "offer", address: "text", id: "text", cidrs: "texts", localCidrs: "texts" },
  ...{ pskSha256: "text", isBehindNat: "flag", initiator: "text", startsFirstPairOnly: "flag" },
} as const;

/** Of the description of a device: whether it fits is compared elsewhere. */
export function descriptionProblems(peer: unknown, title: string): string[] {
  if (peer === undefined) return [];
  if (!isPlain(peer)) return [plainlyWanted(title, peer)];
  return [...kindProblems(peer, PEER, title), ...hashProblems(peer.pskSha256, `${title}.pskSha256`)];
}

function kindProblems(given: Properties, kinds: Readonly<Record<string, Kind>>, title: string): string[] {
  const problems = Object.entries(kinds).flatMap(([name, kind]) =>
    valueProblems(given[name], kind, `${title}.${name}`),
  );
  return [...unknownIn(given, kinds, `${title}.`), ...problems];
}

// Programs in JavaScript may give anything.
function valueProblems(value: unknown, kind: Kind, title: string): string[] {
  if (value === undefined) return [];
  if (kind === "offer") return isPlain(value) ? kindProblems(value, OFFER, title) : [plainlyWanted(title, value)];
  if (value === NOT_KNOWN) return [];
  if (kind === "texts") return listProblems(value, title);
  if (kind === "flag") return typeof value === "boolean" ? [] : [`${title} must be true or false, got ${shown(value)}`];
  return typeof value === "string" ? [] : [`${title} must be a text, got ${shown(value)}`];
}

function listProblems(value: unknown, title: string): string[] {
  if (!Array.isArray(value)) return [`${title} must be a list of texts, got ${shown(value)}`];
  if (value.length === 0) return [`${title} is empty, and so fits nothing: omit it, or name what the device has`];
  const wrong: unknown = value.find((each) => typeof each !== "string" && each !== NOT_KNOWN);
  const isRight = value.every((each) => typeof each === "string" || each === NOT_KNOWN);
  return isRight ? [] : [`${title} must be a list of texts, got a list with ${shown(wrong)} in it`];
}

// The key itself would stand in the state, and fit nothing; so it is not shown.
function hashProblems(hash: unknown, title: string): string[] {
  if (typeof hash !== "string" || /^[0-9a-f]{64}$/i.test(hash)) return [];
  return [`${title} is no SHA-256: 64 digits of a hexadecimal number`];
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
