// What the native plugin makes of a URN, and which stack the CLI above is at work on.
import { stackFlagIn } from "../../src/adapters/cliAbove";
import { namedBy } from "../../src/adapters/native/urn";
import { stateIn } from "../../src/adapters/stackExport";

const URN = "urn:pulumi:dev::story::vpnaas:index:SiteToSiteVpn$vpnaas:index:IkePolicy::branch-ike";

test("the URN says stack, kind, path and the automatic name, which is another one under another parent", () => {
  const { stack, kind, path, autoname } = namedBy(URN);
  expect({ stack, kind, path }).toEqual({
    ...{ stack: "story/dev", kind: "IkePolicy", path: "vpnaas:index:SiteToSiteVpn::branch-ike" },
  });
  const [name = ""] = autoname.names;
  expect(name).toMatch(/^branch-ike-[0-9a-f]{7}$/);
  expect(autoname.has(name)).toBe(true);
  expect(autoname.has("branch-ike")).toBe(false);
  const [other] = namedBy("urn:pulumi:dev::story::vpnaas:index:IkePolicy::branch-ike").autoname.names;
  expect(other).not.toBe(name);
});

test("a logical name may hold what separates the parts of a URN", () => {
  expect(namedBy("urn:pulumi:dev::story::vpnaas:index:IkePolicy::a::b$c").path).toBe("::a::b$c");
});

test("a resource of the plugin in the state has the name that its URN leads to", () => {
  const type = "vpnaas:index:IkePolicy";
  const deployment = { manifest: {}, resources: [{ urn: URN, type, custom: true, id: "x", inputs: { name: "n" } }] };
  const [entry] = stateIn(JSON.stringify({ deployment }), 0).resources;
  expect(entry).toMatchObject({ kind: "IkePolicy", id: "x", path: "vpnaas:index:SiteToSiteVpn::branch-ike" });
  expect(entry?.autonames).toEqual(namedBy(URN).autoname.names);
});

test.each([
  { args: ["pulumi", "up"], stack: undefined },
  { args: ["pulumi", "up", "--stack", "org/dev", "--yes"], stack: "org/dev" },
  { args: ["pulumi", "-s", "dev", "up"], stack: "dev" },
  { args: ["pulumi", "up", "--stack=org/story/dev"], stack: "org/story/dev" },
  { args: ["pulumi", "up", "-s=dev"], stack: "dev" },
  { args: ["pulumi", "up", "-sdev"], stack: "dev" },
  { args: ["pulumi", "up", "--stack", "one", "--stack", "two"], stack: "two" },
  { args: ["pulumi", "up", "--stack"], stack: undefined },
])("the stack in $args is $stack", ({ args, stack }) => {
  expect(stackFlagIn(args)).toBe(stack);
});
