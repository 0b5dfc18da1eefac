// What a service shows in an object (name, id, status, values) reaches people in sentences of ours: pieces of secrets of the run are
// blotted out there, while outputs stay exact. The psk holds words of our sentences, which have to stay.
import type { Dialect } from "../../emulator";
import type { ResourceKind } from "../../src/core/contract";
import { ApiError, InitFailedError } from "../../src/core/errors";
import { maskForeign, maskOwn } from "../../src/core/masking/masking";
import { rememberPublic, rememberSecret } from "../../src/core/masking/rememberedSecrets";
import { sanitize } from "../../src/core/sanitize";
import { masked } from "../../src/operations/masked";
import { rejectionOf } from "../support/loopback";
import { openStage, type Stage } from "../support/stage";
import { validInputs } from "../support/validInputs";

const PSK = "Correct-Replace.Kx7Qz9!Wm4Rt2";
const PIECE = "Kx7Qz9!Wm4";
const HEX = Buffer.from(PSK).toString("hex").toUpperCase();
const BASE64 = Buffer.from(PSK).toString("base64");

const opened: Stage[] = [];
async function stage(dialect: Dialect = "openstack"): Promise<Stage> {
  const made = await openStage({ dialect });
  opened.push(made);
  return made;
}
afterEach(() => Promise.all(opened.splice(0).map((each) => each.close())));

function leaks(text: string): string[] {
  return [PIECE, "Qz9!Wm", HEX.slice(8, 40), BASE64.slice(4, 30)].filter((piece) => text.includes(piece));
}

test.each([
  {
    where: "a status",
    change: { status: `ODD_${HEX}` },
    left: /has the unknown status "\[masked\]"; treated as settled/,
  },
  {
    where: "a value that is kept instead",
    change: { description: `it is ${PIECE}` },
    left: /accepted description "branch" but keeps "it is \[masked\]"; previews/,
  },
  {
    where: "a value in base64",
    change: { description: BASE64 },
    left: /accepted description "branch" but keeps "\[masked\]"; previews/,
  },
])("$where is said without the piece of the key, and stands exact in the outputs", async ({ change, left }) => {
  const { emulator, handler, inputs, said } = await stage();
  const id = "0f9d7c1e-0001-4000-8000-000000000001";
  const body = (item: object) => ({ ipsec_site_connection: { id, ...item, ...change } });
  const wanted = inputs({ psk: PSK, description: "branch" });
  const asSent = { ...wireOf(wanted), status: "ACTIVE", psk: PSK };
  emulator.fault({
    match: { method: "POST", path: /ipsec-site/ },
    times: 1,
    reply: { status: 201, body: body(asSent) },
  });
  emulator.fault({
    match: { method: "GET", path: /ipsec-site/ },
    times: 9,
    reply: { status: 200, body: body(asSent) },
  });
  const { outs } = await handler.create(wanted);
  expect(said.join("\n")).toMatch(left);
  expect(leaks(said.join("\n"))).toEqual([]);
  expect(outs).toMatchObject({ ...change, psk: PSK });
});

function wireOf(values: Record<string, unknown>): Record<string, unknown> {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [snake(name), value]));
}

test.each([PSK, `${PIECE}-1`, HEX])(
  "a failure of a check does not show the key %s of a tag, which is one of the key's",
  async (key) => {
    const { handler, emulator } = await stage("otc");
    const news = validInputs("IpsecSiteConnection", emulator.seeded, { psk: PSK, tags: { [key]: "a b" } });
    const reasons = handler.check({}, news).failures.map(({ reason }) => reason);
    expect(reasons.join()).toContain("tags");
    expect(leaks(reasons.join())).toEqual([]);
  },
);

describe("errors", () => {
  beforeAll(() => rememberSecret(PSK));
  const failing = async (error: Error) => {
    const verbs: Partial<ResourceKind> = { list: () => Promise.reject(error) };
    return rejectionOf(masked(verbs as ResourceKind).list()); // the other verbs are not called here
  };

  test("of any sentence: an id that is a piece of the key", async () => {
    const error = await failing(new Error(`Adopting the VPN service ${PIECE} failed: correct the program, replace it`));
    const said = "Adopting the VPN service [masked] failed: correct the program, replace it";
    expect(error).toMatchObject({ message: said });
    expect(leaks(String((error as Error).stack))).toEqual([]);
  });

  test("of an object that is not usable: the reasons, too; its outputs are exact", async () => {
    const stored = { outputs: { psk: PSK, name: PIECE }, memo: {} };
    const given = new InitFailedError({ message: `${PIECE} is`, id: "1", stored, reasons: [`${BASE64} is`] });
    const error = (await failing(given)) as InitFailedError;
    expect(error.message).toBe("[masked] is");
    expect(error.reasons).toEqual(["[masked] is"]);
    expect(error.stored.outputs).toEqual({ psk: PSK, name: PIECE });
  });

  test("an ApiError is as it was made", async () => {
    const given = new ApiError({ kind: "http", method: "GET", path: "/", purpose: "reading", outcome: "404 gone" });
    expect(await failing(given)).toBe(given);
  });
});

describe("sentences of ours", () => {
  beforeAll(() => rememberSecret(PSK));
  test.each([
    "Correct the id, or omit it: replace it with deleteBeforeReplace: true",
    'VPN service "hub" (0f9d7c1e-0001-4000-8000-000000000001) is used by 10.2.0.0/16: run `pulumi up --replace URN`',
  ])("stay: %s", (sentence) => {
    expect(maskOwn(sentence)).toBe(sentence);
  });

  test("a whole key of several words does not", () => {
    rememberSecret("correct horse battery staple");
    expect(maskOwn('the name is "correct horse battery staple"')).toBe('the name is "[masked]"');
  });

  test("a quoted word of letters is the service's", () => {
    rememberSecret("OnlyLettersHere");
    expect(sanitize("LettersHere")).toBe('"[masked]"');
  });

  test("a name of the program stays, unless it is the key", () => {
    rememberSecret("site-oslo-44-key");
    rememberPublic("site-oslo-44");
    rememberPublic("site-oslo-44-key");
    expect(sanitize("site-oslo-44")).toBe('"site-oslo-44"');
    expect(sanitize("site-oslo-44-key")).toBe('"[masked]"');
  });

  test("a password that is a word of every sentence is not looked for in those of others", () => {
    rememberSecret("connection");
    expect(maskForeign("The connection is refused")).toBe("The connection is refused");
  });
});

test("names that a program gives are readable, even where the key shares them", async () => {
  const { handler, inputs, said } = await stage();
  const wanted = inputs({ name: "branch-rome-7781", psk: "branch-rome-7781-2031", adminStateUp: true });
  const { id, outs } = await handler.create(wanted);
  await handler.update(id, outs, { ...wanted, psk: "branch-rome-7781-2032" });
  expect(sanitize("branch-rome-7781")).toBe('"branch-rome-7781"');
  expect(said.join()).not.toContain("[masked]");
});
