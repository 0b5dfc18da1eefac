// Answers of a service that is broken, replaced by something else, or hostile: what may come back for any request.
import { fc } from "../../support/laws";
import { CANARY, hostileName, hostileText, hostileValue, objectOf, PROTOTYPE_NAMES } from "./hostile";

/** One HTTP answer; the text is sent as it is. */
export interface Answer {
  readonly status: number;
  /** A list is a header that comes several times. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly text: string;
}

/** What the service says to each kind of request; the last of a list goes on for ever. */
export interface Script {
  readonly one: readonly Answer[];
  readonly list: readonly Answer[];
  readonly written: readonly Answer[];
  readonly deleted: readonly Answer[];
  readonly tags: readonly Answer[];
}

/** How objects of a kind stand in replies, and a right one. */
export interface Shape {
  readonly envelope: string;
  readonly collection: string;
  readonly path: string;
  readonly item: Readonly<Record<string, unknown>>;
}

type Item = Readonly<Record<string, unknown>>;

// JSON.stringify cannot write a number that is too large for a double.
const TOO_LARGE = "number too large";

/** A value as JSON, numbers too large for any type among it. */
export function jsonOf(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? "null").replaceAll(`"${TOO_LARGE}"`, "1e999");
  } catch {
    return `${"[".repeat(20_000)}${"]".repeat(20_000)}`; // nested deeper than can be written down
  }
}

/** A whole script. The service may be right in some of it. */
export function anyScript(shape: Shape): fc.Arbitrary<Script> {
  const item = anyItem(shape);
  const one = bodied(
    fc.oneof(
      item.map((value) => ({ [shape.envelope]: value })),
      wrongEnvelope(shape, item),
    ),
  );
  const tag = fc.record({ key: hostileValue, value: hostileValue }, { requiredKeys: [] });
  const tags = fc.array(fc.oneof(tag, hostileValue), { maxLength: 3 }).map((list) => ({ tags: list }));
  return fc.record({
    one: some(one),
    list: some(bodied(fc.oneof(anyList(shape, item), wrongEnvelope(shape, item)))),
    written: some(one),
    deleted: some(fc.oneof(fc.constant(right(204, "")), one, failing)),
    tags: some(
      bodied(
        fc.oneof(
          tags,
          hostileValue.map((value) => ({ tags: value })),
        ),
      ),
    ),
  });
}

/** An answer with this JSON. */
export function right(status: number, text: string): Answer {
  return { status, headers: { "content-type": "application/json" }, text };
}

function some(answer: fc.Arbitrary<Answer>): fc.Arbitrary<Answer[]> {
  return fc.array(fc.oneof({ weight: 4, arbitrary: answer }, { weight: 1, arbitrary: failing }), {
    minLength: 1,
    maxLength: 3,
  });
}

function anyItem({ item }: Shape): fc.Arbitrary<Item> {
  const names = Object.keys(item);
  const status = fc.constantFrom("PENDING_CREATE", "PENDING_DELETE", "BUILD", "ERROR", "active", "whatever", "DOWN");
  const change = fc.oneof(
    fc.tuple(fc.constantFrom(...names), fc.constant(undefined)),
    fc.tuple(fc.constantFrom(...names), fc.oneof(hostileValue, stringLike)),
    fc.tuple(fc.constantFrom("id", "tenant_id", "project_id"), hostileText),
    fc.tuple(hostileName, hostileValue),
    fc.tuple(fc.constant("status"), fc.oneof(status, hostileText)),
    fc.tuple(fc.constant("tags"), hostileValue),
  );
  return fc
    .array(change, { maxLength: 3 })
    .map((changes) =>
      objectOf([...Object.entries(item).filter(([name]) => !isDropped(changes, name)), ...given(changes)]),
    );
}

// What turns into an error, or into nonsense, as soon as someone makes a text of it.
const stringLike = fc.constantFrom<unknown>(
  { toString: "x", valueOf: "y" },
  [{ toString: null }],
  [{ key: "a", value: { toString: 1, valueOf: 1 } }],
  [{ key: "__proto__", value: { polluted: true } }],
  TOO_LARGE,
  [[[]]],
);

function isDropped(changes: readonly (readonly [string, unknown])[], name: string): boolean {
  return changes.some(([changed]) => changed === name);
}

function given(changes: readonly (readonly [string, unknown])[]): (readonly [string, unknown])[] {
  return changes.filter(([, value]) => value !== undefined);
}

function anyList({ collection, item, path }: Shape, items: fc.Arbitrary<Item>): fc.Arbitrary<unknown> {
  const entry = fc.oneof({ weight: 5, arbitrary: items }, { weight: 2, arbitrary: fc.constant(item) }, hostileValue);
  const href = fc.constantFrom(
    "/",
    `${path}?marker=1`,
    `http://evil.invalid${path}?a=b`,
    "http://evil.invalid/",
    "::",
    path,
  );
  const links = fc.oneof(fc.array(fc.record({ rel: fc.constant("next"), href }), { maxLength: 2 }), hostileValue);
  return fc
    .tuple(fc.array(entry, { maxLength: 4 }), fc.option(links, { nil: undefined }))
    .map(([list, next]) => ({ [collection]: list, ...(next === undefined ? {} : { [`${collection}_links`]: next }) }));
}

function wrongEnvelope({ envelope, collection, item }: Shape, items: fc.Arbitrary<Item>): fc.Arbitrary<unknown> {
  return fc.oneof(
    items,
    hostileValue,
    hostileValue.map((value) => ({ [envelope]: value })),
    hostileValue.map((value) => ({ [collection]: value })),
    fc.constantFrom<unknown>(
      [item],
      { [envelope]: [item] },
      { [envelope]: { [envelope]: item } },
      { [envelope]: null },
      null,
    ),
    fc.constantFrom(...PROTOTYPE_NAMES).map((name) => objectOf([[name, { [envelope]: item }]])),
  );
}

function bodied(body: fc.Arbitrary<unknown>): fc.Arbitrary<Answer> {
  const status = fc.constantFrom(200, 200, 200, 200, 201, 202, 206, 299);
  const text = fc.oneof({ weight: 12, arbitrary: body.map(jsonOf) }, { weight: 1, arbitrary: rawText });
  return fc.tuple(status, text).map(([code, written]) => right(code, written));
}

/** A body that is no JSON, or hardly any. */
export const rawText = fc.constantFrom(
  "",
  "  ",
  "null",
  '"a text"',
  "{",
  '{"ipsec_site_connection": {"id": "cut o',
  "\ufeff{}",
  "<!DOCTYPE html><html><title>Log in</title></html>",
  "[".repeat(100_000),
  "\u0000",
  "1e999",
);

const code = fc.oneof(
  fc.constantFrom("VPC.1003", "VPNStateInvalidToUpdate", "IkePolicyInUse", "HTTPNotFound", "RouterNotFound"),
  hostileText,
);

const complaint = fc.record(
  { type: fc.oneof(code, hostileValue), message: fc.oneof(hostileText, hostileValue), detail: hostileValue },
  { requiredKeys: [] },
);

const errorBody: fc.Arbitrary<unknown> = fc.oneof(
  fc
    .tuple(fc.constantFrom("NeutronError", "error", "badRequest", "itemNotFound"), complaint)
    .map((pair) => objectOf([pair])),
  complaint.map((inner) => ({ NeutronError: jsonOf(inner) })),
  complaint.map((inner) => ({ code: "VPC.0001", message: jsonOf({ NeutronError: inner }) })),
  fc.record({ error_code: code, error_msg: hostileText, request_id: fc.oneof(hostileText, hostileValue) }),
  fc.integer({ min: 10, max: 3_000 }).map((depth) => errorIn(depth)),
  fc.constant({ message: `psk "${CANARY}" is bad` }),
  hostileValue,
);

/** An answer that is no success, whatever was asked. */
export const failing: fc.Arbitrary<Answer> = fc
  .tuple(
    fc.constantFrom(300, 302, 400, 400, 401, 403, 404, 404, 404, 409, 409, 412, 418, 429, 500, 502, 503, 504, 599),
    fc.oneof({ weight: 8, arbitrary: errorBody.map(jsonOf) }, { weight: 1, arbitrary: rawText }),
    fc.record(
      {
        "retry-after": fc.constantFrom("0", "1", "-1", "x", "9".repeat(400), "Fri, 31 Dec 9999 23:59:59 GMT"),
        "x-openstack-request-id": fc.constantFrom("req-1", "r".repeat(5_000)),
        location: fc.constantFrom("http://evil.invalid/v2.0/", "//evil.invalid", "/", "::", `/${"x".repeat(5_000)}`),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([status, text, headers]) => ({ status, text, headers }));

function errorIn(depth: number): unknown {
  let value: unknown = { message: "at the bottom" };
  for (let level = 0; level < depth; level += 1) value = { error: value };
  return value;
}
