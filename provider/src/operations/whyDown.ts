// Reads what is around a connection that is not up, once, for the causes to be drawn from it. What cannot be read stays unknown: a
// diagnosis that fails must not hide why it was made.
import { type BatchedCollection, REFRESH_AGE } from "../api/batching/batchedCollection";
import type { Item } from "../api/collection";
import type { Clock } from "../core/clock";
import type { Values } from "../core/contract";
import { isBareNotFound, isNotFound } from "../core/errors";
import { isSameId } from "../core/meaning";
import { type Kind, type Token, tokenOf } from "../core/schema";
import { compare, outputsOf } from "../core/wire";
import { likelyCauses } from "../diagnosis/causes";
import type { Cause, Related, TunnelFacts } from "../diagnosis/facts";
import { definitions } from "../resources";
import type { Settings } from "../settings";
import { statable } from "./statable";

interface Surroundings {
  readonly collectionOf: (token: Token) => BatchedCollection;
  readonly settings: Pick<Settings, "dialect" | "dialectRemark">;
  readonly clock: Clock;
}

interface Neighbour {
  readonly id: unknown;
  readonly values: Values;
}

/** Makes what finds the causes; many connections at once share its lists. */
export function createWhyDown({ collectionOf, settings, clock }: Surroundings) {
  let last: { readonly asked: number; readonly values: Promise<Neighbour[]> } | undefined;

  function connections(): Promise<Neighbour[]> {
    if (last === undefined || clock.now() - last.asked > REFRESH_AGE) {
      const values = collectionOf(tokenOf("IpsecSiteConnection"))
        .list()
        .then((items) => items.map((item) => ({ id: item.id, values: outputs("IpsecSiteConnection", item) })));
      last = { asked: clock.now(), values };
    }
    return last.values;
  }

  async function othersOf({ vpnserviceId }: Values, id: string): Promise<Values[] | undefined> {
    try {
      const all = await connections();
      return all.flatMap((each) =>
        each.id !== id && isSameId(each.values.vpnserviceId, vpnserviceId) ? [each.values] : [],
      );
    } catch {
      return undefined;
    }
  }

  return async function whyDown(connection: Values, id: string): Promise<Cause[]> {
    const related = (kind: Kind, property: string) => read(kind, connection[property], collectionOf(tokenOf(kind)));
    const [service, ikePolicy, ipsecPolicy, localGroup, peerGroup, others] = await Promise.all([
      related("VpnService", "vpnserviceId"),
      related("IkePolicy", "ikepolicyId"),
      related("IpsecPolicy", "ipsecpolicyId"),
      related("EndpointGroup", "localEpGroupId"),
      related("EndpointGroup", "peerEpGroupId"),
      othersOf(connection, id),
    ]);
    const facts = { connection, service, ikePolicy, ipsecPolicy, localGroup, peerGroup, others };
    return likelyCauses({ ...facts, refused: refusedValues(facts, settings) });
  };
}

// What the dialect refuses of the algorithms and networks that a connection uses, in sentences.
function refusedValues(
  { ikePolicy, ipsecPolicy, localGroup, peerGroup }: Omit<TunnelFacts, "refused">,
  { dialect, dialectRemark }: Surroundings["settings"],
): string[] {
  // A plain require, as in index.ts: the validation is loaded where it is needed only.
  const { check }: typeof import("../core/check") = require("../core/check");
  const refusedOf = (kind: Kind, values: Related): string[] => {
    if (values === undefined || values === null) return [];
    const news = { ...statable(kind, values, { dialect, projectId: undefined }), name: "any" };
    const { failures } = check(definitions[tokenOf(kind)], { olds: {}, news, dialect, dialectRemark, strict: false });
    return failures.map(
      ({ reason }) => `The ${definitions[tokenOf(kind)].title} has what no gateway of this cloud takes: ${reason}`,
    );
  };
  return [
    ...refusedOf("IkePolicy", ikePolicy),
    ...refusedOf("IpsecPolicy", ipsecPolicy),
    ...refusedOf("EndpointGroup", localGroup),
    ...refusedOf("EndpointGroup", peerGroup),
  ];
}

async function read(kind: Kind, id: unknown, collection: BatchedCollection): Promise<Related> {
  if (typeof id !== "string" || id === "") return undefined;
  try {
    return outputs(kind, await collection.read(id, { age: REFRESH_AGE, isEnough: () => true }));
  } catch (error) {
    return isNotFound(error) && !isBareNotFound(error) ? null : undefined;
  }
}

function outputs(kind: Kind, item: Item): Values {
  return outputsOf(compare(definitions[tokenOf(kind)], item, {}));
}
