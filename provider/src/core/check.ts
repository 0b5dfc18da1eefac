// Inputs of a program → inputs with defaults, and everything that is wrong with them. Sends nothing; the only file that knows ajv.
import Ajv, { type ErrorObject } from "ajv";
import { isEqual } from "./compare";
import type { Checked, Failure, Values } from "./contract";
import type { ResourceDefinition } from "./definition";
import { foundBy, markOfDialect, otherDialect, renamedByDialect, replacesHereOnly } from "./dialectRules";
import { isGiven, replacingChanges } from "./diff";
import { isCidr, isIdentifier } from "./formats";
import { MASK } from "./masking/tokenLike";
import { memoize } from "./memoize";
import { describeProblem, unknownProperty } from "./messages";
import { type Problem, type RuleContext, valueAt } from "./rules";
import { sanitizeBare } from "./sanitize";
import {
  DIALECTS,
  type Dialect,
  inputSchema,
  objectProperties,
  resetValues,
  resourceSpec,
  secretInputs,
  type Token,
} from "./schema";
import { isUnknown } from "./unknown";

/** What is checked: old inputs (empty on create), the program's inputs, and the rules in force. */
export interface CheckRequest {
  readonly olds: Values;
  readonly news: Values;
  readonly dialect: Dialect;
  /** What a message of a rule of the dialect ends with. */
  readonly dialectRemark?: string | undefined;
  readonly strict: boolean;
  /** Whether the name among `news` is one that the program does not give. */
  readonly isAutonamed?: boolean;
}

/** Fills defaults, validates every value that is known, applies the cross-field rules. Never throws for bad input. */
export function check(definition: ResourceDefinition, request: CheckRequest): Checked {
  const { olds, dialect, strict } = request;
  const inputs = withoutNull(namedAsBefore(request));
  const problems = validate(definition, inputs, dialect);
  const context: RuleContext = { inputs, olds, creating: Object.keys(olds).length === 0 };
  if (problems.length === 0) problems.push(...foundBy("rules", { definition, dialect }, context));
  if (problems.length === 0) problems.push(...replacedAdoption(definition, { ...request, news: inputs }));
  const warnings = problems.length === 0 ? foundBy("warnings", { definition, dialect }, context) : [];
  if (strict) problems.push(...warnings);
  const { dialectRemark = `dialect ${dialect}, see vpnaas:dialect` } = request;
  const say = ({ reason, isOfDialect }: Problem) => (isOfDialect === true ? `${reason} (${dialectRemark})` : reason);
  // What was so before has been said before.
  const isNews = ({ property }: Problem) =>
    context.creating || !isSameValue(valueAt(olds, property), valueAt(inputs, property));
  const renamed = renamedByDialect(definition.token, { olds, news: inputs, dialect });
  return {
    inputs: keepWords(definition, olds, inputs),
    failures: problems.map((problem) => toFailure(definition, { ...problem, reason: say(problem) })),
    warnings:
      problems.length > 0
        ? []
        : [
            ...[...warnings.filter(isNews), ...renamed].map(say),
            ...keptInputs(definition, { ...request, news: inputs }),
          ],
  };
}

function isSameValue(one: unknown, other: unknown): boolean {
  return isEqual({ uniqueItems: true }, one, other);
}

// A name that the SDK generated is no change of one that is there, which a rename of the stack or an import would otherwise show.
function namedAsBefore({ olds, news, isAutonamed }: CheckRequest): Values {
  return typeof olds.name === "string" && isAutonamed === true ? { ...news, name: olds.name } : news;
}

// A replacement creates with the same inputs: it would look for the old object again, on some clouds after that was deleted.
function replacedAdoption(definition: ResourceDefinition, request: CheckRequest): Problem[] {
  const { olds, news, dialect } = request;
  if (Object.keys(olds).length === 0 || news.adoptId === undefined) return [];
  const names = replacingChanges(definition, request);
  if (names.length === 0) return [];
  const reason =
    `adoptId is given, but a change of ${names.join(", ")} replaces the ${definition.title}: ` +
    "take adoptId out, so that a new one is created";
  return [{ property: "adoptId", reason, isOfDialect: replacesHereOnly(definition.token, dialect, names) }];
}

// What has no documented default to fall back to. A replacement is made without it.
function keptInputs(definition: ResourceDefinition, request: CheckRequest): string[] {
  if (replacingChanges(definition, request).length > 0) return [];
  const { olds, news } = request;
  const { inputProperties, properties } = resourceSpec(definition.token);
  const removed = Object.keys(inputProperties).filter(
    (name) =>
      name in properties && isGiven(olds[name]) && news[name] === undefined && !(name in resetValues(definition.token)),
  );
  return removed.map(
    (name) => `${name} is no longer given: it has no default to go back to, so it stays as it is at the service`,
  );
}

function validate(definition: ResourceDefinition, inputs: Record<string, unknown>, dialect: Dialect): Problem[] {
  const found = problemsOn(dialect, definition, inputs);
  if (found.length === 0) return [];
  // On a copy, since defaults are written into what is validated.
  const elsewhere = problemsOn(otherDialect(dialect), definition, withoutNull(inputs));
  const problems = markOfDialect(found, elsewhere);
  // One sentence per property: the first error says enough, and a secret has only one sentence anyway.
  return [...new Map(problems.toReversed().map((problem) => [problem.property, problem])).values()].toReversed();
}

function problemsOn(dialect: Dialect, definition: ResourceDefinition, inputs: Record<string, unknown>): Problem[] {
  const validator = validatorFor(definition.token)(dialect);
  if (validator(inputs)) return [];
  return (validator.errors ?? []).flatMap((error) => toProblem(definition, error, inputs));
}

// Made once for each token and dialect: a stack checks all its resources with the same one.
const validatorFor = memoize((token: Token) =>
  memoize((dialect: Dialect) => compiler().compile(inputSchema(token, dialect))),
);

// Without the schema of schemas, which takes longer to compile than all of ours: a test holds ours against it.
const compiler = memoize(() => {
  const checks = { strict: true, meta: false, validateSchema: false } as const;
  const ajv = new Ajv({ ...checks, allErrors: true, useDefaults: true, verbose: true });
  ajv.addVocabulary(["secret", "willReplaceOnChanges", "deprecationMessage"]);
  ajv.addVocabulary(["x-allowed", "x-not-in-body", "x-equivalents", "x-reset", "x-compare"]);
  ajv.addVocabulary(DIALECTS.map((dialect) => `x-${dialect}`));
  ajv.addFormat("id", isIdentifier);
  ajv.addFormat("cidr", isCidr);
  return ajv;
});

function toProblem(definition: ResourceDefinition, error: ErrorObject, inputs: Values): Problem[] {
  if (isUnknown(error.data) || isAboutUnknownItems(error) || error.keyword === "propertyNames") return [];
  const path = error.instancePath.split("/").slice(1).map(unescapePointer);
  if (error.keyword === "additionalProperties") {
    const name = [...path, String(error.params.additionalProperty)].join(".");
    return [{ property: name, reason: unknownProperty(name, Object.keys(error.parentSchema?.properties ?? {})) }];
  }
  if (error.keyword === "required") path.push(String(error.params.missingProperty));
  const isSecret = secretInputs(definition.token).includes(path[0] ?? "");
  const isListItem = Array.isArray(inputs[path[0] ?? ""]);
  const property = isListItem ? (path[0] ?? "") : path.join(".");
  return [{ property, reason: describeProblem(shownPath(definition, property), error, isSecret) }];
}

// The keys of a map are free: one may hold a secret.
function shownPath({ token }: ResourceDefinition, property: string): string {
  const [name = "", ...key] = property.split(".");
  const isMap = resourceSpec(token).inputProperties[name]?.additionalProperties !== undefined;
  return isMap && sanitizeBare(key.join(".")).includes(MASK) ? `${name}.${MASK}` : property;
}

function unescapePointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

// Two values that are both unknown look like duplicates.
function isAboutUnknownItems(error: ErrorObject): boolean {
  if (error.keyword !== "uniqueItems" || !Array.isArray(error.data)) return false;
  const known = error.data.filter((item) => !isUnknown(item));
  return new Set(known).size === known.length;
}

// The engine prints the value of the property a failure names, secret or not. So a secret is never named, and neither is
// a misspelt property, which may hold one. A nested name would print as "<nil>": its parent is named instead.
function toFailure(definition: ResourceDefinition, { property, reason }: Problem): Failure {
  const name = property.split(".")[0] ?? "";
  const isNamed =
    Object.hasOwn(resourceSpec(definition.token).inputProperties, name) &&
    !secretInputs(definition.token).includes(name);
  return { property: isNamed ? name : "", reason };
}

// The engine names every literally different input: what means the same must not become a change in a preview.
function keepWords(
  definition: ResourceDefinition,
  olds: Values,
  inputs: Record<string, unknown>,
): Record<string, unknown> {
  for (const [name, property] of Object.entries(resourceSpec(definition.token).inputProperties)) {
    const isWhole = objectProperties(property) === undefined; // else a part that was missing would stay so
    if (isWhole && isGiven(olds[name]) && isGiven(inputs[name]) && isEqual(property, olds[name], inputs[name]))
      inputs[name] = olds[name];
  }
  return inputs;
}

function withoutNull(news: Values): Record<string, unknown> {
  const given = Object.entries(news).filter(([, value]) => isGiven(value));
  return Object.fromEntries(given.map(([name, value]) => [name, copyOf(value, DEFAULTS_DEPTH)]));
}

// Defaults are written into objects no deeper than this; what is deeper is refused, however deep it is.
const DEFAULTS_DEPTH = 2;

function copyOf(value: unknown, depth: number): unknown {
  if (depth === 0 || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => copyOf(item, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copyOf(part, depth - 1)]));
}
