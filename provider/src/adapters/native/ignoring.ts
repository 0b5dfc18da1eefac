// What a program ignores (`ignoreChanges`). The engine keeps the old input there. Where the service keeps another value than that, the
// plugin does not ask for it again: the value of the service is the one that counts, and no change of anything.

import type { Known, Values } from "../../core/contract";
import { isRecord } from "../../core/record";

interface Asked {
  readonly known: Known;
  readonly news: Values;
}

/** The same, with the value of the outputs at each of these paths (`mtu`, `dpd.interval`, `tags["env"]`, `*`). */
export function withoutIgnored({ known, news }: Asked, ignored: readonly string[]): Asked {
  const { inputs, outputs } = known;
  if (inputs === undefined || ignored.length === 0) return { known, news };
  const paths = ignored.flatMap((path) => keysOf(path, Object.keys(news)));
  const settle = (given: Values) => paths.reduce((values, keys) => settledAt(values, outputs, keys), given);
  return { known: { ...known, inputs: settle(inputs) }, news: settle(news) };
}

// A list is compared as a set: of one with an ignored place the engine has put the old value there, and that is all.
function keysOf(path: string, names: readonly string[]): string[][] {
  const keys = [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, plain]) => quoted?.replace(/\\(.)/g, "$1") ?? index ?? plain ?? "",
  );
  const all = keys.indexOf("*");
  if (all === 0) return names.map((name) => [name]);
  return [all > 0 ? keys.slice(0, all) : keys];
}

function settledAt(given: Values, kept: Values, [key = "", ...rest]: readonly string[]): Values {
  const [value, keptValue] = [given[key], kept[key]];
  if (value === undefined || keptValue === undefined) return given;
  if (rest.length === 0) return { ...given, [key]: keptValue };
  if (!isRecord(value) || !isRecord(keptValue)) return given;
  return { ...given, [key]: settledAt(value, keptValue, rest) };
}
