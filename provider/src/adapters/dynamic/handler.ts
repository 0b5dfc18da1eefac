// The six verbs of a kind as the engine calls them on a pulumi.dynamic.ResourceProvider, over the cloud of the process.
// What the verbs do is the business of operations/ and waiting/; this file knows only the engine's ways.
import type * as pulumi from "@pulumi/pulumi";
import { createCloud } from "../../cloud";
import { memoize } from "../../core/memoize";
import { isRecord } from "../../core/record";
import type { Kind } from "../../core/schema";
import { isUnknown } from "../../core/unknown";
import { declaredIn } from "../../operations/outputs";
import { type ConfigSource, resolveSettings, SettingsError } from "../../settings";
import { bare, DECLARED, PROVIDER } from "../hidden";
import { leaveToProgram, noteNames, warnInProvider } from "../settingNames";
import { stateOfStack } from "../stackExport";
import { createGatherer } from "../warnings";
import { isAtRest, isFromPlugin, takenOver } from "./fromPlugin";
import { hiddenInputs } from "./state";
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
  const cloud = memoize(() => createCloud(resolveSettings(config), log));
  return {
    // Called once per kind, while other calls may already run, and its failure would be forgotten: it only remembers.
    // The configuration of a process never changes, so a cloud that is made stays.
    configure(source) {
      config = source;
    },
    verbs: memoize((kind: Kind) => dynamicVerbs(kind, cloud(), { log, stateOfStack })),
  };
}

/** The verbs of a kind as the engine calls them, of `source`. */
export function createDynamicHandler(kind: Kind, source: VerbSource): Required<pulumi.dynamic.ResourceProvider> {
  const verbs = () => source.verbs(kind);
  const checked = createInputMemory();
  const known = new Set<string>();
  // The old inputs of what was compared, by id: an update is given none, and follows the comparison.
  const compared = new Map<string, Values | undefined>();
  // IDs of what only the state of the plugin makes different.
  const takeovers = new Set<string>();
  return {
    async configure({ config }) {
      noteNames(config);
      source.configure((name) => config.get(`vpnaas:${name}`));
    },
    async check(olds: Values, news: Values) {
      leaveToProgram();
      try {
        const { inputs, failures, warnings } = verbs().check(olds, news);
        if (isFromPlugin(olds)) Object.assign(inputs, hiddenInputs(news));
        const name = nameOf(inputs, kind);
        const isNew = Object.keys(olds).length === 0;
        if (!isNew && failures.length === 0) known.add(stableText(news));
        // A replacement is checked once more as if nothing were there: what it keeps is no news.
        const isNews = warnings.length > 0 && (!isNew || !known.has(stableText(news)));
        if (isNews) for (const each of warnings) gatherer.add(name, each);
        // What is refused is never compared, and may be nested deeper than can be written down.
        if (failures.length === 0 && !isNew) checked.remember(inputs, withoutProvider(olds));
        if (failures.length === 0 && isNew) {
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
      const oldInputs = checked.recall(news, olds);
      compared.set(id, oldInputs);
      verbs().note(id);
      const { changes, replaces, deleteBeforeReplace } = verbs().diff(olds, news, oldInputs, id);
      const rest = { replaces, deleteBeforeReplace };
      // What an earlier comparison of this process found is no longer so.
      takeovers.delete(id);
      if (changes === false && isFromPlugin(olds)) {
        if (isAtRest(kind, olds, news)) takeovers.add(id);
        takeoverGatherer.add(nameOf(olds, kind), takeovers.has(id) ? TAKEN_OVER : LOOKED_AT);
        return { changes: true, ...rest };
      }
      return changes === undefined ? rest : { changes, ...rest };
    },
    create: async (inputs: Values) => verbs().create(inputs),
    async read(id, props: Values = {}) {
      warnInProvider();
      const found = await verbs().read(id, props);
      if (found === undefined) return absent(kind, id, props);
      return { id, props: found.outs, ...(found.inputs === undefined ? {} : { inputs: found.inputs }) };
    },
    async update(id, olds: Values, news: Values) {
      const oldInputs = compared.get(id);
      compared.delete(id);
      if (takeovers.delete(id)) return { outs: takenOver(olds, news) };
      return { outs: await verbs().update(id, olds, news, oldInputs) };
    },
    async delete(id, props: Values) {
      warnInProvider();
      await verbs().delete(id, props);
    },
  };
}

const gatherer = createGatherer();
const takeoverGatherer = createGatherer(undefined, "local");
const TAKEN_OVER = "taken over from the plugin: only the state changes, nothing is sent";
const LOOKED_AT = "taken over from the plugin: its status is looked at again, nothing is changed at the service";

function nameOf({ name }: Values, kind: Kind): string {
  return typeof name === "string" && !isUnknown(name) ? name : kind;
}

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

// The order of keys is lost on the way through the engine, at every depth, and the host adds the text that it runs.
function stableText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isRecord(part)
      ? Object.fromEntries(Object.entries(withoutProvider(part)).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function withoutProvider(values: Values): Values {
  const { [PROVIDER]: _, ...rest } = values;
  return rest;
}
