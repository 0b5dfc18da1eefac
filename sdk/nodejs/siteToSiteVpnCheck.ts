// When the arguments of SiteToSiteVpn are looked at: at once as far as they are known, and again when their outputs are.
// What is wrong with them is siteToSiteVpnProblems.ts' business.
import { hasLater, isPlain, knownLater, knownNow } from "./knownValues";
import { userError } from "./runtime/userError";
import { fitArguments, fitProblems } from "./siteFit";
import type { SiteToSiteVpnArgs } from "./siteToSiteVpnArgs.generated";
import { problemsIn } from "./siteToSiteVpnProblems";

/** More problems than this are only counted: one wrong network can overlap hundreds. */
const MOST_SHOWN = 20;

/**
 * Throws one error with all problems of what is known now. The promise is settled when the rest is known, and rejects with the
 * same kind of error; it is `undefined` if there is no rest. Values that a preview does not know pass.
 */
export function verify(name: string, args: SiteToSiteVpnArgs): Promise<void> | undefined {
  const looked = { args: withoutKeys(args), fits: fitArguments(args) };
  const now = knownNow(looked);
  refuse(name, problemsOf(now), new Set());
  return hasLater(now) ? verifyLater(name, looked) : undefined;
}

async function verifyLater(name: string, looked: unknown): Promise<void> {
  const secrets = new Set<string>();
  const later = await knownLater(looked, secrets);
  refuse(name, problemsOf(later), secrets);
}

function problemsOf(looked: unknown): string[] {
  const { args, fits } = recordOf(looked);
  return [...problemsIn(recordOf(args)), ...fitProblems(fits)];
}

function refuse(name: string, problems: readonly string[], secrets: ReadonlySet<string>): void {
  if (problems.length === 0) return;
  const shown = problems.slice(0, MOST_SHOWN).map((problem) => `\n  - ${masked(problem, secrets)}`);
  const rest = problems.length > MOST_SHOWN ? `\n  - and ${problems.length - MOST_SHOWN} more` : "";
  throw userError(`SiteToSiteVpn ${name} cannot be made from these arguments:${shown.join("")}${rest}`);
}

function masked(problem: string, secrets: ReadonlySet<string>): string {
  // Longest first: one secret may be part of another.
  const ordered = [...secrets].filter((secret) => secret !== "").sort((one, other) => other.length - one.length);
  return ordered.reduce((text, secret) => text.replaceAll(secret, "[secret]"), problem);
}

// What compares arguments sees that there is a psk and never which; the policies are checked by their own resources.
function withoutKeys(args: SiteToSiteVpnArgs): unknown {
  const { ike, ipsec, connections, ...rest } = args;
  const wrong = { ike: isPlain(ike) ? undefined : ike, ipsec: isPlain(ipsec) ? undefined : ipsec };
  return { ...withoutKey(rest), ...wrong, connections: withoutKeyInEach(connections) };
}

function withoutKeyInEach(connections: unknown): unknown {
  if (!isPlain(connections)) return connections;
  return Object.fromEntries(
    Object.entries(connections).map(([name, site]) => [name, isPlain(site) ? withoutKey(site) : site]),
  );
}

function withoutKey(site: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shown: Record<string, unknown> = { ...site };
  if (shown.psk !== undefined) shown.psk = "given";
  if (isPlain(shown.standby)) shown.standby = withoutKey(shown.standby);
  return shown;
}

// A copy of an object is an object.
function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isPlain(value) ? value : {};
}
