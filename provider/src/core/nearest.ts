// Which of some known names was probably meant by one that is not known.
import { distance } from "fastest-levenshtein";

/** A longer name is no misspelt one: comparing it would only take time. */
const LONGEST_NAME = 80;

/** The known name that is nearest, in any case of letters and without punctuation; undefined where none is near. */
export function nearestOf(name: string, known: readonly string[]): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const normalised = normalise(name);
  const distances = known.map((candidate) => ({ candidate, away: distance(normalised, normalise(candidate)) }));
  const [nearest] = distances.sort((a, b) => a.away - b.away);
  if (nearest === undefined) return undefined;
  return nearest.away <= Math.max(2, Math.floor(nearest.candidate.length / 3)) ? nearest.candidate : undefined;
}

function normalise(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
