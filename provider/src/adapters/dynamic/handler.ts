// The six verbs of a kind as the engine calls them on a pulumi.dynamic.ResourceProvider, over the cloud of the process.
// What the verbs do is the business of operations/ and waiting/; this file knows only the engine's ways.
import type * as pulumi from "@pulumi/pulumi";
import { type Cloud, createCloud } from "../../cloud";
import { isRecord } from "../../core/record";
import type { Kind } from "../../core/schema";
import { isUnknown } from "../../core/unknown";
import { declaredIn } from "../../operations/outputs";
import { type ConfigSource, resolveSettings, SettingsError } from "../../settings";
import { leaveToProgram, noteNames, warnInProvider } from "../settingNames";
import { createGatherer } from "../warnings";
import { stateOfStack } from "./stackExport";
import { bare, DECLARED, HostInitFailure, PROVIDER } from "./state";
import { dynamicVerbs, type Handler } from "./verbs";

type Values = Record<string, unknown>;

/** The verbs of a process: its configuration arrives once, settings are resolved on first use and again after a failure. */
interface VerbSource {
  configure(config: ConfigSource): void;
  verbs(kind: Kind): Handler;
}

/** Makes the verbs over one cloud; `log` shows the user a line. */
export function createVerbSource(log: (message: string) => void): VerbSource {
  let config: ConfigSource = () => undefined;
  let cloud: Cloud | undefined;
  const made = new Map<Kind, Handler>();
  return {
    // Called once per kind, while other calls may already run, and its failure would be forgotten: it only remembers.
    // The configuration of a process never changes, so a cloud that is made stays.
    configure(source) {
      config = source;
    },
    verbs(kind) {
      cloud ??= createCloud(resolveSettings(config), log);
      const verbs = made.get(kind) ?? dynamicVerbs(kind, cloud, { log, stateOfStack });
      made.set(kind, verbs);
      return verbs;
    },
  };
}

/** The verbs of a kind as the engine calls them, of `source`. */
export function createDynamicHandler(kind: Kind, source: VerbSource): Required<pulumi.dynamic.ResourceProvider> {
  const verbs = () => source.verbs(kind);
  const checked = createInputMemory();
  const known = new Set<string>();
  // The old inputs of what was compared, by id: an update is given none, and follows the comparison.
  const compared = new Map<string, Values | undefined>();
  return {
    async configure({ config }) {
      noteNames(config);
      source.configure((name) => config.get(`vpnaas:${name}`));
    },
    async check(olds: Values, news: Values) {
      leaveToProgram();
      try {
        const { inputs, failures, warnings } = verbs().check(withoutProvider(olds), withoutProvider(news));
        const name = typeof inputs.name === "string" && !isUnknown(inputs.name) ? inputs.name : kind;
        const isNew = Object.keys(olds).length === 0;
        if (!isNew && failures.length === 0) known.add(stableText(withoutProvider(news)));
        // A replacement is checked once more as if nothing were there: what it keeps is no news.
        const isNews = warnings.length > 0 && (!isNew || !known.has(stableText(withoutProvider(news))));
        if (isNews) for (const each of warnings) gatherer.add(name, each);
        // What is refused is never compared, and may be nested deeper than can be written down.
        if (failures.length === 0 && Object.keys(olds).length > 0) checked.remember(inputs, withoutProvider(olds));
        if (failures.length === 0 && Object.keys(olds).length === 0) {
          const reason = await verbs().refusedAdoption(inputs);
          if (reason !== undefined) failures.push({ property: "adoptId", reason });
        }
        // The engine would print the value of a property that is named, in the notation of Go; the reason names it anyway.
        return { inputs, failures: failures.map(({ reason }) => ({ property: "", reason })) };
      } catch (error) {
        // Thrown, it would be printed with its stack, twice.
        if (error instanceof SettingsError)
          return { inputs: withoutProvider(news), failures: [{ property: "", reason: error.message }] };
        throw error;
      }
    },
    async diff(id, olds: Values, news: Values) {
      const oldInputs = checked.recall(withoutProvider(news), olds);
      compared.set(id, oldInputs);
      verbs().note(id);
      const { changes, replaces, deleteBeforeReplace } = verbs().diff(
        withoutProvider(olds),
        withoutProvider(news),
        oldInputs,
        id,
      );
      const rest = { replaces, deleteBeforeReplace };
      return changes === undefined ? rest : { changes, ...rest };
    },
    create: (inputs: Values) => keepingProvider(inputs, () => verbs().create(withoutProvider(inputs))),
    async read(id, props: Values = {}) {
      warnInProvider();
      const found = await verbs().read(id, withoutProvider(props));
      if (found === undefined) return absent(kind, id, props);
      return { id, props: found.outs, ...(found.inputs === undefined ? {} : { inputs: found.inputs }) };
    },
    update(id, olds: Values, news: Values) {
      const oldInputs = compared.get(id);
      compared.delete(id);
      const act = async () => ({
        outs: await verbs().update(id, withoutProvider(olds), withoutProvider(news), oldInputs),
      });
      return keepingProvider(news, act);
    },
    async delete(id, props: Values) {
      warnInProvider();
      await verbs().delete(id, withoutProvider(props));
    },
  };
}

const gatherer = createGatherer();

// A refresh gives the outputs of the state, and takes a result without id for "deleted". A lookup (`get`) gives nothing, and
// would go on with outputs that are all undefined.
function absent(kind: Kind, id: string, props: Values): Record<string, never> {
  if (Object.keys(withoutProvider(props)).length > 0) return {};
  throw new Error(
    `Looking up the ${kind} ${id} failed: there is none with this id in the project and region of the settings. ` +
      `Correct the id that is given to ${kind}.get, or the settings`,
  );
}

// The engine gives the old inputs to check only, and neither diff nor update can tell without them what the program said last.
// It always checks right before it compares, with the same new inputs.
function createInputMemory() {
  const memory = new Map<string, Values[]>();
  return {
    remember(news: Values, olds: Values): void {
      const key = stableText(news);
      memory.set(key, [...(memory.get(key) ?? []), olds]);
    },
    // Two resources may be given the same inputs: then the outputs tell which old ones are meant.
    recall(news: Values, outputs: Values): Values | undefined {
      const key = stableText(news);
      const candidates = memory.get(key) ?? [];
      const list: unknown = outputs[DECLARED];
      const declared = Array.isArray(list) ? list.filter((name) => typeof name === "string").join() : "";
      const fitting = candidates.filter((olds) => declaredIn(bare(olds)).join() === declared);
      const found = (fitting.length > 0 ? fitting : candidates).at(-1);
      const rest = candidates.filter((olds) => olds !== found);
      if (rest.length > 0) memory.set(key, rest);
      else memory.delete(key);
      return found;
    },
  };
}

// The order of keys is lost on the way through the engine, at every depth.
function stableText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

// The engine adds __provider to results, but not to the properties of a failed initialisation: without it, nothing could
// ever read or delete that object again.
async function keepingProvider<T>(inputs: Values, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof HostInitFailure) error.properties[PROVIDER] = inputs[PROVIDER];
    throw error;
  }
}

function withoutProvider(values: Values): Values {
  const { [PROVIDER]: _, ...rest } = values;
  return rest;
}
