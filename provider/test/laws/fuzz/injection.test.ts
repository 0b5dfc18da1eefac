// Ids and names from strangers never lead a request to another place: not by the path, not by a query, not by a header.
import { resolveSettings } from "../../../src/settings";
import { fc } from "../../support/laws";
import { FakeClock, sendJson, startLoopback } from "../../support/loopback";
import { verbsFor } from "../../support/verbs";
import { right } from "./answers";
import { hostileText } from "./hostile";
import { RUNS, uphold } from "./runs";
import { openService, type Service, type Specimen, specimenOf } from "./service";
import { expectError } from "./verdicts";

jest.setTimeout(1_200_000);

const SHARE = 0.1;
const PATHS = [
  "../ikepolicies",
  "..",
  ".",
  "%2e%2e",
  "%2E%2E/x",
  "..%2f..%2fv3",
  "..\\..\\v3",
  "a/b",
  "/",
  "//evil.invalid/x",
  "?a=b",
  "a?limit=1",
  "a#b",
  "a;b",
  "a\r\nX-Evil: 1",
  "a\nHost: evil.invalid",
  "@evil.invalid",
  "\u2025/",
  "\uff0e\uff0e",
  "\ud800",
  "caf\u00e9",
  "\u0000",
  "%00",
  " ",
  "\t",
];
const strangeName = fc.oneof(fc.constantFrom(...PATHS), hostileText, fc.webUrl(), fc.string({ unit: "binary" }));

let service: Service;
let specimen: Specimen;
beforeAll(async () => {
  specimen = await specimenOf("IpsecSiteConnection", "otc");
  service = await openService("IpsecSiteConnection", "otc");
});
afterAll(() => service.close());

async function expectOneStep(id: string, verb: number): Promise<void> {
  const { shape, outs, inputs } = specimen;
  const one = [right(200, JSON.stringify({ [shape.envelope]: { ...shape.item, id } }))];
  service.follow({
    one,
    written: one,
    deleted: [right(404, '{"NeutronError":{"type":"IPsecSiteConnectionNotFound"}}')],
  });
  const { handler } = service;
  const acts = [
    () => handler.read(id, outs),
    () => handler.lookUp(id),
    () => handler.update(id, outs, { ...inputs, name: "new" }),
    () => handler.delete(id, outs),
  ];
  await acts[verb]?.().catch(expectError);
  for (const { url, headers } of service.seen) {
    const rest = url.startsWith(`${shape.path}/`) ? url.slice(shape.path.length + 1) : "/";
    if (!/^[^/?#]+$/.test(rest) || decodeURIComponent(rest) !== id) throw new Error(`asked for ${url}`);
    if (headers["x-evil"] !== undefined) throw new Error("a header came in through the id");
  }
}

// The law below meets each of them now and then only.
test.each(PATHS)("the id %j stays one step of the path, or nothing is sent", async (id) => {
  for (const verb of [0, 1, 2, 3]) await expectOneStep(id, verb);
});

test("a strange id stays one step of the path, or nothing is sent", async () => {
  await uphold<{ id: string; verb: number }>({
    name: "a strange id stays one step of the path, or nothing is sent",
    cases: RUNS * SHARE,
    from: fc.record({ id: strangeName, verb: fc.nat({ max: 3 }) }),
    holds: ({ id, verb }) => expectOneStep(id, verb),
  });
});

test("a strange project in a reply stays one step of the path of the tags, or nothing is sent", async () => {
  const { shape, outs, id } = specimen;
  const { tags: _, ...bare } = shape.item;
  await uphold<string>({
    name: "a strange project in a reply stays one step of the path of the tags, or nothing is sent",
    cases: RUNS * SHARE,
    from: strangeName,
    holds: async (project) => {
      service.follow({ one: [right(200, JSON.stringify({ [shape.envelope]: { ...bare, tenant_id: project } }))] });
      const { handler } = service;
      const found = await handler.read(id, { ...outs, projectId: undefined, tenantId: undefined }).catch(expectError);
      if (found !== undefined) throw new Error("tags that were not found were read");
      const wanted = `/v2.0/${encodeURIComponent(project.toWellFormed())}/ipsec-site-connections/${id}/tags`;
      const others = service.seen
        .map(({ url }) => url)
        .filter((url) => url !== `${shape.path}/${id}` && url !== wanted);
      if (others.length > 0) throw new Error(`asked for ${others.join(" ")}`);
    },
  });
});

test("a strange name, description or tag is in the body only", async () => {
  const { shape, inputs } = specimen;
  let created = 0;
  await uphold<string>({
    name: "a strange name, description or tag is in the body only",
    cases: RUNS * SHARE,
    from: strangeName.filter((name) => name.isWellFormed()),
    holds: async (name) => {
      created += 1;
      const id = `00000000-0000-4000-8000-${String(created).padStart(12, "0")}`;
      const item = { [shape.envelope]: { ...shape.item, id, name, description: name, status: "ACTIVE", tags: [] } };
      const one = [right(200, JSON.stringify(item))];
      service.follow({ one, written: one, tags: [right(204, "")] });
      await service.handler.create({ ...inputs, name, description: name });
      const [post] = service.seen.filter(({ method, url }) => method === "POST" && url === shape.path);
      const expected = { name, description: name };
      expect(post?.body).toEqual({ [shape.envelope]: expect.objectContaining(expected) });
      for (const { url, headers } of service.seen) {
        if (!url.startsWith("/v2.0/") || url.includes("?")) throw new Error(`asked for ${url}`);
        if (headers["x-evil"] !== undefined) throw new Error("a header came in through the name");
      }
    },
  });
});

test.each([
  ["a token", { token: "Canary-token\r\nX-Evil: 1" }],
  ["a token with a picture", { token: "Canary-token \u{1f511}" }],
  ["an access key", { accessKey: "AK\r\nX-Evil: 1", secretKey: "Canary-token", projectId: "p" }],
  ["the project of an access key", { accessKey: "AK", secretKey: "Canary-token", projectId: "p\r\nX-Evil: 1" }],
])("%s that no header takes is a problem of the settings, and nothing is sent", async (_, login) => {
  const server = await startLoopback((reply) => sendJson(reply, 200, { ipsec_site_connections: [] }));
  try {
    const config: Record<string, unknown> = { ...login, endpoint: server.url };
    const host = { environment: {}, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
    const list = async () => {
      const settings = resolveSettings((name) => config[name], host);
      return verbsFor(settings, { clock: new FakeClock() }).list();
    };
    const error: unknown = await list().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expectError(error);
    expect(error.message).toContain("holds a character that an HTTP header cannot carry");
    expect(error.message).not.toMatch(/Canary-token|X-Evil/);
    expect(server.seen).toEqual([]);
  } finally {
    await server.close();
  }
});
