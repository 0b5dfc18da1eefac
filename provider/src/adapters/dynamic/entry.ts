// What the text stored in every state requires, for ever: `require("pulumi-vpnaas/provider").handler("…")`.
// Exports nothing else; the verbs are handler.ts' business.
import type * as pulumi from "@pulumi/pulumi";
import { memoize } from "../../core/memoize";
import { KINDS, type Kind } from "../../core/schema";
import { endWithEngine } from "../engineWatch";
import { warnInProgram } from "../settingNames";
import { leaveToProvider } from "../warnings";
import { createDynamicHandler, createVerbSource } from "./handler";

/** A dynamic provider that has all verbs. */
type DynamicHandler = Required<pulumi.dynamic.ResourceProvider>;

endWithEngine();

const processVerbs = createVerbSource((message) => console.error(message));

/**
 * The object behind the stored text. One per kind (`IpsecSiteConnection`) and process; all of them share one login.
 * The name and meaning of this function are a promise: states of all versions call it. Throws for a kind that this version
 * does not have.
 */
export const handler: (kind: string) => DynamicHandler = memoize((kind: string) =>
  createDynamicHandler(kindNamed(kind), processVerbs),
);

/**
 * The same for `new pulumi.dynamic.Resource(provider("IpsecSiteConnection"), …)`: an object of one-line methods that Pulumi can
 * write into the state, because each finds its way back here by name.
 */
export function provider(kind: string): pulumi.dynamic.ResourceProvider {
  warnInProgram();
  leaveToProvider();
  return {
    configure: (request) => require("pulumi-vpnaas/provider").handler(kind).configure(request),
    check: (olds, news) => require("pulumi-vpnaas/provider").handler(kind).check(olds, news),
    diff: (id, olds, news) => require("pulumi-vpnaas/provider").handler(kind).diff(id, olds, news),
    create: (inputs) => require("pulumi-vpnaas/provider").handler(kind).create(inputs),
    read: (id, props) => require("pulumi-vpnaas/provider").handler(kind).read(id, props),
    update: (id, olds, news) => require("pulumi-vpnaas/provider").handler(kind).update(id, olds, news),
    delete: (id, props) => require("pulumi-vpnaas/provider").handler(kind).delete(id, props),
  };
}

// A state may have been written by a newer version of the package.
function kindNamed(name: string): Kind {
  const kind = KINDS.find((known) => known === name);
  if (kind !== undefined) return kind;
  throw new Error(
    `This version of pulumi-vpnaas has no resource ${name}; it has ${KINDS.join(", ")}. Install the version that wrote the state`,
  );
}
