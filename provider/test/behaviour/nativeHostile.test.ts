// What an engine may send to the native plugin and rarely does: unknown values of every form in every place, ids that are none, states
// that a newer version wrote, secrets that the program no longer gives, ignored changes, a second configuration, pages of a list.
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { type Emulator, startEmulator } from "../../emulator";
import { type Kind, resourceSpec, tokenOf } from "../../src/core/schema";
import { UNKNOWN } from "../../src/core/unknown";
import { PSK } from "../support/connection";
import { withoutProxies } from "../support/loopback";
import { configure, type NativeFailure, type NativePlugin, settingsFor } from "../support/nativePlugin";
import { type NativeState, nativeResource } from "../support/nativeResource";
import { type NativeStage, openNativeStage } from "../support/nativeStage";
import { bag, secret } from "../support/nativeValues";
import { validInputs } from "../support/validInputs";

const UNKNOWN_NUMBER = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
const UNKNOWN_LIST = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";
const output = (more: object) => ({ "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...more });

let emulator: Emulator;
let plugin: NativePlugin;
let hq: NativeStage["hq"];
let program: NativeStage["program"];

beforeAll(withoutProxies);
beforeEach(async () => {
  ({ emulator, plugin, hq, program } = await openNativeStage("openstack"));
});
afterEach(async () => {
  await plugin.close();
  await emulator.close();
});

async function created(inputs: Record<string, unknown>, resource = hq): Promise<NativeState> {
  const checked = await resource.check(undefined, inputs);
  expect(checked.failures).toEqual([]);
  return resource.create(checked.inputs);
}

const sentenceOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => "no failure",
    ({ message }: NativeFailure) => message,
  );

describe("a value that is not known yet, in whatever form and place", () => {
  const forms = [
    ...[UNKNOWN, UNKNOWN_NUMBER, UNKNOWN_LIST, secret(UNKNOWN), secret(secret(UNKNOWN_NUMBER))],
    ...[output({}), output({ secret: true }), output({ value: secret(UNKNOWN) }), output({ value: UNKNOWN_LIST })],
  ];
  // No cloud of this dialect has them.
  const absent = ["tags", "orderId", "productId"];

  test.each<Kind>(["IpsecSiteConnection", "VpnService", "IkePolicy", "IpsecPolicy", "EndpointGroup"])(
    "of a %s: checked without a complaint, compared as a change, previewed, and nothing is sent",
    async (kind) => {
      const resource = nativeResource(plugin, kind);
      const inputs = kind === "IpsecSiteConnection" ? program : validInputs(kind, emulator.seeded);
      const state = await created(inputs, resource);
      emulator.clearLog();
      const { inputProperties, properties } = resourceSpec(tokenOf(kind));
      const names = Object.keys(inputProperties).filter((name) => !absent.includes(name));
      for (const [at, name] of names.entries())
        for (const form of [forms[at % forms.length], forms[(at + 3) % forms.length]]) {
          const fresh = await resource.check(undefined, { ...inputs, [name]: form });
          const later = await resource.check(state.inputs, { ...inputs, [name]: form });
          expect([name, fresh.failures, later.failures]).toEqual([name, [], []]);
          await resource.create(fresh.inputs, { isPreview: true });
          await resource.update(state, later.inputs, { isPreview: true });
          const { changes } = await resource.diff(state, later.inputs);
          expect([name, changes]).toEqual([name, name in properties ? "some" : "none"]);
        }
      expect(emulator.log).toEqual([]);
    },
  );
});

describe("an id", () => {
  test.each(["", "..", " ", "\n"])("%j is none: nothing is sent", async (id) => {
    expect(await sentenceOf(hq.read({ id }))).toContain(`${JSON.stringify(id)} is not an id; nothing was sent`);
    expect(await sentenceOf(hq.delete({ id, inputs: {}, outputs: {} }))).toContain("is not an id; nothing was sent");
    expect(emulator.vpnRequests()).toEqual([]);
  });

  test.each(["../ikepolicies", "a/b?c=d", "%2e%2e"])("%j leads to no other place of the API", async (id) => {
    expect(await sentenceOf(hq.read({ id }))).toContain(`There is no IpsecSiteConnection with the id "${id}"`);
    const place = `/v2.0/vpn/ipsec-site-connections/${encodeURIComponent(id)}`;
    expect(emulator.vpnRequests().map(({ path }) => path)).toEqual([place]);
  });

  test("of an object of another kind: there is no such connection, and the object stays", async () => {
    const id = emulator.seeded.ikepolicyId;
    expect(await sentenceOf(hq.read({ id }))).toContain("There is no IpsecSiteConnection with the id");
    await hq.delete({ id, inputs: {}, outputs: {} });
    expect(emulator.ikepolicies.has(id)).toBe(true);
  });
});

test("what a newer version wrote into the state: no change, no part of a preview, and the next write drops it", async () => {
  const { id, inputs, outputs } = await created(program);
  const later = {
    id,
    inputs: { ...inputs, future: secret("canary") },
    outputs: { ...outputs, future: secret("canary") },
  };
  const { inputs: news } = await hq.check(later.inputs, program);
  expect(news).toEqual(inputs);
  expect(await hq.diff(later, news)).toMatchObject({ changes: "none" });
  const changed = { ...news, peerId: "branch" };
  const preview = await hq.update(later, changed, { isPreview: true });
  expect(preview.outputs).toEqual({ ...outputs, peerId: "branch", status: UNKNOWN });
  expect((await hq.update(later, changed)).outputs).toEqual({ ...outputs, peerId: "branch" });
});

test("what was a secret stays one where the program no longer gives it, and is none once it is given in clear", async () => {
  const state = await created({ ...program, name: secret("canary-name"), peerId: secret("canary-peer") });
  const { name: _, ...nameless } = program;
  const { inputs } = await hq.check(state.inputs, nameless);
  expect(inputs).toMatchObject({ name: secret("canary-name"), peerId: "203.0.113.9" });
  const expected = { name: secret("canary-name"), peerId: "203.0.113.9", psk: secret(PSK) };
  expect((await hq.update(state, inputs, { isPreview: true })).outputs).toMatchObject(expected);
  expect((await hq.update(state, inputs)).outputs).toMatchObject(expected);
  // A program that gives neither: an adapter of an older version dropped the mark of the input.
  const { name: __, ...rest } = inputs;
  expect((await hq.update(state, rest)).outputs.name).toEqual(secret("canary-name"));
});

describe("ignoreChanges, where the service keeps another value than it was sent", () => {
  async function askWith(ignored: readonly string[]) {
    const dpd = { action: "hold", interval: 20, timeout: 120 };
    const { id, inputs, outputs } = await created({ ...program, mtu: 1400, dpd });
    const olds = { ...outputs, mtu: 1380, dpd: { ...dpd, interval: 30 } };
    const news = { ...inputs, peerId: "branch" };
    const about = <T extends messages.DiffRequest | messages.UpdateRequest>(request: T): T => {
      request.setId(id);
      request.setUrn(hq.urn);
      request.setOlds(bag(olds));
      request.setOldInputs(bag(inputs));
      request.setNews(bag(news));
      request.setIgnorechangesList([...ignored]);
      return request;
    };
    const diff = about(new messages.DiffRequest());
    const paths: string[] = [];
    const difference = await plugin.call<messages.DiffResponse>((done) => plugin.client.diff(diff, done));
    difference.getDetaileddiffMap().forEach((_each, path) => {
      paths.push(path);
    });
    emulator.clearLog();
    const update = about(new messages.UpdateRequest());
    const updated = await plugin.call<messages.UpdateResponse>((done) => plugin.client.update(update, done));
    const sent = emulator.requests({ method: "PUT" }).map(({ body }) => body);
    return { paths, sent, outputs: updated.getProperties()?.toJavaScript() };
  }

  test.each([
    { ignored: [], paths: ["dpd.interval", "mtu", "peerId"], names: ["dpd", "mtu", "peer_id"] },
    { ignored: ["mtu", "dpd.interval"], paths: ["peerId"], names: ["peer_id"] },
    { ignored: ["mtu", 'dpd["interval"]', "peerCidrs[0]", "waitFor"], paths: ["peerId"], names: ["peer_id"] },
    { ignored: ["dpd.*"], paths: ["mtu", "peerId"], names: ["mtu", "peer_id"] },
    { ignored: ["*"], paths: [], names: undefined },
  ])("$ignored: what differs is $paths, and just that is sent", async ({ ignored, paths, names }) => {
    const asked = await askWith(ignored);
    expect(asked.paths.sort()).toEqual(paths);
    const sent = asked.sent.map((body) =>
      Object.values(body as Record<string, object>)
        .flatMap((each) => Object.keys(each))
        .sort(),
    );
    expect(sent).toEqual(names === undefined ? [] : [names]);
    // What is ignored is in the state as the service has it.
    if (ignored.includes("mtu")) expect(asked.outputs).toMatchObject({ mtu: 1380, peerId: "branch" });
  });
});

test("configured once more: the calls that follow go where the new settings lead", async () => {
  const state = await created(program);
  const other = await startEmulator({ dialect: "openstack" });
  try {
    emulator.clearLog();
    await configure(plugin, settingsFor(other));
    await hq.read({ id: other.seeded.ikepolicyId }).catch(() => undefined);
    expect(emulator.log).toEqual([]);
    expect(other.vpnRequests()).toHaveLength(1);
    expect(state.outputs.status).toBe("DOWN");
  } finally {
    await other.close();
  }
});

describe("a list", () => {
  async function list(ask: (request: messages.ListRequest) => void) {
    const request = new messages.ListRequest();
    request.setToken("vpnaas:index:IkePolicy");
    ask(request);
    const heard: messages.ListResponse.AsObject[] = [];
    await new Promise<void>((resolve, reject) => {
      const stream = plugin.client.list(request);
      stream.on("data", (each: messages.ListResponse) => heard.push(each.toObject()));
      stream.on("end", resolve);
      stream.on("error", ({ message }: Error) => reject({ message }));
    });
    const ids = heard.flatMap(({ result }) => (result === undefined ? [] : [result.id]));
    const token = heard.at(-1)?.continuation?.continuationToken;
    return { ids, token, isComputed: heard.some(({ computed }) => computed !== undefined) };
  }

  beforeEach(async () => {
    for (const name of ["a", "b", "c"]) await created({ name }, nativeResource(plugin, "IkePolicy", name));
  });

  test("comes in pages of the size that is asked for, none twice, up to the limit", async () => {
    const all = (await list(() => {})).ids;
    expect(all).toEqual([...emulator.ikepolicies.keys()].sort());
    const found: string[] = [];
    let token: string | undefined = "";
    for (let pages = 0; token !== undefined && pages < 9; pages += 1) {
      const page = await list((request) => {
        request.setPageSize(2);
        request.setLimit(3);
        request.setContinuationToken(token ?? "");
      });
      expect(page.ids.length).toBeLessThanOrEqual(2);
      found.push(...page.ids);
      token = page.token;
    }
    expect(found).toEqual(all.slice(0, 3));
    expect(await sentenceOf(list((request) => request.setContinuationToken("x")))).toContain(
      '"x" is no continuation token of this plugin',
    );
  });

  test("cannot be made of a query with a value that is not known yet", async () => {
    const { ids, isComputed } = await list((request) => request.setQuery(bag({ name: UNKNOWN })));
    expect({ ids, isComputed }).toEqual({ ids: [], isComputed: true });
  });
});
