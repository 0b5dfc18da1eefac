// Says which settings of a login were seen and where each one was written, for the error of a login that fails.
// Names and places only: never a value.
import { FIELDS, type FieldName, type Layer, pick } from "./layers";
import { UNOFFERED } from "./unoffered";

const WORDS_OF_OTHERS: ReadonlySet<FieldName> = new Set(UNOFFERED.map(({ name }) => name));

/** A sentence with every setting that speaks of the login, each from the source that wins: names and places, no values. */
export function loginSourcesIn(layers: readonly Layer[]): string {
  const places = new Map<string, string>();
  const spreads = [pick(layers, "domainName"), pick(layers, "domainId")];
  for (const { name, environment, isOutsideLogin } of FIELDS) {
    const found = isOutsideLogin === true ? undefined : pick(layers, name);
    // A domain that stands for those of user and project was written once, so it is told once, under its own name.
    const isSpread = name !== "domainName" && name !== "domainId" && spreads.includes(found);
    if (found === undefined || isSpread) continue;
    places.set(WORDS_OF_OTHERS.has(name) ? (environment[0] ?? name) : `vpnaas:${name}`, found.place);
  }
  if (places.size === 0) return "Seen: no setting of a login.";
  return `Seen: ${[...places].map(([name, place]) => `${name} (${place})`).join(", ")}.`;
}
