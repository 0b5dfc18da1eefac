// The connections in the state of a stack, as renderPeer takes them: a connection refers to the other objects by their ids.
import { isIPv6 } from "node:net";
import { readPrinted } from "../../adapters/pulumiCommand";
import { SIGNATURE } from "../../adapters/signature";
import { rememberSecret } from "../../core/masking/rememberedSecrets";
import { isRecord } from "../../core/record";
import { sanitize, sanitizeBare } from "../../core/sanitize";
import { type Kind, kindOfType } from "../../core/schema";

type Values = Readonly<Record<string, unknown>>;

interface StateObject {
  readonly kind: Kind;
  /** Name of the resource in Pulumi. */
  readonly logical: string;
  readonly id: string;
  readonly outputs: Values;
}

/** A connection, and what a peer has to know of it, apart from the networks of the local subnets. */
export interface StateConnection {
  readonly logical: string;
  readonly declared: Values;
}

/** The connections in what `pulumi stack export --show-secrets` printed. Throws a sentence for the user. */
export function connectionsIn(text: string, wanted: readonly string[]): StateConnection[] {
  const objects = objectsIn(text);
  const all = objects.filter(({ kind }) => kind === "IpsecSiteConnection");
  if (all.length === 0) throw new Error("There is no connection in the state of the stack. Run pulumi up first");
  const isMeant = (name: string) => (each: StateObject) => [each.logical, each.id, each.outputs.name].includes(name);
  const missing = wanted.find((name) => !all.some(isMeant(name)));
  if (missing !== undefined) {
    const known = all.map(({ logical }) => sanitize(logical)).join(", ");
    throw new Error(`The stack has no connection ${sanitize(missing)}: there are ${known}`);
  }
  const chosen = wanted.length === 0 ? all : all.filter((each) => wanted.some((name) => isMeant(name)(each)));
  refuseTwins(chosen);
  return chosen.map((each) => ({ logical: each.logical, declared: declaredOf(each, objects) }));
}

// Below two parents, resources may have the same name, and the files of one would overwrite those of the other.
function refuseTwins(chosen: readonly StateObject[]): void {
  for (const { logical, id } of chosen) {
    const twin = chosen.find((each) => each.logical === logical && each.id !== id);
    if (twin === undefined) continue;
    const ids = `${sanitizeBare(id)} and ${sanitizeBare(twin.id)}`;
    throw new Error(`The stack has two connections ${sanitize(logical)}, ${ids}: choose one by its id (--connection)`);
  }
}

const POLICY = ["authAlgorithm", "encryptionAlgorithm", "pfs", "lifetime"];

function declaredOf({ logical, outputs }: StateObject, objects: readonly StateObject[]): Values {
  const { peerAddress, peerId, localId, psk, initiator, dpd, mtu } = outputs;
  const found = (kind: Kind, id: unknown): Values => {
    const object = objects.find((each) => each.kind === kind && each.id === id);
    if (object !== undefined) return object.outputs;
    throw new Error(
      `The ${kind} ${sanitize(id)} of the connection ${sanitize(logical)} is not in the state of the stack`,
    );
  };
  const service = found("VpnService", outputs.vpnserviceId);
  const isWide = typeof peerAddress === "string" && isIPv6(peerAddress);
  const { peerEpGroupId: group } = outputs;
  const isGrouped = typeof group === "string" && group !== "";
  return {
    name: logical,
    gatewayAddress: isWide ? service.externalV6Ip : service.externalV4Ip,
    peerCidrs: isGrouped ? found("EndpointGroup", group).endpoints : outputs.peerCidrs,
    ...{ peerAddress, peerId, localId, psk, initiator, dpd, mtu },
    ike: chosenOf(found("IkePolicy", outputs.ikepolicyId), [...POLICY, "ikeVersion", "phase1NegotiationMode"]),
    ipsec: chosenOf(found("IpsecPolicy", outputs.ipsecpolicyId), [...POLICY, "transformProtocol", "encapsulationMode"]),
  };
}

function chosenOf(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

// What a program only reads stands there, too.
function objectsIn(text: string): StateObject[] {
  const exported = readPrinted(text, "pulumi stack export");
  const deployment = isRecord(exported) ? exported.deployment : undefined;
  const resources = isRecord(deployment) && Array.isArray(deployment.resources) ? deployment.resources : [];
  // What a replacement has yet to delete is there under the name of the new one.
  const current = resources.filter(isRecord).filter((resource) => resource.delete !== true);
  return current.flatMap(({ urn, type, id, outputs }) => {
    const kind = kindOfType(type);
    if (kind === undefined || typeof id !== "string" || typeof urn !== "string") return [];
    const values = withoutMarks(outputs);
    return [{ kind, id, logical: urn.split("::").slice(3).join("::"), outputs: isRecord(values) ? values : {} }];
  });
}

function withoutMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (!isRecord(value)) return value;
  if (SIGNATURE in value && typeof value.plaintext === "string") {
    const secret: unknown = JSON.parse(value.plaintext);
    rememberSecret(secret);
    return secret;
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutMarks(part)]));
}
