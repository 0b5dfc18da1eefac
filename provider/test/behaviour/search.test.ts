// Finding objects by id and by filters, against the emulator on both dialects: what is asked, what is found, what is said.
// Outputs and settings are in lookups.test.ts.
import type { Dialect } from "../../emulator";
import type { Kind } from "../../src/core/schema";
import { findAll, findOne, type Query } from "../../src/lookups/search";
import { LIVES } from "../support/lives";
import { rejectionOf, withoutProxies } from "../support/loopback";
import { openStage, type Stage } from "../support/stage";

withoutProxies();

const MISSING = "aaaaaaaa-0000-4000-8000-00000000dead";
const SERVICES = "/v2.0/vpn/vpnservices";
const PLACE = "in the project and region of the settings";

const stages = new Map<Dialect, Stage>();
beforeAll(async () => {
  for (const dialect of ["otc", "openstack"] as const) {
    // Pages shorter than any list, and a service that refuses every filter.
    const stage = await openStage({ dialect, pageSize: 2, refuseFilters: true });
    stages.set(dialect, stage);
    for (const [id, change] of connections) stage.emulator.place("connections", connection(stage, id, change));
  }
});
afterAll(() => Promise.all([...stages.values()].map((stage) => stage.close())));
beforeEach(() => {
  for (const { emulator } of stages.values()) emulator.clearLog();
});

const connections: readonly [string, Record<string, unknown>][] = [
  ["hq", { mtu: 1400, status: "ACTIVE", tags: tags({ team: "net", env: "prod" }) }],
  ["branch", { mtu: 1500, status: "PENDING UPDATE", tags: tags({ team: "net" }) }],
  ["legacy", { mtu: 1500, status: "DOWN", tags: [], peer_cidrs: ["10.1.0.0/16", "10.2.0.0/16"] }],
];

function tags(values: Record<string, string>) {
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}

/** A connection as the service has it; its id is its name. */
function connection({ emulator }: Stage, id: string, change: Record<string, unknown>) {
  const { tags: given, ...rest } = change;
  return {
    id,
    tenant_id: emulator.credentials.projectId,
    name: id,
    description: "",
    psk: "Psk-of-somebody-else",
    peer_address: "203.0.113.9",
    peer_id: "partner",
    peer_cidrs: [],
    admin_state_up: id !== "branch",
    ...rest,
    ...(emulator.dialect === "otc" ? { tags: given } : {}),
  };
}

function on(dialect: Dialect, kind: Kind) {
  const stage = stages.get(dialect);
  if (stage === undefined) throw new Error(`no stage for ${dialect}`);
  return { ...stage, handler: stage.of(kind).handler, seeded: stage.emulator.seeded };
}

const query = (kind: Kind, filters: Record<string, unknown>, hidden: string[] = []): Query => ({
  kind,
  filters,
  hidden,
});

async function found(dialect: Dialect, kind: Kind, filters: Record<string, unknown>): Promise<string[]> {
  return (await findAll(on(dialect, kind).handler, query(kind, filters))).map(({ id }) => id);
}

async function refused(dialect: Dialect, kind: Kind, filters: Record<string, unknown>, hidden: string[] = []) {
  return String(await rejectionOf(findOne(on(dialect, kind).handler, query(kind, filters, hidden))));
}

describe.each(["otc", "openstack"] as const)("on %s", (dialect) => {
  test.each([
    ["VpnService", "vpnserviceId", "service-one"],
    ["IkePolicy", "ikepolicyId", "ike-one"],
    ["IpsecPolicy", "ipsecpolicyId", "ipsec-one"],
    ["EndpointGroup", "localEpGroupId", "local-one"],
  ] as const)(
    "%s by id is one GET of it, by name one list, page by page and without a filter",
    async (kind, id, name) => {
      const { handler, emulator, seeded } = on(dialect, kind);
      const byId = await findOne(handler, query(kind, { id: seeded[id] }));
      expect(byId).toMatchObject({ id: seeded[id], outs: { name } });
      expect(emulator.vpnRequests().map(({ path }) => path)).toEqual([expect.stringContaining(`/${seeded[id]}`)]);
      emulator.clearLog();
      expect(await findOne(handler, query(kind, { name }))).toEqual(byId);
      for (const { path, query: sent } of emulator.vpnRequests()) {
        expect(path).not.toContain(seeded[id]);
        expect(sent).not.toContain("name");
      }
    },
  );

  test("a list follows the pages to the end", async () => {
    const { emulator } = on(dialect, "VpnService");
    expect(await found(dialect, "VpnService", {})).toHaveLength(3);
    expect(emulator.vpnRequests().map(({ method, path, status }) => [method, path, status])).toEqual([
      ["GET", SERVICES, 200],
      ["GET", SERVICES, 200],
    ]);
  });

  test.each<[string, Kind, Record<string, unknown>, string[]]>([
    ["a text", "IpsecSiteConnection", { name: "hq" }, ["hq"]],
    ["a text, exactly", "IpsecSiteConnection", { name: "HQ" }, []],
    ["the id", "IpsecSiteConnection", { id: "hq" }, ["hq"]],
    ["a number", "IpsecSiteConnection", { mtu: 1500 }, ["branch", "legacy"]],
    ["true or false", "IpsecSiteConnection", { adminStateUp: false }, ["branch"]],
    ["a status in the spelling of the outputs", "IpsecSiteConnection", { status: "PENDING_UPDATE" }, ["branch"]],
    ["a set in another order", "IpsecSiteConnection", { peerCidrs: ["10.2.0.0/16", "10.1.0.0/16"] }, ["legacy"]],
    ["only a whole set", "IpsecSiteConnection", { peerCidrs: ["10.2.0.0/16"] }, []],
    ["the empty set", "IpsecSiteConnection", { peerCidrs: [] }, ["branch", "hq"]],
    ["several at once", "IpsecSiteConnection", { mtu: 1500, status: "DOWN" }, ["legacy"]],
    ["a filter that is undefined is none", "IpsecSiteConnection", { name: undefined, mtu: 1400 }, ["hq"]],
    ["an empty map asks for nothing", "IpsecSiteConnection", { tags: {} }, ["branch", "hq", "legacy"]],
    ["the project under its newer name", "IkePolicy", { projectId: "another" }, []],
    ["an algorithm", "IkePolicy", { encryptionAlgorithm: "aes-128" }, []],
    [
      "a router",
      "VpnService",
      { routerId: "55555555-0000-4000-8000-000000000002" },
      ["22222222-0000-4000-8000-000000000001"],
    ],
    [
      "a type and its endpoints",
      "EndpointGroup",
      { type: "cidr", endpoints: ["10.21.0.0/24"] },
      ["22222222-0000-4000-8000-000000000005"],
    ],
  ])("looks for %s", async (_reason, kind, filters, ids) => {
    expect(await found(dialect, kind, filters)).toEqual(ids);
  });

  test("finds nothing of another project", async () => {
    const { another, emulator, seeded } = on(dialect, "VpnService");
    const { username, password, projectName } = emulator.otherCredentials;
    const other = another({ username, password, projectName }, "VpnService");
    const said = String(await rejectionOf(findOne(other, query("VpnService", { id: seeded.vpnserviceId }))));
    expect(said).toContain(`there is none with this id ${PLACE}`);
    expect(String(await rejectionOf(findOne(other, query("VpnService", { name: "service-one" }))))).toContain(
      `Looking up the VpnService with name "service-one" failed: there is none at all ${PLACE}`,
    );
  });
});

describe.each(LIVES)("an administrator sees all projects: a lookup of the $kind", ({ kind, stored }) => {
  const theirs = { id: "their-id", tenant_id: "their-project", name: "theirs", description: "", endpoints: [] };
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ dialect: "openstack" });
    stage.emulator.seeAllProjects = true;
    stored(stage.emulator).set(theirs.id, theirs);
  });
  afterAll(() => stage.close());

  test("by name stays in the project of the login, and says where the other is", async () => {
    const { handler } = stage.of(kind);
    const said = String(await rejectionOf(findOne(handler, query(kind, { name: "theirs" }))));
    expect(said).toBe(
      `Error: Looking up the ${kind} with name "theirs" failed: none is in the project of the login, but other projects ` +
        "have 1: their-id (project their-project). Give the tenantId or the id of the one that is meant, or log in to its project",
    );
    expect(await findAll(handler, query(kind, { name: "theirs" }))).toEqual([]);
  });

  test.each([
    { name: "theirs", tenantId: "their-project" },
    { name: "theirs", projectId: "their-project" },
    { id: "their-id" },
  ])("by %o finds it", async (filters) => {
    const { handler } = stage.of(kind);
    expect(await findOne(handler, query(kind, filters))).toMatchObject({ id: "their-id" });
  });

  test("a twin in another project is no second one", async () => {
    const own = { ...theirs, id: "own-id", tenant_id: stage.emulator.credentials.projectId };
    stored(stage.emulator).set(own.id, own);
    const { handler } = stage.of(kind);
    expect(await findOne(handler, query(kind, { name: "theirs" }))).toMatchObject({ id: "own-id" });
    const all = await findAll(handler, query(kind, { name: "theirs" }));
    expect(all.map(({ id }) => id)).toEqual(["own-id"]);
  });
});

test("on otc, tags are found where all given ones are there", async () => {
  expect(await found("otc", "IpsecSiteConnection", { tags: { team: "net" } })).toEqual(["branch", "hq"]);
  expect(await found("otc", "IpsecSiteConnection", { tags: { team: "net", env: "prod" } })).toEqual(["hq"]);
  expect(await found("otc", "IpsecSiteConnection", { tags: { team: "other" } })).toEqual([]);
  expect(await found("openstack", "IpsecSiteConnection", { tags: { team: "net" } })).toEqual([]);
});

test("one that is not there says what was looked for, and among how many", async () => {
  expect(await refused("otc", "IpsecSiteConnection", { name: "HQ", tags: { env: "prod" } })).toBe(
    `Error: Looking up the IpsecSiteConnection with name "HQ", tags {"env":"prod"} failed: none of the 3 ${PLACE} matches ` +
      '(exact match, case counts). There are: "branch", "hq", "legacy". Correct what is looked for, or the settings',
  );
});

test("several say which", async () => {
  expect(await refused("openstack", "IpsecSiteConnection", { peerId: "partner" })).toBe(
    'Error: Looking up the IpsecSiteConnection with peerId "partner" failed: there are 3: branch ("branch"), hq ("hq"), ' +
      'legacy ("legacy"). Say more about the one that is meant, or give its id',
  );
});

test("of more than ten, ten are named", async () => {
  const stage = await openStage({ seed: false });
  for (let n = 1; n <= 12; n++)
    stage.emulator.place("connections", connection(stage, `c${String(n).padStart(2, "0")}`, { tags: [] }));
  const { handler } = stage.of("IpsecSiteConnection");
  const said = String(await rejectionOf(findOne(handler, query("IpsecSiteConnection", { mtu: 0, name: undefined }))));
  const several = String(await rejectionOf(findOne(handler, query("IpsecSiteConnection", { peerId: "partner" }))));
  await stage.close();
  expect(said).toContain("with mtu 0 failed: none of the 12");
  expect(said).toContain('There are: "c01", "c02",');
  expect(said).toContain('"c10" and 2 more. Correct');
  expect(several).toContain('there are 12: c01 ("c01"), c02 ("c02"),');
  expect(several).toContain('c10 ("c10") and 2 more. Say more');
});

test("an id that is gone says so, without a second request", async () => {
  expect(await refused("otc", "VpnService", { id: MISSING })).toBe(
    `Error: Looking up the VpnService with id "${MISSING}" failed: there is none with this id ${PLACE}. ` +
      "It may have been deleted, or belong to another project. Correct the id, or the settings",
  );
  expect(on("otc", "VpnService").exchanges()).toEqual(["GET 404"]);
});

test("an id whose object is not as it should be says what differs", async () => {
  expect(await refused("otc", "IpsecSiteConnection", { id: "hq", name: "branch", mtu: 1400, localId: "x" })).toBe(
    'Error: Looking up the IpsecSiteConnection with id "hq", name "branch", mtu 1400, localId "x" failed: it exists, but its ' +
      'name is "hq", its localId is not set. Correct the id, or what else was looked for',
  );
});

test("an empty id is no id, and sends nothing", async () => {
  expect(await refused("otc", "VpnService", { id: "" })).toContain('"" is not an id; nothing was sent');
  expect(on("otc", "VpnService").exchanges()).toEqual([]);
});

test.each<[string, Record<string, unknown>, string]>([
  ["nothing", {}, "nothing says which one. Give an id, a name or another output of it"],
  ["only what is undefined", { name: undefined, mtu: null }, "all that is given is undefined: name, mtu. Give an id"],
  ["a misspelt name", { nmae: "hq" }, 'unknown property "nmae"; did you mean "name"?'],
  [
    "a misspelt name that is undefined",
    { peerAdress: undefined },
    'unknown property "peerAdress"; did you mean "peerAddress"?',
  ],
  ["the name of no output at all", { colour: "red" }, 'unknown property "colour"; known are adminStateUp, '],
  ["a part of an object", { dpd: { action: "hold" } }, "nothing can be looked up by dpd; known are adminStateUp, "],
  ["a number as text", { mtu: "1400" }, "mtu must be a whole number"],
  ["a text as number", { name: 5 }, "name must be a text"],
  ["a word for true", { adminStateUp: "true" }, "adminStateUp must be true or false"],
  ["one network for a list", { peerCidrs: "10.1.0.0/16" }, "peerCidrs must be a list of texts"],
  ["a tag with a number", { tags: { level: 5 } }, "tags must be a map of texts"],
])("%s is refused before anything is sent", async (_reason, filters, sentence) => {
  expect(await refused("otc", "IpsecSiteConnection", filters)).toContain(
    `Looking up the IpsecSiteConnection failed: ${sentence}`,
  );
  expect(on("otc", "IpsecSiteConnection").exchanges()).toEqual([]);
});

test("no one finds anything by a psk, and the message does not show it", async () => {
  const said = await refused("otc", "IpsecSiteConnection", { psk: "Psk-of-somebody-else" });
  expect(said).toContain("nothing can be looked up by psk; known are ");
  expect(said).not.toContain("Psk-of-somebody-else");
});

test("a filter that is a secret of the program stays out of every message", async () => {
  const filters = { name: "branch", peerId: "hidden-peer" };
  const none = await refused("otc", "IpsecSiteConnection", filters, ["peerId"]);
  expect(none).toContain('with name "branch", peerId [secret] failed: none of the 3');
  expect(await refused("otc", "IpsecSiteConnection", { name: "partner" }, ["name"])).not.toContain("There are");
  const several = await refused("otc", "IpsecSiteConnection", { peerId: "partner" }, ["peerId", "name"]);
  expect(several).toContain("peerId [secret] failed: there are 3: branch ([secret]), ");
  const other = await refused("otc", "IpsecSiteConnection", { id: "hq", peerId: "hidden-peer" }, ["peerId"]);
  expect(other).toContain("its peerId is [secret]");
  expect(none + several + other).not.toMatch(/hidden-peer|partner/);
});
