// What messages say of the dialect: which one refuses a value, why it is in force, and what changes with it.

import type { Dialect } from "./contract";
import type { Problem } from "./rules";
import { foreignEquivalent, replacingInputs, resourceSpec, type Token } from "./schema";
import type { Values } from "./wire";

/** The other one of the two. */
export function otherDialect(dialect: Dialect): Dialect {
  return dialect === "otc" ? "openstack" : "otc";
}

/** Marks the problems that the other dialect would not have in the same words. */
export function markOfDialect(problems: readonly Problem[], elsewhere: readonly Problem[]): Problem[] {
  const isSame = (one: Problem, other: Problem) => one.property === other.property && one.reason === other.reason;
  return problems.map((problem) =>
    elsewhere.some((other) => isSame(problem, other)) ? problem : { ...problem, isOfDialect: true },
  );
}

/** The reason of a problem; where only one dialect has it, with a remark on the dialect. */
export function remarked({ reason, isOfDialect }: Problem, remark: string): string {
  return isOfDialect === true ? `${reason} (${remark})` : reason;
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
