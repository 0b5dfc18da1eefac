// The laws of what a service answers: whatever comes back, a verb ends in an error for the user or in a tolerant reading,
// and nothing is treated as gone that the service has not called gone.
import { HostInitFailure } from "../../../src/adapters/dynamic/state";
import { KINDS, type Kind, resourceSpec, tokenOf } from "../../../src/core/schema";
import type { Dialect } from "../../../src/settings";
import { fc } from "../../support/laws";
import { anyScript, type Script } from "./answers";
import { CANARY } from "./hostile";
import { count, RUNS, uphold } from "./runs";
import { openService, type Service, type Specimen, specimenOf, TOKEN } from "./service";
import { expectClean, expectCleanPrototype, expectError, expectSentence } from "./verdicts";

jest.setTimeout(1_200_000);

const VERBS = ["create", "read", "update", "delete", "list", "lookUp"] as const;
type Verb = (typeof VERBS)[number];
type Values = Record<string, unknown>;

const COMBINATIONS = KINDS.flatMap((kind) => (["otc", "openstack"] as const).map((dialect) => ({ kind, dialect })));
// A case sends up to some hundred requests.
const SHARE = 0.1;
const MOST_REQUESTS = 2_000;
// Ten minutes is the limit of each wait, and a verb may have several.
const LONGEST_WAIT = 60 * 60_000;

test.each(COMBINATIONS)("answers to $kind on $dialect", async ({ kind, dialect }) => {
  const specimen = await specimenOf(kind, dialect);
  const service = await openService(kind, dialect);
  const counted = new Map<string, number>();
  try {
    await uphold<{ verb: Verb; script: Script }>({
      name: `answers to ${kind} on ${dialect}`,
      cases: (RUNS * SHARE) / COMBINATIONS.length,
      from: fc.record({ verb: fc.constantFrom(...VERBS), script: anyScript(specimen.shape) }),
      holds: async ({ verb, script }) => {
        service.follow(script);
        const started = service.clock.now();
        const end = await play(service, specimen, verb);
        count(counted, judge({ kind, dialect, verb, specimen, service }, end));
        if (service.clock.now() - started > LONGEST_WAIT) throw new Error("waited for more than an hour");
      },
      counted,
    });
  } finally {
    await service.close();
  }
});

type End = { readonly value: unknown } | { readonly error: unknown };

async function play({ handler }: Service, { id, inputs, outs }: Specimen, verb: Verb): Promise<End> {
  const changed: Values = {
    ...inputs,
    name: "renamed",
    ...(inputs.tags === undefined ? {} : { tags: { env: "new" } }),
  };
  const acts: Readonly<Record<Verb, () => Promise<unknown>>> = {
    create: () => handler.create(inputs),
    read: () => handler.read(id, outs),
    update: () => handler.update(id, outs, changed),
    delete: () => handler.delete(id, outs),
    list: () => handler.list(),
    lookUp: () => handler.lookUp(id),
  };
  try {
    return { value: await acts[verb]() };
  } catch (error) {
    return { error };
  }
}

interface Scene {
  readonly kind: Kind;
  readonly dialect: Dialect;
  readonly verb: Verb;
  readonly specimen: Specimen;
  readonly service: Service;
}

function judge(scene: Scene, end: End): string {
  const { verb, service } = scene;
  judgeTraffic(scene);
  for (const sentence of service.said) expectSentence(sentence);
  expectCleanPrototype();
  if ("error" in end) {
    expectError(end.error);
    if (end.error.message.includes(TOKEN)) throw new Error(`shows the token: ${end.error.message}`);
    if (end.error instanceof HostInitFailure) judgeKept(scene.kind, end.error);
    return `${verb} failed`;
  }
  judgeValue(scene, end.value);
  return `${verb} done`;
}

// Everything that is asked is about this collection, or the tags of a connection.
function judgeTraffic({ specimen: { shape }, service }: Scene): void {
  if (service.seen.length > MOST_REQUESTS) throw new Error(`${service.seen.length} requests`);
  const connections = "/v2.0/vpn/ipsec-site-connections"; // looked through for what holds an object
  for (const { url } of service.seen) {
    const path = url.split("?")[0] ?? "";
    const isOwn = [shape.path, connections].some(
      (own) => path === own || (/^\/[^/]+$/.test(path.slice(own.length)) && path.startsWith(own)),
    );
    const isTags = /^\/v2\.0\/[^/]+\/ipsec-site-connections\/[^/]+\/tags(\/action)?$/.test(path);
    if (!isOwn && !isTags) throw new Error(`asked for ${url}`);
  }
}

function judgeKept(kind: Kind, { id, properties }: HostInitFailure): void {
  if (id === "" || !id.isWellFormed()) throw new Error(`kept under the id ${JSON.stringify(id)}`);
  judgeOuts(kind, properties);
}

function judgeOuts(kind: Kind, outs: unknown): void {
  if (typeof outs !== "object" || outs === null) throw new Error(`outputs are ${String(outs)}`);
  expectClean(outs);
  const { properties } = resourceSpec(tokenOf(kind));
  for (const [name, value] of Object.entries(outs)) {
    if (name === "__inputs" || name === "__host") continue;
    if (!Object.hasOwn(properties, name)) throw new Error(`the output ${name} is not declared`);
    const wanted = properties[name]?.type;
    const isRight = wanted === undefined || typeOf(value) === wanted;
    if (!isRight) throw new Error(`the output ${name} is no ${wanted}: ${JSON.stringify(value).slice(0, 200)}`);
  }
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return typeof value === "number" ? "integer" : typeof value;
}

function judgeValue({ kind, verb, service }: Scene, value: unknown): void {
  const last = (what: keyof Script) => service.answered.findLast((answer) => answer.what === what)?.status;
  const result = (value ?? {}) as Values; // the verbs' own types are plain objects
  switch (verb) {
    case "read":
      if (value === undefined && last("one") !== 404) throw new Error(`treated as gone after ${last("one")}`);
      if (value !== undefined) judgeOuts(kind, result.outs);
      return;
    case "lookUp":
      if (value === undefined && last("one") !== 404) throw new Error(`not there after ${last("one")}`);
      return;
    case "create":
      if (typeof result.id !== "string" || result.id === "" || !result.id.isWellFormed())
        throw new Error("created without an id");
      judgeOuts(kind, result.outs);
      return;
    case "update":
      if (result.psk !== undefined && result.psk !== CANARY) throw new Error("the psk is not the declared one");
      judgeOuts(kind, value);
      return;
    case "delete": {
      const status = last("deleted") ?? 0;
      if (!(status >= 200 && status <= 299) && status !== 404) throw new Error(`deleted after ${status}`);
      return;
    }
    case "list":
      for (const found of value as unknown[]) expectClean(found); // a list by its type
  }
}
