// The calls of the native plugin beside those of a life: what it says of itself, configuration, names, warnings, functions, the end.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PluginAttach, type PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Emulator } from "../../emulator";
import { createConnection } from "../../src/adapters/native/connection";
import { KINDS } from "../../src/core/schema";
import { PSK } from "../support/connection";
import { ROOT } from "../support/linkedFolder";
import { withoutProxies } from "../support/loopback";
import { configure, type NativeFailure, type NativePlugin, openPlugin, settingsFor } from "../support/nativePlugin";
import { nativeResource } from "../support/nativeResource";
import { type NativeStage, openNativeStage } from "../support/nativeStage";
import { bag, secret } from "../support/nativeValues";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNIMPLEMENTED = 12;

let emulator: Emulator;
let plugin: NativePlugin;
let hq: NativeStage["hq"];
let program: NativeStage["program"];

beforeAll(withoutProxies);
beforeEach(async () => {
  ({ emulator, plugin, hq, program } = await openNativeStage());
});
afterEach(async () => {
  await plugin.close();
  await emulator.close();
});

const failing = (act: Promise<unknown>): Promise<NativeFailure> =>
  act.then(
    () => Promise.reject(new Error("it did not fail")),
    (error: NativeFailure) => error,
  );

describe("what it says of itself", () => {
  test("at the handshake: secrets, outputs and automatic names, no resources", async () => {
    const request = new messages.ProviderHandshakeRequest();
    request.setEngineAddress("127.0.0.1:1");
    const answer = await plugin.call<messages.ProviderHandshakeResponse>((done) =>
      plugin.client.handshake(request, done),
    );
    expect(answer.toObject()).toMatchObject({
      acceptSecrets: true,
      acceptResources: false,
      acceptOutputs: true,
      supportsAutonamingConfiguration: true,
    });
  });

  test("its version, and the schema in the repository, with every kind, and no other version", async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    const info = await plugin.call<PluginInfo>((done) => plugin.client.getPluginInfo(new Empty(), done));
    expect(info.getVersion()).toBe(version);
    const request = new messages.GetSchemaRequest();
    const answer = await plugin.call<messages.GetSchemaResponse>((done) => plugin.client.getSchema(request, done));
    const schema = JSON.parse(answer.getSchema());
    expect(schema).toEqual(JSON.parse(readFileSync(join(ROOT, "schema.native.json"), "utf8")));
    expect(Object.keys(schema.resources)).toEqual(expect.arrayContaining(KINDS.map((kind) => `vpnaas:index:${kind}`)));
    request.setVersion(1);
    const failure = await failing(plugin.call((done) => plugin.client.getSchema(request, done)));
    expect(failure.message).toBe("there is no schema of version 1, only of 0");
  });

  test("what it does not do", async () => {
    const { client, call } = plugin;
    const failures = await Promise.all([
      failing(call((done) => client.parameterize(new messages.ParameterizeRequest(), done))),
      failing(call((done) => client.call(new messages.CallRequest(), done))),
      failing(call((done) => client.getMapping(new messages.GetMappingRequest(), done))),
    ]);
    expect(failures.map(({ code }) => code)).toEqual([UNIMPLEMENTED, UNIMPLEMENTED, UNIMPLEMENTED]);
  });

  test("of a resource that a newer version wrote", async () => {
    const newer = nativeResource(plugin, "Teleporter" as "VpnService"); // a kind of a later version
    const { message } = await failing(newer.read({ id: "x" }));
    expect(message).toBe(
      `This version of the plugin vpnaas has no resource vpnaas:index:Teleporter; it has ${KINDS.join(", ")}. Install the version that wrote the state`,
    );
  });
});

describe("configuration", () => {
  async function checkConfig(args: Record<string, unknown>) {
    const request = new messages.CheckRequest();
    request.setUrn("urn:pulumi:dev::story::pulumi:providers:vpnaas::nl");
    request.setNews(bag(args));
    const answer = await plugin.call<messages.CheckResponse>((done) => plugin.client.checkConfig(request, done));
    const failures = answer.getFailuresList().map((each) => [each.getProperty(), each.getReason()] as const);
    return { inputs: answer.getInputs()?.toJavaScript(), failures };
  }

  async function diffConfig(olds: Record<string, unknown>, news: Record<string, unknown>) {
    const request = new messages.DiffRequest();
    request.setOldInputs(bag(olds));
    request.setOlds(bag(olds));
    request.setNews(bag(news));
    const answer = await plugin.call<messages.DiffResponse>((done) => plugin.client.diffConfig(request, done));
    return { changes: answer.getChanges(), diffs: answer.getDiffsList(), replaces: answer.getReplacesList() };
  }

  test("is kept as it is, with its secrets as such even where the program does not mark them", async () => {
    const settings = settingsFor(emulator);
    const { password } = emulator.credentials;
    const given = { ...settings, username: secret("someone"), password, insecure: "true" };
    expect(await checkConfig(given)).toEqual({ inputs: { ...given, password: secret(password) }, failures: [] });
  });

  test("a value that is wrong is no property of a failure, and no secret stands in its reason", async () => {
    const { failures } = await checkConfig({
      ...settingsFor(emulator),
      requestTimeout: "soon",
      password: secret("pw-canary-1"),
    });
    expect(failures).toEqual([["", expect.stringContaining("requestTimeout")]]);
    expect(JSON.stringify(failures)).not.toContain("pw-canary-1");
  });

  test("what is not known yet is not judged", async () => {
    expect((await checkConfig({ authUrl: UNKNOWN })).failures).toEqual([]);
  });

  test("a key that is misspelt is warned of with what was meant, and without its value", async () => {
    await configure(plugin, { ...settingsFor(emulator), requstTimeout: "canary-9" }, "nl");
    await configure(plugin, { ...settingsFor(emulator), dialekt: "canary-9", version: "0.1.0" }, "default_0_1_0");
    expect(plugin.lines.map(({ severity, message, urn }) => [severity, message, urn.split("::").at(-1)])).toEqual([
      [
        "warning",
        '1 setting is unknown and has no effect: the argument requstTimeout of the provider "nl" (did you mean requestTimeout?). docs/configuration.md of the package lists the settings',
        "nl",
      ],
      [
        "warning",
        "1 setting is unknown and has no effect: vpnaas:dialekt (did you mean vpnaas:dialect?). docs/configuration.md of the package lists the settings",
        "default_0_1_0",
      ],
    ]);
    expect(JSON.stringify(plugin.lines)).not.toContain("canary-9");
  });

  test("the arguments of a dynamic provider are the same under other names, yet have to be written anew; nothing ever replaces", async () => {
    const news = { region: "eu-nl", insecure: true, password: secret("p") };
    const olds = {
      "vpnaas:region": "eu-nl",
      "vpnaas:insecure": "true",
      "vpnaas:password": secret("p"),
      "aws:region": "x",
      __provider: "",
    };
    expect(await diffConfig(news, news)).toEqual({ changes: 1, diffs: [], replaces: [] });
    expect(await diffConfig(olds, news)).toEqual({ changes: 2, diffs: [], replaces: [] });
    expect(await diffConfig({ ...olds, "vpnaas:region": "eu-de" }, { ...news, version: "2" })).toEqual({
      changes: 2,
      diffs: ["region"],
      replaces: [],
    });
  });

  test("without a login each check fails with what is missing, and the rest waits for it", async () => {
    const other = await openPlugin({});
    try {
      const policy = nativeResource(other, "IkePolicy");
      const { failures } = await policy.check(undefined, { name: "p" });
      expect(failures).toEqual([["", expect.stringContaining("vpnaas:authUrl (OS_AUTH_URL)")]]);
      const { message } = await failing(policy.delete({ id: "x", inputs: {}, outputs: {} }));
      expect(message).toContain("vpnaas:authUrl (OS_AUTH_URL)");
      await configure(other, settingsFor(emulator));
      expect((await policy.check(undefined, { name: "p" })).failures).toEqual([]);
    } finally {
      await other.close();
    }
  });
});

describe("a check", () => {
  const policy = () => nativeResource(plugin, "IkePolicy", "phase-1");
  const nameOf = async (options: Parameters<ReturnType<typeof policy>["check"]>[2], olds?: Record<string, unknown>) => {
    const { inputs, failures } = await policy().check(olds, {}, options);
    return failures.length > 0 ? failures : inputs.name;
  };

  test("names what the program does not name as the user's configuration says, and keeps the name of what exists", async () => {
    expect(await nameOf({})).toMatch(/^phase-1-[0-9a-f]{7}$/);
    expect(await nameOf({})).toBe(await nameOf({}));
    expect(await nameOf({ autonaming: { mode: 1, proposed: "phase-1" } })).toBe("phase-1");
    expect(await nameOf({ autonaming: { mode: 0, proposed: "proposed" } })).toBe("proposed");
    expect(await nameOf({ autonaming: { mode: 2 } })).toEqual([
      ["", "name is required: the configuration switches automatic names off (pulumi:autonaming)"],
    ]);
    const olds = { name: "phase-1-c832f34" };
    for (const autonaming of [undefined, { mode: 1, proposed: "x" } as const, { mode: 2 } as const])
      expect(await nameOf(autonaming === undefined ? {} : { autonaming }, olds)).toBe("phase-1-c832f34");
  });

  test("names no property in a failure: not the psk, not a misspelt one, no asset", async () => {
    const asset = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text: "canary" };
    const wrong = async (change: object) => (await hq.check(undefined, { ...program, ...change })).failures;
    expect(await wrong({ psk: secret("abc") })).toEqual([["", expect.stringContaining("psk")]]);
    expect(await wrong({ peerAdress: "canary" })).toEqual([
      ["", expect.stringMatching(/did you mean "peerAddress"\?$/)],
    ]);
    expect(await wrong({ initiator: "canary" })).toEqual([["", expect.stringContaining("initiator")]]);
    expect(await wrong({ peerId: asset })).toEqual([["", "peerId is an asset or archive: give a plain value"]]);
    const { psk: _, ...without } = program;
    expect((await hq.check(undefined, without)).failures).toEqual([["", expect.stringContaining("psk")]]);
    expect((await hq.check({ ...without, name: "other" }, without)).failures).toEqual([
      ["", expect.stringContaining("psk")],
    ]);
  });

  test("shows no value that the program marks as a secret, at any depth", async () => {
    const wrong = {
      peerAddress: secret("canary one!"),
      mtu: secret("canary-two"),
      dpd: { action: secret("canary-three") },
      tags: { env: secret("canary four") },
    };
    const { failures } = await hq.check(undefined, { ...program, ...wrong });
    expect(failures.map(([, reason]) => reason.split(" ")[0]).sort()).toEqual([
      "dpd.action",
      "mtu",
      "peerAddress",
      "tags.env",
    ]);
    expect(JSON.stringify(failures)).not.toContain("canary");
  });

  test("leaves unknown values of every type alone", async () => {
    const number = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
    const given = {
      ...program,
      psk: secret(UNKNOWN),
      vpnserviceId: UNKNOWN,
      mtu: number,
      dpd: { action: "hold", interval: number, timeout: 120 },
    };
    const { inputs, failures } = await hq.check(undefined, given);
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ ...given, initiator: "bi-directional", adminStateUp: true });
  });

  test("warns under the resource, once, and not of what was so before", async () => {
    const { inputs } = await hq.check(undefined, { ...program, mtu: 1400 });
    await hq.check(undefined, { ...program, mtu: 1400 });
    await hq.check(inputs, { ...program, mtu: 1400 });
    expect(plugin.lines).toEqual([
      { severity: "warning", message: expect.stringMatching(/^mtu is 1400: /), urn: hq.urn, isPassing: false },
    ]);
  });
});

async function invoke(token: string, args: Record<string, unknown>): Promise<Record<string, unknown>> {
  const request = new messages.InvokeRequest();
  request.setTok(token);
  request.setArgs(bag(args));
  const answer = await plugin.call<messages.InvokeResponse>((done) => plugin.client.invoke(request, done));
  return answer.getReturn()?.toJavaScript() ?? {};
}

describe("functions", () => {
  async function list(token: string, query: Record<string, unknown>, limit = 0) {
    const request = new messages.ListRequest();
    request.setToken(token);
    request.setQuery(bag(query));
    request.setLimit(limit);
    const found: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      const stream = plugin.client.list(request);
      stream.on("data", (each: messages.ListResponse) => found.push(each.getResult()?.toObject()));
      stream.on("end", resolve);
      stream.on("error", reject);
    });
    return found;
  }

  test("find one, or all, without secrets", async () => {
    const { id } = await hq.create((await hq.check(undefined, program)).inputs);
    const one = await invoke("vpnaas:index:getIpsecSiteConnection", { name: "hq" });
    expect(one).toMatchObject({ id, name: "hq", peerAddress: "203.0.113.9", region: "eu-de" });
    expect(one).not.toHaveProperty("psk");
    const all = await invoke("vpnaas:index:listIpsecSiteConnections", {});
    expect(all).toEqual({ ipsecSiteConnections: [one] });
    expect(await list("vpnaas:index:IpsecSiteConnection", { peerAddress: "203.0.113.9" })).toEqual([
      { id, name: "hq" },
    ]);
    expect(await list("vpnaas:index:IkePolicy", {}, 1)).toHaveLength(1);
    expect((await list("vpnaas:index:IkePolicy", {})).length).toBeGreaterThan(1);
  });

  test("say what they did not find, without a secret; and what they do not know", async () => {
    const { message } = await failing(invoke("vpnaas:index:getIkePolicy", { name: secret("canary-7") }));
    expect(message).toContain("Looking up the IkePolicy with name [secret] failed");
    expect(message).not.toContain("canary-7");
    const none = await failing(invoke("vpnaas:index:getTeleporter", {}));
    expect(none.message).toBe("This version of the plugin vpnaas has no function vpnaas:index:getTeleporter");
    const unknown = await failing(invoke("vpnaas:index:getIkePolicy", { id: UNKNOWN }));
    expect(unknown.message).toBe("Looking up the IkePolicy failed: id is not known in this preview");
  });
});

describe("peerConfiguration", () => {
  const args = {
    format: "libreswan",
    gatewayAddress: "198.51.100.7",
    localCidrs: ["10.10.0.0/24"],
    peerAddress: "203.0.113.9",
    peerCidrs: ["10.20.0.0/16"],
    psk: secret(PSK),
  };

  test("renders what is declared, with the files marked as secrets, and asks no service", async () => {
    const answer = await invoke("vpnaas:index:peerConfiguration", { ...args, ike: { pfs: "group19" } });
    expect(answer).toMatchObject({ format: "libreswan", commands: expect.arrayContaining(["ipsec auto --up cloud"]) });
    expect(answer.files).toEqual(
      secret([
        { path: "/etc/ipsec.d/cloud.conf", content: expect.stringContaining("ike=aes256-sha2_256-dh19\n") },
        { path: "/etc/ipsec.d/cloud.secrets", content: `203.0.113.9 198.51.100.7 : PSK "${PSK}"\n` },
      ]),
    );
    expect(emulator.log).toEqual([]);
  });

  test("says what is wrong, and what it does not know, without the key", async () => {
    const wrong = { ...args, ike: { pfs: "group22" } };
    const { message } = await failing(invoke("vpnaas:index:peerConfiguration", wrong));
    expect(message).toContain('ike.pfs "group22" has no word in libreswan (ipsec.conf): it has group5, group14');
    expect(message).not.toContain(PSK);
    const unknown = await failing(invoke("vpnaas:index:peerConfiguration", { ...args, gatewayAddress: UNKNOWN }));
    expect(unknown.message).toBe("peerConfiguration: gatewayAddress is not known in this preview");
  });
});

describe("a request to stop", () => {
  const stop = () => plugin.call((done) => plugin.client.cancel(new Empty(), done));

  test("ends a create that waits, within a second: id and outputs are kept, with one reason", async () => {
    Object.assign(emulator.transitions.create, { reads: 1, hold: true });
    const { inputs } = await hq.check(undefined, program);
    const creating = failing(hq.create(inputs));
    while (emulator.requests({ method: "GET", path: /ipsec-site-connections\// }).length < 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const before = performance.now();
    await stop();
    const failure = await creating;
    expect(performance.now() - before).toBeLessThan(1_000);
    const [id] = emulator.connections.keys();
    expect(failure.kept).toMatchObject({ id, outputs: { psk: secret(PSK), peerId: "203.0.113.9" } });
    expect(failure.kept?.reasons).toEqual([
      expect.stringContaining("stopped waiting because Pulumi was asked to stop. It is kept in the state."),
    ]);
  });

  test("is forgotten by an engine that attaches to the same process later: its waits go on", async () => {
    await stop();
    const handshake = new messages.ProviderHandshakeRequest();
    handshake.setEngineAddress(plugin.engine);
    await plugin.call((done) => plugin.client.handshake(handshake, done));
    const attach = new PluginAttach();
    attach.setAddress(plugin.engine);
    await plugin.call((done) => plugin.client.attach(attach, done));
    Object.assign(emulator.transitions.create, { reads: 2 });
    const { outputs } = await hq.create((await hq.check(undefined, program)).inputs);
    expect(outputs.status).toBe("DOWN");
  });

  test("says nothing where nothing waits", async () => {
    await stop();
    expect(plugin.lines).toEqual([]);
  });
});

test("lines that only report a wait are passing ones; each is heard before its call ends", async () => {
  const connection = createConnection();
  connection.open(plugin.engine);
  await connection.during("urn:a", async () => {
    connection.log("PENDING_CREATE 10 s: hq", { passing: true });
    connection.log("warning: mtu is odd");
  });
  expect(plugin.lines).toEqual([
    { severity: "info", message: "PENDING_CREATE 10 s: hq", urn: "urn:a", isPassing: true },
    { severity: "warning", message: "mtu is odd", urn: "urn:a", isPassing: false },
  ]);
  connection.close();
});

test("an engine that is gone stops nothing", async () => {
  const connection = createConnection();
  connection.open("127.0.0.1:1");
  expect(await connection.during("urn:a", async () => connection.log("nobody hears this"))).toBeUndefined();
  connection.close();
});
