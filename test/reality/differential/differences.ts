// Compares what two worlds answered, and knows the differences that are meant to stay, each with its reason.
import type { Observed } from "./play";

/** A difference that stays. */
export interface Reason {
  readonly steps: RegExp;
  readonly reason: string;
}

export const REASONS: readonly Reason[] = [
  {
    steps: /^(ike|ipsec): (group19|group31|aes-256-ctr|aes-256-gcm-16|aes-xcbc)$/,
    reason: "the emulator takes the algorithms of later releases; Zed has only group2, 5, 14, 3des, aes-* and sha*",
  },
  {
    steps: /a lifetime as text|dpd as text|dpd with a fraction/,
    reason:
      "Neutron repeats an odd number as it was sent, once, in the answer to the write; the emulator what it stores",
  },
];

/** A step whose answers differ, in a form that a test can print. */
export interface Difference {
  readonly name: string;
  readonly request: string;
  readonly real: unknown;
  readonly other: unknown;
}

/** All differences that have no reason. */
export function differencesOf(real: readonly Observed[], other: readonly Observed[]): Difference[] {
  return allDifferences(real, other).filter(({ name }) => !REASONS.some(({ steps }) => steps.test(name)));
}

/** Reasons for what does not differ any more: remove them. */
export function unusedReasons(real: readonly Observed[], other: readonly Observed[]): string[] {
  const names = allDifferences(real, other).map(({ name }) => name);
  return REASONS.filter(({ steps }) => !names.some((name) => steps.test(name))).map(({ reason }) => reason);
}

function allDifferences(real: readonly Observed[], other: readonly Observed[]): Difference[] {
  const byName = new Map(other.map((each) => [each.name, each]));
  return real.flatMap((one) => {
    const two = byName.get(one.name);
    if (two !== undefined && JSON.stringify(actedOn(one)) === JSON.stringify(actedOn(two))) return [];
    const { name, request } = one;
    return [{ name, request, real: answer(one), other: two === undefined ? undefined : answer(two) }];
  });
}

const answer = ({ name: _name, request: _request, ...rest }: Observed) => rest;

// The sentence of a refusal is for people; only what a client can act on has to agree.
const actedOn = ({ message: _message, ...rest }: Observed) => rest;
