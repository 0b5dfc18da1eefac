// The Mermaid picture: who is joined to whom, in which status, and names that Mermaid and HTML read as text only.
import { pictureOf } from "../../src/cli/status/picture";
import { viewOf } from "../support/views";

const SERVICE = { id: viewOf().service.id, outs: { externalV4Ip: "198.51.100.7" } };
const GROUPS = [
  { id: "g-1", outs: { type: "subnet", endpoints: ["n-1", "n-2"] } },
  {
    id: "g-2",
    outs: { type: "cidr", endpoints: ["10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16", "10.4.0.0/16", "10.5.0.0/16"] },
  },
];
const GROUPED = { localEpGroupId: "g-1", peerEpGroupId: "g-2" };

test("a hub with two sites", () => {
  const views = [
    viewOf({ outs: GROUPED }),
    viewOf({
      id: "b",
      name: "hub-rome",
      peer: "203.0.113.10",
      status: "DOWN",
      outs: { localEpGroupId: "g-1", peerCidrs: ["10.9.0.0/16"] },
    }),
  ];
  expect(
    pictureOf({ views, services: [SERVICE], groups: GROUPS })
      .split("\n")
      .filter((line) => !line.includes("classDef")),
  ).toEqual([
    "flowchart LR",
    '  hub0["gate<br/>198.51.100.7<br/>2 subnets"]',
    '  peer0["203.0.113.9<br/>10.1.0.0/16, 10.2.0.0/16, 10.3.0.0/16, 10.4.0.0/16 and 1 more"]',
    '  peer1["203.0.113.10<br/>10.9.0.0/16"]',
    '  hub0 -- "hub-paris<br/>ACTIVE" --- peer0',
    '  hub0 -- "hub-rome<br/>DOWN" --- peer1',
    "  class peer0 up",
    "  class peer1 down",
    "",
  ]);
});

test("what is not known is omitted; what is pending has its own color", () => {
  const picture = pictureOf({ views: [viewOf({ name: "", status: "PENDING_UPDATE" })], services: [], groups: [] });
  expect(picture).toContain('hub0["gate"]');
  expect(picture).toContain('-- "aaaaaaaa-0000-4000-8000-000000000001<br/>PENDING_UPDATE" ---');
  expect(picture).toContain("class peer0 pending");
});

test.each([
  ['a"b', "a#34;b"],
  ["x]y", "x#93;y"],
  ["`md`", "#96;md#96;"],
  ["<script>", "#60;script#62;"],
  ["%%{init}%%", "#37;#37;#123;init#125;#37;#37;"],
  ["#quot;", "#35;quot#59;"],
  ["a\nb;c", "a b#59;c"],
  ["東京 مرحبا", "東京 مرحبا"],
  ["😀", "#128512;"],
])("the name %j is text", (name, label) => {
  const picture = pictureOf({ views: [viewOf({ name })], services: [], groups: [] });
  expect(picture).toContain(`  hub0 -- "${label}<br/>ACTIVE" --- peer0`);
  expect(picture.split("\n")).toHaveLength(9);
});
