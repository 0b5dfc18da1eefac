// A service that keeps another value than it was sent, of what cannot be changed in place: a replacement would get the same again, so
// the object stays, and every preview reports the difference.
import type { Dialect } from "../../emulator";
import { LIVES } from "../support/lives";
import { nativeVerbs } from "../support/nativeVerbs";
import { settleAtOnce } from "../support/settleAtOnce";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
afterEach(() => stage.close());

const OTHER = "99999999-0000-4000-8000-000000000009";
const ROWS = [
  { kind: "IpsecSiteConnection", name: "ikepolicyId", wire: { ikepolicy_id: OTHER }, isOn: ["otc", "openstack"] },
  { kind: "VpnService", name: "routerId", wire: { router_id: OTHER }, isOn: ["otc", "openstack"] },
  { kind: "IkePolicy", name: "pfs", wire: { pfs: "modp2048" }, isOn: ["openstack"] },
  {
    kind: "IpsecPolicy",
    name: "lifetime",
    wire: { lifetime: { units: "seconds", value: 28800 } },
    isOn: ["openstack"],
  },
  { kind: "EndpointGroup", name: "type", wire: { type: "CIDR" }, isOn: ["otc", "openstack"] },
] as const;
const NEWER = "99999999-0000-4000-8000-00000000000a";
const NEW = { ikepolicyId: NEWER, routerId: NEWER, pfs: "group19", lifetime: { value: 7200 }, type: "subnet" };

const CASES = ROWS.flatMap((row) =>
  row.isOn.flatMap((dialect: Dialect) =>
    (["dynamic", "native"] as const).map((adapter) => ({ ...row, dialect, adapter })),
  ),
);

async function open({ kind, wire, dialect, adapter }: (typeof CASES)[number]) {
  const life = LIVES.find((each) => each.kind === kind);
  const made: Record<string, unknown> = {};
  const onRequest = ({ method, path }: { method: string; path: string }) => {
    if (method === "POST" && path === life?.path && "id" in made)
      life.stored(stage.emulator).set(String(made.id), made);
  };
  stage = await openStage({ dialect, onRequest, ...(adapter === "native" ? { verbsOf: nativeVerbs } : {}) });
  settleAtOnce(stage.emulator);
  const { inputs, created } = stage.of(kind);
  const objects = life?.stored(stage.emulator);
  const { id } = await created();
  Object.assign(made, objects?.get(id), wire);
  objects?.delete(id);
  const body = { [life?.envelope ?? ""]: made };
  stage.emulator.fault({ match: { method: "POST", path: life?.path ?? "" }, reply: { status: 201, body } });
  // Another run, which knows nothing of the object.
  const given = inputs();
  const handler = stage.anotherRun()(kind);
  return { given, handler, ...(await handler.create(given)) };
}

test.each(CASES)("$name of $kind ($dialect, $adapter)", async (row) => {
  const { name, dialect } = row;
  const { handler, given, id, outs } = await open(row);
  expect(stage.said.join()).toMatch(
    new RegExp(`accepted ${name} .* but keeps .*; it cannot be changed in place, so it stays`),
  );
  stage.said.length = 0;
  const { inputs } = handler.check(given, given);
  expect(handler.diff(outs, inputs, given, id)).toMatchObject({ changed: [], changes: false, replaces: [] });
  expect(stage.said.join()).toContain(`the service keeps another ${name} than it was sent`);
  // Another change goes its own way, and one of just this input replaces.
  const fixed = row.kind.endsWith("Policy") && dialect === "openstack" ? ["name"] : [];
  const renamed = { ...inputs, name: "renamed" };
  expect(handler.diff(outs, renamed, given, id)).toMatchObject({ changed: ["name"], replaces: fixed });
  const changed = { ...inputs, [name]: NEW[name] };
  expect(handler.diff(outs, changed, given, id).replaces).toEqual(row.kind === "EndpointGroup" ? ["type"] : [name]);
  const found = await handler.read(id, outs);
  expect(handler.diff(found?.outs ?? {}, inputs, found?.inputs ?? given, id)).toMatchObject({ changes: false });
});
