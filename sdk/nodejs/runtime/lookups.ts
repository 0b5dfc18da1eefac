// Lookups for programs, in promise and Output form. They run in the program's own process: dynamic providers have no invoke.
import * as pulumi from "@pulumi/pulumi";
import {
  type Filters,
  type FoundObject,
  type Kind,
  loadLookups,
  type Query,
  sayWithoutProvider,
} from "../../../provider/src";
import { type LookupOptions, settingsFor } from "./lookupSettings";
import { userError } from "./userError";

export type { LookupOptions } from "./lookupSettings";

/** What a lookup of the SDK says about its kind; generated from schema.json. */
interface LookupKind {
  readonly kind: Kind;
  /** Outputs that are kept out of the result and stand next to it as secret Outputs. */
  readonly secrets: readonly string[];
}

/**
 * The one object that is meant, its secrets as secret Outputs. `Result` is what the generated caller declares. Rejects with a
 * RunError if there is none, several, or no answer.
 */
export async function getOne<Result>(
  { kind, secrets }: LookupKind,
  args: object = {},
  options: LookupOptions = {},
): Promise<Result> {
  const settings = await plainSettings(kind, options);
  const found = await programLookups().findOne(settings, { kind, filters: requirePlain(kind, args), hidden: [] });
  const own = secrets.map((name) => [name, pulumi.secret(found.outs[name])]);
  return { ...withoutSecrets(found, secrets), ...Object.fromEntries(own) } as Result; // schema.json declares both
}

/**
 * The same with Inputs as arguments; unknown in a preview where one of them is. The Output holds no secret, so that it does not
 * become one as a whole: each secret is a property next to it.
 */
export function getOneOutput<Result>(
  { kind, secrets }: LookupKind,
  args: object = {},
  options: LookupOptions = {},
): Result {
  const found = asked(args, options, (settings, query) => programLookups().findOne(settings, { kind, ...query }));
  const plain = found.apply((whole) => withoutSecrets(whole, secrets));
  // An Output shows properties of its own before those of its value.
  const own = secrets.map((name) => [name, pulumi.secret(found.apply(({ outs }) => outs[name]))]);
  return Object.assign(plain, Object.fromEntries(own)) as Result; // schema.json declares both
}

/** Every object that agrees with the filters, without secrets. `Result` is what the generated caller declares. */
export async function listAll<Result>(
  { kind, secrets }: LookupKind,
  args: object = {},
  options: LookupOptions = {},
): Promise<Result[]> {
  const settings = await plainSettings(kind, options);
  const found = await programLookups().findAll(settings, { kind, filters: requirePlain(kind, args), hidden: [] });
  return found.map((each) => withoutSecrets(each, secrets) as Result); // schema.json declares it
}

/** The same with Inputs as arguments; unknown in a preview where one of them is. */
export function listAllOutput<Result>(
  { kind, secrets }: LookupKind,
  args: object = {},
  options: LookupOptions = {},
): pulumi.Output<Result[]> {
  const found = asked(args, options, (settings, query) => programLookups().findAll(settings, { kind, ...query }));
  return found.apply((all) => all.map((each) => withoutSecrets(each, secrets))) as pulumi.Output<Result[]>; // as above
}

type ProgramLookups = ReturnType<ReturnType<typeof loadLookups>["createProgramLookups"]>;
let made: ProgramLookups | undefined;

// Made with the first lookup.
function programLookups(): ProgramLookups {
  made ??= loadLookups().createProgramLookups({
    log: (message) => void pulumi.log.info(message),
    sayEndOfLife: sayWithoutProvider,
    userError,
  });
  return made;
}

function asked<T>(
  args: object,
  options: LookupOptions,
  find: (settings: Filters, query: Pick<Query, "filters" | "hidden">) => Promise<T>,
): pulumi.Output<T> {
  // A password among the settings makes no secret of what is found; a secret among the arguments does.
  const settings = pulumi.unsecret(pulumi.output(settingsFor(options)));
  const inputs: Filters = { ...args };
  const found = pulumi.all([settings, pulumi.output(inputs)]).apply(async ([plain, filters]) => {
    return find(plain, { filters, hidden: await secretNames(inputs) });
  });
  return found as pulumi.Output<T>; // Unwrap<T> is T: what is found holds no Outputs
}

async function secretNames(args: Filters): Promise<string[]> {
  const entries = Object.entries(args).map(async ([name, value]) => [
    name,
    await pulumi.isSecret(pulumi.output(value)),
  ]);
  return (await Promise.all(entries)).flatMap(([name, isSecret]) => (isSecret === true ? [String(name)] : []));
}

function withoutSecrets({ id, outs }: FoundObject, secrets: readonly string[]): Record<string, unknown> {
  return { id, ...Object.fromEntries(Object.entries(outs).filter(([name]) => !secrets.includes(name))) };
}

async function plainSettings(kind: Kind, options: LookupOptions): Promise<Filters> {
  const entries = Object.entries(settingsFor(options)).map(async ([name, value]) => {
    // Every Output has both; only their declarations are internal.
    const output = pulumi.output(value) as unknown as { isKnown: Promise<boolean>; promise(): Promise<unknown> };
    if (await output.isKnown) return [name, await output.promise()];
    throw userError(
      `Looking up the ${kind} failed: the setting ${name} of its provider is not known in this preview. ` +
        "Use the Output form of this function, whose result is then not known either",
    );
  });
  return Object.fromEntries(await Promise.all(entries));
}

// Programs in JavaScript, or with a cast.
function requirePlain(kind: Kind, args: object): Filters {
  const name = Object.entries(args).find(([, value]) => pulumi.Output.isInstance(value) || isPromise(value))?.[0];
  if (name === undefined) return { ...args };
  throw userError(
    `Looking up the ${kind} failed: ${name} is an Output or a promise. Use the Output form of this function, or await it`,
  );
}

function isPromise(value: unknown): boolean {
  return value instanceof Promise;
}
