// Functions of the package: `get…` and `list…` find objects that exist, whoever made them.

import type { FoundObject } from "../../core/contract";
import { type Kind, lookupOf, resourceSpec, secretInputs, tokenOf } from "../../core/schema";
import { hasUnknown } from "../../core/unknown";
import { findAll, findOne, type Query } from "../../lookups/search";
import { orStopped } from "../../waiting/poll";
import { pack, secretNames, type Unpacked, unpack } from "./bags";
import { messages, type ProviderMessages } from "./rpc";
import type { Desk } from "./work";

/** Finds what the function is asked for. The answer holds no secret of an object. */
export async function invoke(
  desk: Desk,
  request: ProviderMessages.InvokeRequest,
): Promise<ProviderMessages.InvokeResponse> {
  if (request.getTok() === PEER_CONFIGURATION) return peerAnswer(unpack(request.getArgs()));
  const lookup = lookupOf(request.getTok());
  if (lookup === undefined) throw new Error(`This version of the plugin vpnaas has no function ${request.getTok()}`);
  const { kind, list } = lookup;
  const query = queryOf(kind, unpack(request.getArgs()));
  const searched = desk.configuration.resolved().cloud.handlerFor(tokenOf(kind));
  const answer = new messages.InvokeResponse();
  if (list === undefined) {
    answer.setReturn(pack(shownOf(kind, await orStopped(findOne(searched, query), desk.connection.signal))));
  } else {
    const found = await orStopped(findAll(searched, query), desk.connection.signal);
    answer.setReturn(pack({ [list]: found.map((each) => shownOf(kind, each)) }));
  }
  return answer;
}

const PEER_CONFIGURATION = "vpnaas:index:peerConfiguration";

// Its arguments make it a secret in every language. Whatever the program says of the key, the files are marked as well.
function peerAnswer({ values }: Unpacked): ProviderMessages.InvokeResponse {
  const unknown = Object.keys(values).find((name) => hasUnknown(values[name]));
  if (unknown !== undefined) throw new Error(`peerConfiguration: ${unknown} is not known in this preview`);
  // Few stacks ask for it. A plain require, which a bundler can follow.
  const { renderPeer }: typeof import("../../peer/renderPeer") = require("../../peer/renderPeer");
  const { format, ...declared } = values;
  const answer = new messages.InvokeResponse();
  answer.setReturn(pack({ ...renderPeer(format, declared) }, secretNames(["files"])));
  return answer;
}

/** What is looked for. A secret among the arguments stays out of messages. */
export function queryOf(kind: Kind, { values, secrets }: Unpacked): Query {
  const unknown = Object.keys(values).find((name) => hasUnknown(values[name]));
  if (unknown !== undefined) throw new Error(`Looking up the ${kind} failed: ${unknown} is not known in this preview`);
  return { kind, filters: values, hidden: secrets === true ? Object.keys(values) : Object.keys(secrets) };
}

function shownOf(kind: Kind, { id, outs }: FoundObject): Record<string, unknown> {
  const token = tokenOf(kind);
  const secrets = secretInputs(token);
  const names = Object.keys(resourceSpec(token).properties).filter((name) => !secrets.includes(name));
  return { id, ...Object.fromEntries(names.map((name) => [name, outs[name]] as const)) };
}
