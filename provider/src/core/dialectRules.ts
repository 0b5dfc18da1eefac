// What the dialect refuses, and what messages say of it: why it is in force, and what changes with it.

import type { ResourceDefinition } from "./definition";
import type { Problem, RuleContext } from "./rules";
import { DIALECTS, type Dialect, foreignEquivalent, replacingInputs, resourceSpec, type Token } from "./schema";
import type { Values } from "./wire";

/** The other one of the two. */
export function otherDialect(dialect: Dialect): Dialect {
  return DIALECTS.find((each) => each !== dialect) ?? dialect;
}

/** The property of which some dialect allows each value once. */
export function onePerOf({ dialects }: ResourceDefinition): string | undefined {
  return DIALECTS.map((dialect) => dialects[dialect].onePer).find((name) => name !== undefined);
}

/** What the rules or warnings of a kind find; those of the dialect are marked, and come last. */
export function foundBy(
  list: "rules" | "warnings",
  { definition, dialect }: { definition: ResourceDefinition; dialect: Dialect },
  context: RuleContext,
): Problem[] {
  const { [list]: own = [], remarks = {} } = definition.dialects[dialect];
  const withRemark = ({ property, reason }: Problem): Problem =>
    remarks[property] === undefined ? { property, reason } : { property, reason: `${reason}. ${remarks[property]}` };
  return [
    ...definition[list].flatMap((rule) => rule(context)).map(withRemark),
    ...own.flatMap((rule) => rule(context)).map((problem) => ({ ...problem, isOfDialect: true })),
  ];
}

/** Marks the problems that the other dialect would not have in the same words. */
export function markOfDialect(problems: readonly Problem[], elsewhere: readonly Problem[]): Problem[] {
  const isSame = (one: Problem, other: Problem) => one.property === other.property && one.reason === other.reason;
  return problems.map((problem) =>
    elsewhere.some((other) => isSame(problem, other)) ? problem : { ...problem, isOfDialect: true },
  );
}

/** Of inputs that replace the resource: does any do so on this dialect only? */
export function replacesHereOnly(token: Token, dialect: Dialect, names: readonly string[]): boolean {
  const elsewhere = replacingInputs(token, otherDialect(dialect));
  return names.some((name) => !elsewhere.includes(name));
}

/** Inputs that change only their name, from that of the other dialect: the sign that the wrong one may be in force. */
export function renamedByDialect(
  token: Token,
  { olds, news, dialect }: { olds: Values; news: Values; dialect: Dialect },
): Problem[] {
  return Object.entries(resourceSpec(token).inputProperties).flatMap(([property, spec]) => {
    const [before, after] = [olds[property], news[property]];
    const equivalent = foreignEquivalent(spec, before, dialect);
    if (equivalent === undefined || equivalent !== after) return [];
    const reason =
      `${property} was "${before}", a name of the dialect ${otherDialect(dialect)}, and becomes "${after}". ` +
      `If the service is the same as before, set vpnaas:dialect to ${otherDialect(dialect)}`;
    return [{ property, reason, isOfDialect: true }];
  });
}
