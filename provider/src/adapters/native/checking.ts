// Checks the inputs of a resource: its name where the program gives none, an import that lacks its secrets, warnings that are new.

import { isDeepStrictEqual } from "node:util";
import type { Checked, Failure, Operation, ResourceKind, Values } from "../../core/contract";
import { isGiven } from "../../core/diff";
import { maskOwn } from "../../core/masking/masking";
import { checkedWithoutSecrets } from "../../operations/statable";
import { SettingsError } from "../../settings";
import { bare } from "../hidden";
import type { ProviderMessages } from "./rpc";
import type { Named } from "./urn";

type Autonaming = ProviderMessages.CheckRequest.AutonamingOptions | undefined;

/** A check as the engine asks for it. */
interface CheckCall {
  readonly urn: string;
  readonly named: Named;
  readonly olds: Values;
  readonly news: Values;
  /** How the user's configuration names resources (`pulumi:autonaming`); undefined where it says nothing. */
  readonly autonaming: Autonaming;
}

/** Makes the check of a process. `verbsOf` throws a SettingsError where the settings lead to no cloud. */
export function createChecker(
  verbsOf: (call: CheckCall) => { verbs: ResourceKind; operation: Operation },
): (call: CheckCall) => Promise<Pick<Checked, "inputs" | "failures">> {
  const isNews = createNews();
  return async (call) => {
    const olds = bare(call.olds);
    const isNew = Object.keys(olds).length === 0;
    const { inputs: news, failures: unnamed } = withName(call, olds);
    try {
      const { verbs, operation } = verbsOf(call);
      const check = (inputs: Values) => verbs.check(isNew ? undefined : olds, inputs, operation);
      // An import is checked with the inputs that were read, which cannot have the secrets: the engine would call that a bug.
      const isAsBefore = isDeepStrictEqual(olds, bare(call.news));
      const { inputs, failures, warnings } = isAsBefore
        ? checkedWithoutSecrets(call.named.kind, news, check)
        : check(news);
      const all = [...unnamed, ...failures];
      if (all.length === 0 && isNew) {
        const reason = await verbs.refusedAdoption(inputs, operation);
        if (reason !== undefined) all.push({ property: "adoptId", reason });
      }
      for (const warning of isNews(call.urn, isNew, warnings)) operation.log(`warning: ${maskOwn(warning)}`);
      return { inputs, failures: all };
    } catch (error) {
      if (error instanceof SettingsError) return { inputs: news, failures: [{ property: "", reason: error.message }] };
      throw error;
    }
  };
}

// What exists keeps its name, whatever the configuration says of new ones.
function withName(
  { news: given, named, autonaming }: CheckCall,
  olds: Values,
): { inputs: Record<string, unknown>; failures: Failure[] } {
  const news = bare(given);
  if (isGiven(news.name)) return { inputs: news, failures: [] };
  if (typeof olds.name === "string") return { inputs: { ...news, name: olds.name }, failures: [] };
  const proposed = autonaming?.getProposedName() ?? "";
  if (proposed !== "") return { inputs: { ...news, name: proposed }, failures: [] };
  const [name] = named.autoname.names;
  if (autonaming === undefined) return { inputs: { ...news, name }, failures: [] };
  const reason = "name is required: the configuration switches automatic names off (pulumi:autonaming)";
  return { inputs: { ...news, name }, failures: [{ property: "", reason }] };
}

// A replacement is checked once more as if nothing were there: what was said before is no news.
function createNews(): (urn: string, isNew: boolean, warnings: readonly string[]) => string[] {
  const existing = new Set<string>();
  const told = new Set<string>();
  return (urn, isNew, warnings) => {
    if (!isNew) existing.add(urn);
    else if (existing.has(urn)) return [];
    const keys = warnings.map((warning) => JSON.stringify([urn, warning]));
    const fresh = warnings.filter((_warning, at) => !told.has(keys[at] ?? ""));
    for (const key of keys) told.add(key);
    return fresh;
  };
}
