// Whether two sides of a tunnel fit: what each declares against what the other expects, a sentence for each mismatch. Only what both
// sides say is compared. Keys are compared by their hash and never shown.
import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { meaningOf } from "../core/meaning";
import { cipherOf, isAead } from "./algorithms";
import type { Phase, Tunnel } from "./tunnel";

/** What a side takes in one phase: any of each list. */
export interface Offer {
  readonly encryption?: readonly string[];
  readonly integrity?: readonly string[];
  readonly group?: readonly string[];
}

/** A gateway, and what is behind it. */
export interface End {
  readonly address?: string;
  readonly id?: string;
  readonly networks?: readonly string[];
}

/** One side, as it is declared. */
export interface Side {
  /** What sentences call it. */
  readonly title: string;
  readonly ikeVersion?: string;
  readonly mode?: string;
  readonly ike?: Offer;
  readonly ipsec?: Offer;
  readonly protocol?: string;
  readonly encapsulation?: string;
  readonly own: End;
  /** What it expects of the other one. */
  readonly other: End;
  /** SHA-256 of the pre-shared key, in hexadecimal. */
  readonly pskHash?: string;
  readonly isBehindNat?: boolean;
  readonly initiator?: string;
  /** Does it negotiate IKEv1 for the first pair of networks only? */
  readonly startsFirstPairOnly?: boolean;
}

/** The hash of a key that two sides compare. */
export function pskHash(psk: string): string {
  return createHash("sha256").update(psk, "utf8").digest("hex");
}

const RESPONDS = "response-only";

/** The side of the cloud. */
export function cloudSide(title: string, tunnel: Tunnel): Side {
  const { cloud, device, ipsec, ikeVersion, isAggressive, psk, deviceStarts } = tunnel;
  return {
    title,
    ikeVersion: `v${ikeVersion}`,
    ...(ikeVersion === 1 ? { mode: isAggressive ? "aggressive" : "main" } : {}),
    ike: offerOf(tunnel.ike),
    ipsec: offerOf(ipsec),
    protocol: ipsec.protocol,
    encapsulation: ipsec.mode,
    own: cloud,
    other: device,
    pskHash: pskHash(psk),
    initiator: deviceStarts ? RESPONDS : "bi-directional",
    startsFirstPairOnly: true,
  };
}

function offerOf({ encryption, integrity, group }: Phase): Offer {
  return {
    encryption: [encryption.name],
    integrity: [integrity],
    group: [group === 0 ? "disable" : `group${group}`],
  };
}

/** What does not fit, in sentences. */
export function misfits(one: Side, other: Side): string[] {
  const differs = (property: string, name: "ikeVersion" | "mode" | "protocol" | "encapsulation") => {
    const [here, there] = [one[name], other[name]];
    if (here === undefined || there === undefined || here === there) return [];
    return [`${property}: ${one.title} has ${here}, ${other.title} has ${there}`];
  };
  return [
    ...differs("ikeVersion", "ikeVersion"),
    ...differs("phase1NegotiationMode", "mode"),
    ...proposalProblems([one, other], "ike"),
    ...differs("transformProtocol", "protocol"),
    ...differs("encapsulationMode", "encapsulation"),
    ...proposalProblems([one, other], "ipsec"),
    ...endProblems(one, other),
    ...endProblems(other, one),
    ...keyProblems(one, other),
    ...familyProblems(one, other),
    ...natProblems(one, other),
    ...natProblems(other, one),
    ...pairProblems(one, other),
    ...initiatorProblems(one, other),
  ];
}

const PROPERTIES = { encryption: "encryptionAlgorithm", integrity: "authAlgorithm", group: "pfs" } as const;

function proposalProblems([one, other]: readonly [Side, Side], policy: "ike" | "ipsec"): string[] {
  const [here = {}, there = {}] = [one[policy], other[policy]];
  const isAh = policy === "ipsec" && [one, other].some(({ protocol }) => protocol === "ah");
  const idle = new Set<keyof Offer>(isAh ? ["encryption"] : policy === "ipsec" ? idleWith(here, there) : []);
  return (["encryption", "integrity", "group"] as const).flatMap((part) => {
    const [mine, theirs] = [here[part], there[part]];
    if (mine === undefined || theirs === undefined || idle.has(part)) return [];
    if (mine.some((each) => theirs.includes(each))) return [];
    return [`${policy}.${PROPERTIES[part]}: ${one.title} has ${listed(mine)}, ${other.title} has ${listed(theirs)}`];
  });
}

// In phase 2 of ESP, a cipher that proves the integrity itself makes the hash idle; AH has no cipher.
function idleWith({ encryption: mine = [] }: Offer, { encryption: theirs = mine }: Offer): "integrity"[] {
  const common = mine.filter((name) => theirs.includes(name));
  const ciphers = (common.length > 0 ? common : mine).flatMap((name) => cipherOf(name) ?? []);
  return ciphers.length > 0 && ciphers.every(isAead) ? ["integrity"] : [];
}

// What a side is, against what the other one expects it to be.
function endProblems({ title, own }: Side, { title: by, other: expected }: Side): string[] {
  const differs = (property: string, name: "address" | "id") => {
    const [is, wanted] = [own[name], expected[name]];
    if (is === undefined || wanted === undefined) return [];
    return meaningOf(is, "host") === meaningOf(wanted, "host")
      ? []
      : [`${property}: ${title} has ${is}, ${by} expects ${wanted}`];
  };
  return [
    ...differs("address", "address"),
    ...differs("identity", "id"),
    ...networkProblems(title, own, { by, expected }),
  ];
}

function networkProblems(title: string, own: End, { by, expected }: { by: string; expected: End }): string[] {
  const [are, wanted] = [own.networks, expected.networks];
  if (are === undefined || wanted === undefined) return [];
  const meanings = (list: readonly string[]) => new Set(list.map((network) => meaningOf(network, "network")));
  const [here, there] = [meanings(are), meanings(wanted)];
  const isSame = here.size === there.size && [...here].every((network) => there.has(network));
  return isSame ? [] : [`networks: behind ${title} are ${listed(are)}, ${by} expects ${listed(wanted)}`];
}

function keyProblems(one: Side, other: Side): string[] {
  if (one.pskHash === undefined || other.pskHash === undefined) return [];
  if (one.pskHash.toLowerCase() === other.pskHash.toLowerCase()) return [];
  return [`psk: the keys of ${one.title} and of ${other.title} are not the same`];
}

function familyProblems(one: Side, other: Side): string[] {
  const [here, there] = [isIP(one.own.address ?? ""), isIP(other.own.address ?? "")];
  if (here === 0 || there === 0 || here === there) return [];
  return [`address family: ${one.title} has ${one.own.address}, ${other.title} has ${other.own.address}`];
}

// AH proves the addresses, which a NAT changes; and behind one, the identity is seldom the address outside.
function natProblems(side: Side, { title: by, other: expected }: Side): string[] {
  if (side.isBehindNat !== true) return [];
  return [
    ...(side.protocol === "ah"
      ? [`NAT: ${side.title} is behind one, and has transformProtocol ah, which does not pass it`]
      : []),
    ...(side.own.id === undefined && isIP(expected.id ?? "") !== 0
      ? [
          `NAT: ${side.title} is behind one and names no identity, ${by} expects ${expected.id}: give it as the identity`,
        ]
      : []),
  ];
}

function pairProblems(one: Side, other: Side): string[] {
  const several = [one, other].some(({ own }) => (own.networks ?? []).length > 1);
  if (one.ikeVersion !== "v1" || !several || !one.startsFirstPairOnly || !other.startsFirstPairOnly) return [];
  const why = `${one.title} and ${other.title} both start the first pair of networks only`;
  return [`ikeVersion v1 with several networks: ${why}. Use v2, or a connection for each pair`];
}

function initiatorProblems(one: Side, other: Side): string[] {
  if (one.initiator !== RESPONDS || other.initiator !== RESPONDS) return [];
  return [`initiator: ${one.title} and ${other.title} are both ${RESPONDS}, so neither starts the negotiation`];
}

function listed(values: readonly string[]): string {
  return values.join(", ");
}
