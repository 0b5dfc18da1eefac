// A create that Open Telekom Cloud refuses because of an object that is there: the message names it, whose it is, and the one way out.

import { PATH, STACK } from "../../src/adapters/autoname";
import type { StateEntry } from "../../src/core/contract";
import { failureOf } from "../support/rejections";
import { entryOf, openStage, type Stage } from "../support/stage";

type Inputs = Record<string, unknown>;

const COMPONENT = "vpnaas:index:SiteToSiteVpn";
const HUB = `urn:pulumi:dev::story::${COMPONENT}::hub`;
const WIDER = "11111111-2222-3333-4444-555555555555";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  // The seeded groups are 10.20.0.0/24 and the first subnet.
  stage.emulator.place("endpointGroups", { id: WIDER, type: "cidr", endpoints: ["10.30.0.0/24", "10.20.0.0/24"] });
});
afterEach(() => stage.close());

const ofStack = (inputs: Inputs, path: string): Inputs => ({
  ...inputs,
  [STACK]: "organization/story/dev",
  [PATH]: path,
});

/** What refuses a second object, by the code of the service: the change that is refused, and what both have in common. */
interface Refusal {
  readonly code: string;
  readonly kind: "IpsecSiteConnection" | "VpnService";
  readonly title: string;
  readonly name: string;
  change(stage: Stage): Inputs;
  readonly common: string;
  readonly other: string;
}

const CONNECTION = { kind: "IpsecSiteConnection", title: "IPsec site connection", name: "hq" } as const;
const OTHER_PEER = { peerAddress: "203.0.113.77", peerId: "203.0.113.77" };
const REFUSALS: readonly Refusal[] = [
  {
    ...CONNECTION,
    code: "VPC.1004",
    change: () => ({}),
    common: "has the same peerAddress",
    other: "another peerAddress",
  },
  {
    ...CONNECTION,
    code: "VPC.1018",
    change: () => ({ ...OTHER_PEER, peerEpGroupId: WIDER }),
    common: "joins some of these subnets",
    other: "other subnets",
  },
  {
    ...CONNECTION,
    code: "VPC.1021",
    change: ({ emulator }) => ({
      ...OTHER_PEER,
      peerEpGroupId: WIDER,
      localEpGroupId: emulator.seeded.secondLocalEpGroupId,
    }),
    common: "reaches some of these remote subnets",
    other: "other remote subnets",
  },
  {
    code: "VPC.1026",
    kind: "VpnService",
    title: "VPN service",
    name: "hub",
    change: () => ({}),
    common: "has the same routerId",
    other: "another routerId",
  },
];

const COLLECTIONS = {
  IpsecSiteConnection: ({ emulator }: Stage) => ({
    items: emulator.connections,
    path: "/v2.0/vpn/ipsec-site-connections",
    list: "ipsec_site_connections",
  }),
  VpnService: ({ emulator }: Stage) => ({
    items: emulator.vpnservices,
    path: "/v2.0/vpn/vpnservices",
    list: "vpnservices",
  }),
};

describe.each(REFUSALS)("$code", ({ code, kind, title, name, change, common, other }) => {
  let id: string;
  beforeEach(async () => {
    id = (await stage.another({}, kind).create(stage.of(kind).inputs())).id;
    stage.emulator.clearLog();
  });

  const there = () => `In the way: ${title} "${name}" (${id}) ${common}`;
  const refused = (path: string) =>
    failureOf(
      stage.of(kind).handler.create(ofStack(stage.of(kind).inputs({ name: "second", ...change(stage) }), path)),
    );
  const holds = (entry: Partial<StateEntry>) => stage.resources.push(entryOf({ kind, id, ...entry }));
  const writes = () => stage.exchanges().filter((exchange) => !exchange.startsWith("GET"));

  test("of the resource that this run replaces → deleteBeforeReplace", async () => {
    holds({ path: "::hq" });
    const { message } = await refused("::hq");
    expect(message).toContain(`400 ${code}: `);
    expect(message).toMatch(/\(request id req-/);
    expect(message).toContain(`${there()}. This run replaces it: give hq the option deleteBeforeReplace: true`);
    expect(message).not.toMatch(/aliases|adoptId/);
    expect(writes()).toEqual(["POST 400"]);
  });

  test("of the resource that this run replaces under an alias → deleteBeforeReplace", async () => {
    holds({ path: "::paris" });
    const { handler, inputs } = stage.of(kind);
    handler.diff(ofStack(inputs(), "::paris"), ofStack(inputs(), "::lyon"), undefined, id.toUpperCase());
    const { message } = await refused("::lyon");
    expect(message).toContain(`${there()}. This run replaces it: give lyon the option deleteBeforeReplace: true`);
    expect(stage.questions.count).toBe(0);
  });

  test("of a resource of the stack that the program has no more → aliases, with the names", async () => {
    holds({ path: "::paris" });
    const { message } = await refused("::lyon");
    const urn = `urn:pulumi:dev::story::pulumi-nodejs:dynamic/vpnaas:${kind}::paris`;
    expect(message).toContain(`400 ${code}: `);
    expect(message).toContain(
      `${there()}: resource paris of this stack. If lyon is its new name, give lyon the option ` +
        `aliases: [{ name: "paris" }], or run \`pulumi state rename '${urn}' lyon\``,
    );
    expect(message).not.toMatch(/deleteBeforeReplace|adoptId/);
    expect(writes()).toEqual(["POST 400"]);
  });

  test("of a resource that the program has under its own name → one of the two has to be another", async () => {
    holds({ path: "::paris" });
    const { handler, inputs } = stage.of(kind);
    handler.diff(ofStack(inputs(), "::paris"), ofStack(inputs(), "::paris"), undefined, id);
    const { message } = await refused("::lyon");
    expect(message).toContain(`${there()}: resource paris of this program. Give one of the two ${other}`);
    expect(message).not.toMatch(/deleteBeforeReplace|adoptId|aliases/);
  });

  test("of a resource of the program that is to be changed → run again", async () => {
    const { handler, inputs } = stage.of(kind);
    const moved = {
      peerAddress: "203.0.113.88",
      peerEpGroupId: WIDER,
      routerId: stage.emulator.seeded.secondRouterId,
    };
    const news = Object.fromEntries(Object.entries(moved).filter(([input]) => input in inputs()));
    handler.diff(ofStack(inputs(), "::paris"), ofStack({ ...inputs(), ...news }, "::paris"), undefined, id);
    expect((await refused("::lyon")).message).toContain(
      `${there()}: resource paris of this program, which is to change: run \`pulumi up\` again`,
    );
  });

  test("of no resource of the stack → adoptId, or another", async () => {
    holds({ id: "00000000-0000-4000-8000-00000000000a", path: "::paris" });
    const { message } = await refused("::lyon");
    expect(message).toContain(
      `${there()}; it is not in this stack's state. To manage it here, set adoptId: "${id}"; if no one needs it, ` +
        `delete it; or choose ${other}`,
    );
    expect(message).not.toMatch(/deleteBeforeReplace|aliases/);
    expect(writes()).toEqual(["POST 400"]);
  });

  test("of no resource of the stack, wanted in a component → what the component can do", async () => {
    const { message } = await refused("vpnaas:index:SiteToSiteVpn::hub-part");
    const instead = kind === "VpnService" ? `, or use it as it is: vpnserviceId: "${id}" instead of routerId` : "";
    expect(message).toContain(
      `To manage it here, set adoptId: "${id}", by a transformation of its component${instead}; if no one needs it, delete it`,
    );
  });

  test("of a resource of another package → no alias", async () => {
    holds({ kind: undefined, path: "::theirs" });
    expect((await refused("::lyon")).message).toContain(
      `${there()}: resource theirs of this stack. Give one of the two ${other}`,
    );
  });

  test("the state cannot be had → the object, the reason, and all ways out", async () => {
    holds({ path: "::paris" });
    stage.stateFailures.push(new Error("pulumi is missing"));
    const { message } = await refused("::lyon");
    expect(message).toContain(
      `in the way: ${title} "${name}" (${id}) ${common}; whether this stack holds it is not known: pulumi is missing`,
    );
    expect(message).toContain("use `aliases` or `pulumi state rename`");
    expect(message).toContain("set deleteBeforeReplace: true");
  });

  test("without a stack → the object, and all ways out", async () => {
    const { handler, inputs } = stage.of(kind);
    const { message } = await failureOf(handler.create(inputs({ name: "second", ...change(stage) })));
    expect(message).toContain(`in the way: ${title} "${name}" (${id}) ${common}. `);
    expect(message).toContain("use `aliases` or `pulumi state rename`");
    expect(stage.questions.count).toBe(0);
  });

  test("the list fails → the server's sentence and all ways out", async () => {
    const reply = { status: 403, body: { code: "VPC.1017", message: "no permission" } };
    stage.emulator.fault({ match: { method: "GET" }, times: Number.POSITIVE_INFINITY, reply });
    const { handler, inputs } = stage.of(kind);
    const { message } = await failureOf(handler.create(inputs({ name: "second", ...change(stage) })));
    expect(message).toContain(`400 ${code}: `);
    expect(message).not.toMatch(/in the way:|no permission/i);
    expect(message).toContain("set deleteBeforeReplace: true");
  });

  test.each([
    ["does not show it", () => []],
    ["shows it in another project", (stored: object) => [{ ...stored, tenant_id: "f0000000000000000000000000000000" }]],
  ] as const)("the list %s → the server's sentence and all ways out", async (_, shown) => {
    const { items, path, list } = COLLECTIONS[kind](stage);
    const reply = { status: 200, body: { [list]: shown({ ...items.get(id) }) } };
    stage.emulator.fault({ match: { method: "GET", path }, times: Number.POSITIVE_INFINITY, reply });
    const { message } = await refused("::lyon");
    expect(message).toContain(`400 ${code}: `);
    expect(message).not.toMatch(/in the way:/i);
    expect(message).toContain("use `aliases` or `pulumi state rename`");
    expect(stage.questions.count).toBe(0);
  });
});

describe("a connection of SiteToSiteVpn", () => {
  let id: string;
  beforeEach(async () => {
    id = (await stage.another().create(stage.inputs())).id;
  });

  const refused = async (before: string, now: string, parents = COMPONENT) => {
    stage.resources.push(entryOf({ kind: "IpsecSiteConnection", id, path: `${COMPONENT}::${before}`, parent: HUB }));
    return (await failureOf(stage.handler.create(ofStack(stage.inputs(), `${parents}::${now}`)))).message;
  };
  const URN = (name: string) =>
    `urn:pulumi:dev::story::${COMPONENT}$pulumi-nodejs:dynamic/vpnaas:IpsecSiteConnection::${name}`;

  test("whose site has another name → formerly", async () => {
    expect(await refused("hub-paris", "hub-lyon")).toContain(
      'resource hub-paris of this stack. If lyon is the new name of the site paris, give its entry formerly: "paris"',
    );
  });

  test("a standby whose site has another name → formerly of the site", async () => {
    expect(await refused("hub-paris-standby", "hub-lyon-standby")).toContain(
      'If lyon is the new name of the site paris, give its entry formerly: "paris"',
    );
  });

  test("a connection that becomes a standby → pulumi state rename", async () => {
    expect(await refused("hub-paris", "hub-lyon-standby")).toContain(
      `If hub-lyon-standby is its new name, run \`pulumi state rename '${URN("hub-paris")}' hub-lyon-standby\``,
    );
  });

  test("whose component has another name → an alias of the component", async () => {
    expect(await refused("hub-paris", "core-paris")).toContain(
      'If core is the new name of the component hub, put the name hub back and run `pulumi up`; then give core the option aliases: [{ name: "hub" }]',
    );
  });

  test("whose component and site have other names → pulumi state rename", async () => {
    expect(await refused("hub-paris", "core-lyon")).toContain(
      `If core-lyon is its new name, run \`pulumi state rename '${URN("hub-paris")}' core-lyon\``,
    );
  });

  test("that moves under another parent → an alias with its URN", async () => {
    expect(await refused("hub-paris", "paris", "my:Site")).toContain(
      `If paris is its new name, give paris the option aliases: ["${URN("hub-paris")}"]`,
    );
  });

  test("that this run replaces → deleteBeforeReplace, by a transformation", async () => {
    expect(await refused("hub-paris", "hub-paris")).toContain(
      "This run replaces it: give hub-paris the option deleteBeforeReplace: true, by a transformation of its component",
    );
  });
});

test("two new resources of one program to one peer: the second names the first, without a question", async () => {
  const { id } = await stage.handler.create(ofStack(stage.inputs(), "::paris"));
  const error = await failureOf(stage.handler.create(ofStack(stage.inputs({ name: "second" }), "::lyon")));
  expect(error.message).toContain(
    `In the way: IPsec site connection "hq" (${id}) has the same peerAddress: resource paris of this program. ` +
      "Give one of the two another peerAddress",
  );
  expect(stage.questions.count).toBe(0);
});

test("an object that this run has adopted belongs to the resource that adopted it", async () => {
  const { id } = await stage.another().create(stage.inputs());
  await stage.handler.create(ofStack(stage.inputs({ adoptId: id }), "::paris"));
  const error = await failureOf(stage.handler.create(ofStack(stage.inputs({ name: "second" }), "::lyon")));
  expect(error.message).toContain("resource paris of this program. Give one of the two another peerAddress");
});

test("a refusal for another reason costs no list", async () => {
  const reply = { status: 400, body: { code: "VPC.1001", message: "bad parameter" } };
  stage.emulator.fault({ match: { method: "POST", path: "/v2.0/vpn/ipsec-site-connections" }, reply });
  await failureOf(stage.handler.create(stage.inputs()));
  expect(stage.exchanges()).toEqual(["POST 400"]);
});

test("a refused connection costs one list, with subnets one of the endpoint groups next to it", async () => {
  await stage.another().create(stage.inputs());
  stage.emulator.clearLog();
  await failureOf(stage.handler.create(stage.inputs()));
  expect(stage.exchanges()).toEqual(["POST 400", "GET 200"]);
  stage.emulator.clearLog();
  await failureOf(stage.handler.create(stage.inputs({ ...OTHER_PEER, peerEpGroupId: WIDER })));
  expect(stage.exchanges()).toEqual(["POST 400", "GET 200", "GET 200"]);
});
