// What a program declares of a connection → the tunnel that it means, or what is wrong with it. Words and defaults are those of
// schema.json; that a value is possible on a cloud is checked by the resources.
import { isIP } from "node:net";
import { isRecord } from "../core/record";
import { sanitize } from "../core/sanitize";
import { objectProperties, type PropertySpec, resetValues, resourceSpec, tokenOf } from "../core/schema";
import { type Cipher, cipherOf, groupOf, type Hash, hashOf } from "./algorithms";
import { boundsOf, createReader, type Declared, type Reader } from "./declaredReader";
import { packetSize } from "./packetSize";
import { bareName, type DeadPeer, deviceName, type Gateway, type Phase, type Tunnel } from "./tunnel";

const NAMES = [
  ["name", "gatewayAddress", "localId", "localCidrs", "peerAddress", "peerId", "peerCidrs", "psk"],
  ["ike", "ipsec", "initiator", "dpd", "mtu"],
].flat();
const POLICY = ["encryptionAlgorithm", "authAlgorithm", "pfs", "lifetime"];
const CONNECTION = tokenOf("IpsecSiteConnection");
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  ike: [...POLICY, "ikeVersion", "phase1NegotiationMode"],
  ipsec: [...POLICY, "transformProtocol", "encapsulationMode"],
  dpd: ["action", "interval", "timeout"],
};

/** A tunnel, or sentences that say what keeps it from being one; each opens with the property. */
export function tunnelOf(declared: Declared): { readonly tunnel?: Tunnel; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const read = createReader(declared, problems);
  problems.push(...unknownIn(declared, NAMES, ""));
  for (const [name, known] of Object.entries(KNOWN)) {
    if (declared[name] === undefined || isRecord(declared[name])) {
      problems.push(...unknownIn(read.part(name), known, `${name}.`));
    } else problems.push(`${name} is not an object`);
  }
  const [cloud, device] = gatewaysIn(read);
  const [ike, ipsec] = [phaseIn(read, "ike"), phaseIn(read, "ipsec")];
  const rest = { ...protocolsIn(read), psk: read.psk(), dpd: dpdIn(read), ...namesIn(read) };
  const mtu = read.number("mtu", boundsOf(CONNECTION, "mtu"));
  if (problems.length === 0)
    problems.push(
      ...familyProblems(cloud, device),
      ...mtuProblems(mtu, device),
      ...identityProblems(read),
      ...ikev1Problems(rest.ikeVersion, ike, ipsec),
    );
  if (problems.length > 0) return { problems };
  const { protocol, mode, ...others } = rest;
  const path = { ...ipsec, protocol, outside: cloud.address, inside: device.networks[0] ?? "" };
  const size = packetSize({ ...path, declared: mtu });
  return { problems, tunnel: { ...others, ...size, cloud, device, ike, ipsec: { ...ipsec, protocol, mode } } };
}

/** Is it the address that is none, which strongSwan reads as any? */
export function isUnspecified(text: string): boolean {
  return /^[0:.]+$/.test(text);
}

// Digits and dots are an address, or none: no name ends with a number (RFC 1123). strongSwan reads two addresses as a range.
const isName = (text: string) => /^[0-9A-Za-z]([0-9A-Za-z._-]*)$/.test(text) && !/^[\d.-]*\.\d+$/.test(text);
const isAddress = (text: string) => (isIP(text) !== 0 ? !text.includes("%") && !isUnspecified(text) : isName(text));
const isEmail = (text: string) => /^[0-9A-Za-z][0-9A-Za-z.+_-]*@[0-9A-Za-z][0-9A-Za-z.-]*$/.test(text);
const IDENTITIES = "not an identity that files can hold: an address, a domain name or an e-mail address";

function gatewaysIn({ at, text, networks }: Reader): [Gateway, Gateway] {
  const gateway = (names: { address: string; id: string; networks: string }): Gateway => {
    const address = text(names.address, isAddress, "not an address: neither an IP address nor a domain name");
    const own = at(names.id);
    const isIdentity = (id: string) => isAddress(bareName(id)) || isEmail(id);
    const id = own === undefined || own === "" ? address : bareName(text(names.id, isIdentity, IDENTITIES));
    return { address, id, networks: networks(names.networks) };
  };
  return [
    gateway({ address: "gatewayAddress", id: "localId", networks: "localCidrs" }),
    gateway({ address: "peerAddress", id: "peerId", networks: "peerCidrs" }),
  ];
}

type Policy = "ike" | "ipsec";
// Only looked at where there are no problems.
const NO_CIPHER: Cipher = { name: "", bits: 0, mode: "cbc", icv: undefined };
const NO_HASH: Hash = "sha256";

function phaseIn(read: Reader, policy: Policy): Phase {
  const named = <Value>(property: string, find: (name: string) => Value | undefined): Value | undefined => {
    const value = wordIn(read, policy, property);
    const found = find(value);
    if (found === undefined) read.wrong(`${policy}.${property}`, "unknown");
    return found;
  };
  const encryption = named("encryptionAlgorithm", cipherOf) ?? NO_CIPHER;
  const integrity = named("authAlgorithm", hashOf) ?? NO_HASH;
  return { encryption, integrity, group: named("pfs", groupOf) ?? 0, lifetime: lifetimeIn(read, policy) };
}

function lifetimeIn(read: Reader, policy: Policy): number {
  const [property, path] = [inputOf(policy, "lifetime"), `${policy}.lifetime`];
  const given = read.at(path);
  const unknown = isRecord(given) ? Object.keys(given).find((name) => !["units", "value"].includes(name)) : undefined;
  if ((given !== undefined && !isRecord(given)) || unknown !== undefined) read.wrong(path, "not a lifetime");
  const { units = "seconds" } = isRecord(given) ? given : {};
  if (units !== "seconds") read.wrong(`${path}.units`, "not one of seconds");
  const bounds = boundsOf(tokenOf(KINDS[policy]), "lifetime.value");
  return read.number(`${path}.value`, bounds) ?? Number(objectProperties(property)?.value?.default);
}

const KINDS = { ike: "IkePolicy", ipsec: "IpsecPolicy" } as const;

function inputOf(policy: Policy, property: string): PropertySpec {
  return resourceSpec(tokenOf(KINDS[policy])).inputProperties[property] ?? {};
}

/** The documented default of a property of a policy. */
export function policyDefault(policy: Policy, property: string): unknown {
  return inputOf(policy, property).default;
}

// What a policy says, or its documented default.
function wordIn(read: Reader, policy: Policy, property: string): string {
  const value = read.at(`${policy}.${property}`) ?? policyDefault(policy, property);
  return typeof value === "string" ? value : "";
}

function protocolsIn(read: Reader) {
  const oneOf = <Word extends string>(policy: Policy, property: string, words: readonly [Word, ...Word[]]): Word => {
    const value = wordIn(read, policy, property);
    const word = words.find((each) => each === value);
    if (word === undefined) read.wrong(`${policy}.${property}`, `not one of ${words.join(", ")}`);
    return word ?? words[0];
  };
  const ikeVersion: 1 | 2 = oneOf("ike", "ikeVersion", ["v2", "v1"]) === "v1" ? 1 : 2;
  return {
    ikeVersion,
    isAggressive: ikeVersion === 1 && oneOf("ike", "phase1NegotiationMode", ["main", "aggressive"]) === "aggressive",
    protocol: oneOf("ipsec", "transformProtocol", ["esp", "ah"]),
    mode: oneOf("ipsec", "encapsulationMode", ["tunnel", "transport"]),
  };
}

const ACTIONS: Readonly<Record<string, DeadPeer["action"]>> = {
  clear: "clear",
  hold: "hold",
  restart: "restart",
  "restart-by-peer": "restart",
};

function dpdIn(read: Reader): DeadPeer | undefined {
  const usual = resetValues(CONNECTION).dpd;
  const own: Declared = isRecord(usual) ? usual : {};
  const action = read.at("dpd.action") ?? own.action;
  const interval = read.number("dpd.interval", boundsOf(CONNECTION, "dpd.interval")) ?? Number(own.interval);
  const timeout = read.number("dpd.timeout", boundsOf(CONNECTION, "dpd.timeout")) ?? Number(own.timeout);
  if (action === "disabled" || interval === 0) return undefined;
  if (timeout <= interval) read.problem(`dpd.timeout ${timeout} is not greater than dpd.interval ${interval}`);
  const known = typeof action === "string" ? ACTIONS[action] : undefined;
  if (known === undefined) read.wrong("dpd.action", `not one of ${[...Object.keys(ACTIONS), "disabled"].join(", ")}`);
  return { action: known ?? "hold", interval, timeout };
}

function namesIn(read: Reader): Pick<Tunnel, "name" | "deviceStarts"> {
  const [name, initiator] = [read.at("name") ?? "cloud", read.at("initiator") ?? "bi-directional"];
  if (initiator !== "bi-directional" && initiator !== "response-only")
    read.wrong("initiator", "not one of bi-directional, response-only");
  const own = typeof name === "string" ? deviceName(name) : "";
  if (own === "") read.wrong("name", "not a name: it needs a letter from a to z");
  return { name: own, deviceStarts: initiator === "response-only" };
}

function familyProblems(cloud: Gateway, device: Gateway): string[] {
  const versionOf = (network: string) => isIP(network.split("/")[0] ?? "");
  const [first = "", ...others] = [...cloud.networks, ...device.networks];
  const other = others.find((network) => versionOf(network) !== versionOf(first));
  if (other === undefined) return [];
  return [`peerCidrs and localCidrs have IPv4 and IPv6 (${first}, ${other}): a connection takes one IP version`];
}

// Only OpenStack takes a localId, and it treats both as names as soon as one is: no file for the device would be right.
function identityProblems({ at }: Reader): string[] {
  const [local, peer] = [at("localId"), at("peerId") ?? at("peerAddress")];
  if (typeof local !== "string" || local === "" || typeof peer !== "string") return [];
  // A service may show its own address where none was declared.
  if ((isIP(local) === 0) === (isIP(peer) === 0) || local === at("gatewayAddress")) return [];
  const what = `localId ${sanitize(local)} and peerId ${sanitize(peer)} are a name and an address`;
  return [`${what}, and OpenStack then treats both as names: declare two names or two addresses, or omit localId`];
}

const LEAST_OF_IPV6 = 1280;

function mtuProblems(mtu: number | undefined, { networks }: Gateway): string[] {
  if (mtu === undefined || mtu >= LEAST_OF_IPV6 || networks[0]?.includes(":") !== true) return [];
  return [`mtu ${mtu} is less than ${LEAST_OF_IPV6}, the least that IPv6 takes`];
}

/** What is said of that. */
export const NOT_IN_IKEV1 = "does not exist in IKEv1";

// What the registries of IKEv1 have no number for (IANA, "Internet Key Exchange (IKE) Attributes" and "IPSEC ESP").
function ikev1Problems(version: 1 | 2, ike: Phase, ipsec: Phase): string[] {
  if (version === 2) return [];
  const problem = (property: string, name: string) => `${property} ${sanitize(name)} ${NOT_IN_IKEV1}`;
  return [
    ...(ike.encryption.mode === "cbc" ? [] : [problem("ike.encryptionAlgorithm", ike.encryption.name)]),
    ...(ike.integrity.startsWith("aes") ? [problem("ike.authAlgorithm", ike.integrity)] : []),
    ...(ipsec.integrity === "aes-cmac" ? [problem("ipsec.authAlgorithm", ipsec.integrity)] : []),
  ];
}

function unknownIn(given: Declared, known: readonly string[], path: string): string[] {
  const unknown = Object.keys(given).filter((name) => !known.includes(name) && given[name] !== undefined);
  return unknown.map((name) => `${path}${sanitize(name).slice(1, -1)} is unknown: there are ${known.join(", ")}`);
}
