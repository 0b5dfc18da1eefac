// Megabytes where a few bytes belong: in programs and in answers. Nothing is echoed, nothing takes more than its turn.
import { createDynamicHandler } from "../../../src/adapters/dynamic/handler";
import { ApiError } from "../../../src/core/errors";
import { KINDS, resourceSpec, tokenOf } from "../../../src/core/schema";
import { resolveSettings } from "../../../src/settings";
import { FakeClock } from "../../support/loopback";
import { verbsFor } from "../../support/verbs";
import { type Answer, right } from "./answers";
import { RUNS } from "./runs";
import { openService, type Service, type Specimen, specimenOf } from "./service";
import { expectClean, expectError, expectSentence } from "./verdicts";

jest.setTimeout(600_000);

// With `make test` a tenth is enough to see an echo or a search that goes round in squares.
const SIZE = (RUNS >= 100_000 ? 10 : 1) * 1024 * 1024;
const DEPTH = Math.round(SIZE / 10);
const LARGE = "x".repeat(SIZE);

describe("programs", () => {
  const config: Record<string, unknown> = { endpoint: "http://127.0.0.1:1", token: "t" };
  const host = { environment: {}, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
  const settings = resolveSettings((name) => config[name], host);
  const source = {
    configure: () => undefined,
    verbs: (kind: (typeof KINDS)[number]) => verbsFor(settings, { kind, clock: new FakeClock() }),
  };

  async function failuresOf(kind: (typeof KINDS)[number], inputs: Record<string, unknown>) {
    const provider = createDynamicHandler(kind, source);
    const { failures = [] } = await provider.check({}, inputs);
    for (const { property, reason } of failures) {
      expectSentence(reason);
      expect(property.length).toBeLessThan(100);
    }
    return failures.map(({ reason }) => reason);
  }

  const places = KINDS.flatMap((kind) =>
    Object.keys(resourceSpec(tokenOf(kind)).inputProperties).map((name) => ({ kind, name })),
  );

  test.each(places)("megabytes as $name of $kind are not echoed", async ({ kind, name }) => {
    for (const value of [LARGE, [LARGE, LARGE], { [LARGE]: LARGE }, { key: LARGE }]) {
      const reasons = await failuresOf(kind, { [name]: value });
      expect(
        reasons.some((reason) => reason.startsWith(name) || reason.includes(`${name}.`) || reason.includes(name)),
      ).toBe(true);
    }
  });

  test.each(KINDS)("megabytes as the name of a property of %s are not echoed", async (kind) => {
    const reasons = await failuresOf(kind, { [LARGE]: 1 });
    expect(reasons.filter((reason) => reason.startsWith(`unknown property "${"x".repeat(80)}…"`))).toHaveLength(1);
  });

  test("10,000 unknown properties are named once each", async () => {
    const names = Array.from({ length: 10_000 }, (_, at) => [`foreign${at}`, at]);
    expect(await failuresOf("IkePolicy", Object.fromEntries(names))).toHaveLength(10_000);
  });

  test("200,000 networks with one twice are one failure", async () => {
    const endpoints = Array.from({ length: 200_000 }, (_, at) => `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}/32`);
    const reasons = await failuresOf("EndpointGroup", { type: "cidr", endpoints: [...endpoints, "10.0.0.7/32"] });
    expect(reasons).toEqual(['endpoints must be a list without duplicates, got "10.0.0.7/32" twice']);
  });
});

describe("answers", () => {
  let service: Service;
  let specimen: Specimen;
  beforeAll(async () => {
    specimen = await specimenOf("IpsecSiteConnection", "otc");
    service = await openService("IpsecSiteConnection", "otc");
  });
  afterAll(() => service.close());

  const item = (change: object) => JSON.stringify({ ipsec_site_connection: { ...specimen.shape.item, ...change } });
  const error = (body: unknown) => JSON.stringify(body);
  const html = (text: string): Answer => ({ status: 502, headers: { "content-type": "text/html" }, text });
  const answers: readonly { what: string; answer: () => Answer }[] = [
    { what: "a field", answer: () => right(200, item({ description: LARGE })) },
    { what: "a field that no one knows", answer: () => right(200, item({ foreign: LARGE })) },
    { what: "the status", answer: () => right(200, item({ status: LARGE })) },
    { what: "the name", answer: () => right(200, item({ name: LARGE })) },
    { what: "the id", answer: () => right(200, item({ id: LARGE })) },
    {
      what: "a list of networks",
      answer: () => right(200, item({ peer_cidrs: Array(Math.round(SIZE / 16)).fill("10.0.0.0/8") })),
    },
    { what: "opening brackets", answer: () => right(200, "[".repeat(DEPTH)) },
    {
      what: "nested lists",
      answer: () => right(200, item({ dpd: "D" }).replace('"D"', "[".repeat(DEPTH) + "]".repeat(DEPTH))),
    },
    { what: "blanks", answer: () => right(200, " ".repeat(SIZE)) },
    { what: "the sentence of an error", answer: () => right(400, error({ NeutronError: { message: LARGE } })) },
    { what: "the type of an error", answer: () => right(409, error({ NeutronError: { type: LARGE, message: "m" } })) },
    { what: "an error in an error", answer: () => right(400, `${'{"error":'.repeat(DEPTH)}{}${"}".repeat(DEPTH)}`) },
    { what: "a page of opened titles", answer: () => html(`<html>${"<title".repeat(Math.round(SIZE / 7))}`) },
    { what: "a page of opened tags", answer: () => html(`<html>${"<b".repeat(SIZE / 2)}`) },
    { what: "a page of blanks", answer: () => html(`<html>${" ".repeat(SIZE)}`) },
    { what: "quotes next to the word psk", answer: () => right(400, error({ message: `psk ${"'".repeat(15_000)}` })) },
    { what: "backslashes in JSON in JSON", answer: () => right(400, error({ message: `"${"\\".repeat(DEPTH)}` })) },
  ];

  test.each(answers)("megabytes as $what", async ({ answer }) => {
    const { id, inputs, outs } = specimen;
    const always = [answer()];
    const { handler } = service;
    const acts = [
      () => handler.read(id, outs),
      () => handler.create(inputs),
      () => handler.update(id, outs, { ...inputs, name: "new" }),
      () => handler.delete(id, outs),
      () => handler.list(),
    ];
    for (const act of acts) {
      // Once is enough: a repetition takes as long again.
      const once = [...always, right(404, '{"NeutronError":{"type":"IPsecSiteConnectionNotFound"}}')];
      service.follow({ one: once, list: once, written: once, tags: once, deleted: once });
      const end: unknown = await act().catch((reason: unknown) => reason);
      if (end instanceof Error) expectError(end);
      else expectClean(end ?? null);
      for (const sentence of service.said) expectSentence(sentence);
      expect(service.seen.length).toBeLessThan(100);
    }
  });

  test("100,000 objects with one id are one object", async () => {
    const { shape, id } = specimen;
    service.follow({ list: [right(200, JSON.stringify({ [shape.collection]: Array(100_000).fill({ id }) }))] });
    expect((await service.handler.list()).map((found) => found.id)).toEqual([id]);
  });

  test("more than the client takes is an error that says so", async () => {
    service.follow({ one: [right(200, `"${"x".repeat(65 * 1024 * 1024)}"`)] });
    const end: unknown = await service.handler.read(specimen.id, specimen.outs).catch((reason: unknown) => reason);
    expect(end).toBeInstanceOf(ApiError);
    expect(String(end)).toContain("the reply is larger than 64 MiB");
  });
});
