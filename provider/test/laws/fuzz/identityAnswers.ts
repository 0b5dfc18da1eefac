// What an identity service may answer that is broken, replaced by something else, or hostile: to a login, and to the two
// look-ups of an access key. An address in a catalog leads nowhere but to the loopback address.
import { fc } from "../../support/laws";
import { type Answer, failing, jsonOf, rawText } from "./answers";
import { hostileName, hostileText, hostileValue, objectOf } from "./hostile";

/** The secrets of every login here, and the token that is issued: may be in no message. */
export const SECRETS = {
  password: "Canary-password-0123456789",
  token: "Canary-given-token-0123456789",
  secret: "Canary-credential-secret-0123456789",
  accessKey: "CANARYACCESSKEY0123456789",
  secretKey: "Canary-secret-key-0123456789",
  issued: "Canary-issued-token-0123456789",
} as const;

/** What is said to each kind of request; the last of a list goes on for ever. */
export interface IdentityScript {
  readonly login: readonly Answer[];
  readonly projects: readonly Answer[];
  readonly catalog: readonly Answer[];
}

const JSON_HEADERS = { "content-type": "application/json" };
// What the service was told; the key itself is never sent.
const echo = fc.constantFrom(SECRETS.password, SECRETS.token, SECRETS.secret, SECRETS.accessKey);
const strange = fc.oneof({ weight: 6, arbitrary: hostileValue }, { weight: 1, arbitrary: echo });
const instant = fc.oneof(
  fc.constantFrom<unknown>(
    "2026-01-01T01:00:00.000000Z",
    "2025-01-01T00:00:00Z",
    "1970-01-01T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "+275760-09-13T00:00:00Z",
    "2026-01-01T00:00:00.001Z",
    "2026-01-01 01:00:00",
    "tomorrow",
    "",
    0,
    1_767_229_200,
    null,
    {},
  ),
  strange,
);

/** A whole script for the service at `url`. It may be right in some of it, or in all. */
export function anyIdentity(url: string): fc.Arbitrary<IdentityScript> {
  const catalog = anyCatalog(url);
  const project = fc.oneof(
    fc.record({ id: strange, name: strange, domain_id: strange }, { requiredKeys: [] }),
    strange,
  );
  const projects = fc.oneof(
    { weight: 4, arbitrary: fc.constant([{ id: "p1", name: "office", domain_id: "d1" }]) },
    fc.array(fc.oneof(named(strange), named(hostileText), project), { maxLength: 4 }),
    strange,
  );
  return fc.record({
    login: some(fc.tuple(anyLogin(url, catalog), anyToken).map(([body, headers]) => answerOf(201, body, headers))),
    projects: some(projects.map((list) => answerOf(200, { projects: list }))),
    catalog: some(catalog.map((list) => answerOf(200, { catalog: list }))),
  });
}

function named(id: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return id.map((value) => ({ id: value, name: "office" }));
}

const anyToken: fc.Arbitrary<Answer["headers"]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ "x-subject-token": SECRETS.issued }) },
  fc.constantFrom<Answer["headers"]>(
    {},
    { "x-subject-token": "" },
    { "x-subject-token": "   " },
    { "x-subject-token": [SECRETS.issued, SECRETS.issued] },
    { "x-subject-token": [SECRETS.issued, `${SECRETS.issued}-2`] },
    { "x-subject-token": [SECRETS.issued, ""] },
    { "x-subject-token": `caf\u00e9-${SECRETS.issued}` },
    { "x-subject-token": `${SECRETS.issued}\tx` },
    { "x-subject-token": SECRETS.issued.repeat(1_000) },
    { "x-subject-token": SECRETS.issued.repeat(6_000) },
    { "x-subject-token": SECRETS.issued.repeat(9_500) },
    { "X-Auth-Token": SECRETS.issued },
    { "x-subject-token": SECRETS.issued, "content-type": `text/html; token=${SECRETS.issued}` },
    { "x-subject-token": SECRETS.issued, "x-openstack-request-id": SECRETS.issued },
    { "x-subject-token": SECRETS.issued, "content-length": "2" },
    { "x-subject-token": SECRETS.issued, "content-encoding": "gzip" },
  ),
);

function anyLogin(url: string, catalog: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const right = {
    methods: ["password"],
    issued_at: "2026-01-01T00:00:00.000000Z",
    expires_at: "2026-01-01T01:00:00.000000Z",
    project: { id: "p1", name: "office", domain: { id: "d1", name: "Default" } },
    catalog: [{ type: "network", endpoints: [{ interface: "public", region_id: "eu-de", region: "eu-de", url }] }],
  };
  const change = fc.oneof(
    fc.tuple(fc.constantFrom(...Object.keys(right), "domain"), strange),
    fc.tuple(fc.constantFrom("expires_at", "issued_at"), instant),
    fc.tuple(fc.constant("expires_at"), instant),
    fc.tuple(fc.constant("catalog"), catalog),
    fc.tuple(
      fc.constant("project"),
      strange.map((id) => ({ id })),
    ),
    fc.tuple(hostileName, strange),
  );
  const token = fc
    .array(change, { maxLength: 3 })
    .map((changes) => objectOf([...Object.entries(right), ...changes].filter(([, value]) => value !== undefined)));
  return fc.oneof(
    { weight: 12, arbitrary: token.map((each) => ({ token: each })) },
    token,
    strange.map((each) => ({ token: each })),
    strange,
  );
}

function anyCatalog(url: string): fc.Arbitrary<unknown> {
  const { port } = new URL(url);
  const address = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(url, `${url}/`, `${url}/v2.0`, ` ${url} `) },
    fc.constantFrom<unknown>(
      "",
      " ",
      "/",
      "/v2.0",
      `//127.0.0.1:${port}`,
      "::",
      "http://",
      "http://127.0.0.1:1",
      "http://127.0.0.1:99999",
      `ftp://127.0.0.1:${port}/`,
      "file:///etc/hostname",
      'data:application/json,{"ipsec_site_connections":[]}#',
      `${url}?a=b`,
      `${url}#f`,
      `${url}/../..`,
      `${url}\r\nX-Evil: 1`,
      `${url}/%zz`,
      `http://user:${SECRETS.issued}@127.0.0.1:${port}`,
      `${url}/${"x".repeat(20_000)}`,
      null,
      7,
    ),
    strange,
  );
  const region = fc.oneof(fc.constantFrom<unknown>("eu-de", "eu-nl", "*", null, ""), strange);
  const endpoint = fc.record(
    { interface: fc.oneof(fc.constantFrom<unknown>("public", "internal"), strange), region_id: region, url: address },
    { requiredKeys: [] },
  );
  const ours = fc.record({ interface: fc.constant("public"), region_id: fc.constant("eu-de"), url: address });
  const endpoints = fc.oneof(fc.array(fc.oneof(endpoint, ours, strange), { maxLength: 4 }), strange);
  const service = fc.record({ type: fc.oneof(fc.constant<unknown>("network"), strange), endpoints });
  const manyRegions = Array.from({ length: 2_000 }, (_, at) => ({ interface: "public", region_id: `r${at}`, url }));
  return fc.oneof(
    { weight: 6, arbitrary: fc.array(fc.oneof(service, strange), { maxLength: 3 }) },
    { weight: 4, arbitrary: ours.map((each) => [{ type: "network", endpoints: [each] }]) },
    fc.constant([{ type: "network", endpoints: manyRegions }]),
    fc.constant(manyRegions.map((_, at) => ({ type: `type-${at}`, endpoints: [] }))),
    strange,
  );
}

function answerOf(status: number, body: unknown, headers: Answer["headers"] = {}): Answer {
  return { status, headers: { ...JSON_HEADERS, ...headers }, text: jsonOf(body) };
}

function some(answer: fc.Arbitrary<Answer>): fc.Arbitrary<Answer[]> {
  const echoing = fc.tuple(fc.constantFrom(400, 401, 403, 404, 500), echo).map(([status, said]) => {
    const message = `The credential ${said} (${encodeURIComponent(said)}) is not "${said}"`;
    return answerOf(status, { error: { code: status, title: said, message } }, { location: `/${said}` });
  });
  const raw = fc.tuple(answer, rawText).map(([{ status, headers }, text]) => ({ status, headers, text }));
  return fc.array(
    fc.oneof(
      { weight: 8, arbitrary: answer },
      { weight: 2, arbitrary: failing },
      { weight: 1, arbitrary: raw },
      { weight: 1, arbitrary: echoing },
    ),
    { minLength: 1, maxLength: 3 },
  );
}
