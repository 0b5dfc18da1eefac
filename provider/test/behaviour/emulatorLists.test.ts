// Lists of the emulator: fields, filters, order, pages and their links, as far as emulatorRecordings.test.ts does not have them.
// The list as a read that lets a status settle is in emulatorStatus.test.ts.
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { call, connectionsPath, errorOf, messageOf, recordOf } from "../support/emulatorClient";

const ids = ["a", "b", "c", "d"].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000000`);
const [first, second, third, fourth] = ids;
let emulator: Emulator;

async function start(options: EmulatorOptions): Promise<void> {
  emulator = await startEmulator(options);
  // Placed out of order: lists are sorted by id.
  for (const [index, id] of ids.toReversed().entries()) {
    const name = ["delta", "", "beta", "alpha"][index];
    emulator.place("connections", {
      id,
      name,
      status: index === 0 ? "ACTIVE" : "DOWN",
      admin_state_up: index !== 1,
      mtu: 1400 + index,
      psk: `secret-${index}`,
    });
  }
}
afterEach(() => emulator.close());

async function list(query: string): Promise<Record<string, unknown>> {
  return recordOf((await call(emulator, `GET ${connectionsPath}?${query}`)).body);
}
async function listIds(query: string): Promise<unknown> {
  const items = (await list(`fields=id&${query}`)).ipsec_site_connections;
  return Array.isArray(items) ? items.map((item) => recordOf(item).id) : items;
}

test.each([
  { reason: "nothing", query: "", found: ids },
  { reason: "two ids, OR", query: `id=${first}&id=${third}`, found: [first, third] },
  { reason: "an id that is missing", query: `id=${first}&id=nope`, found: [first] },
  { reason: "the psk", query: "psk=secret-0", found: [fourth] },
])("a list filtered by $reason", async ({ query, found }) => {
  await start({ dialect: "openstack" });

  expect(await listIds(query)).toEqual(found);
});

test("fields can be repeated, unknown ones are dropped", async () => {
  await start({ dialect: "openstack" });

  expect(await list(`id=${first}&fields=id&fields=status&fields=nope`)).toEqual({
    ipsec_site_connections: [{ id: first, status: "DOWN" }],
  });
});

test("a list with sort_key=psk&sort_dir=asc is refused", async () => {
  await start({ dialect: "openstack" });
  const answer = await call(emulator, `GET ${connectionsPath}?sort_key=psk&sort_dir=asc`);

  expect([answer.status, errorOf(answer), messageOf(answer)]).toEqual([
    400,
    "HTTPBadRequest",
    "'psk' is an invalid attribute for sort keys",
  ]);
});

test("filters can be refused altogether, as newer servers do", async () => {
  await start({ dialect: "openstack", refuseFilters: true });
  const answer = await call(emulator, `GET ${connectionsPath}?name=x&fields=id`);

  expect([answer.status, messageOf(answer)]).toEqual([400, "['name'] is invalid attribute for filtering"]);
});

test("pages carry links to the next and the previous one, and a full last page is followed by an empty one", async () => {
  await start({ dialect: "openstack" });
  const self = `${emulator.url}${connectionsPath}?limit=2&fields=id`;

  expect(await list("limit=2&fields=id")).toEqual({
    ipsec_site_connections: [{ id: first }, { id: second }],
    ipsec_site_connections_links: [
      { rel: "next", href: `${self}&marker=${second}` },
      { rel: "previous", href: `${self}&marker=${first}&page_reverse=True` },
    ],
  });
  expect(await list(`limit=2&fields=id&marker=${second}`)).toEqual({
    ipsec_site_connections: [{ id: third }, { id: fourth }],
    ipsec_site_connections_links: [
      { rel: "next", href: `${self}&marker=${fourth}` },
      { rel: "previous", href: `${self}&marker=${third}&page_reverse=True` },
    ],
  });
  expect(await list(`limit=2&fields=id&marker=${fourth}`)).toEqual({
    ipsec_site_connections: [],
    ipsec_site_connections_links: [{ rel: "previous", href: `${self}&page_reverse=True` }],
  });
  expect(await listIds(`limit=2&marker=${third}&page_reverse=True`)).toEqual([first, second]);
  expect(await listIds("limit=2&marker=unknown")).toEqual([]);
});

test("a short page backwards has a next link and no previous one", async () => {
  await start({ dialect: "openstack" });

  expect(await list(`limit=2&fields=id&marker=${second}&page_reverse=True`)).toEqual({
    ipsec_site_connections: [{ id: first }],
    ipsec_site_connections_links: [
      { rel: "next", href: `${emulator.url}${connectionsPath}?limit=2&fields=id&marker=${first}` },
    ],
  });
});

test("the server's own cap makes pages where none were asked for, and can be set while it runs", async () => {
  await start({ dialect: "openstack", pageSize: 3 });
  const capped = await list("fields=id");
  const larger = await list("fields=id&limit=100");
  emulator.pageSize = undefined;
  const free = await list("fields=id");

  const page = [{ id: first }, { id: second }, { id: third }];
  expect([capped.ipsec_site_connections, larger.ipsec_site_connections]).toEqual([page, page]);
  expect(capped.ipsec_site_connections_links).toContainEqual({
    rel: "next",
    href: `${emulator.url}${connectionsPath}?fields=id&marker=${third}`,
  });
  expect(free).toEqual({ ipsec_site_connections: [...page, { id: fourth }] });
});

test("otc's links name a host that cannot be reached from outside", async () => {
  await start({ dialect: "otc" });
  const { ipsec_site_connections_links: links } = await list("limit=3&fields=id");

  expect(links).toContainEqual({
    rel: "next",
    href: `http://vpc-internal.eu-de.invalid${connectionsPath}?limit=3&fields=id&marker=${third}`,
  });
});
