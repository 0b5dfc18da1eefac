// The list of changes that a diff gives at the contract: one entry for each input, or for each part of an object that differs.
import type { Change, Values } from "../../src/core/contract";
import { diff } from "../../src/core/diff";
import { definitions } from "../../src/resources";

const DPD = { action: "hold", interval: 30, timeout: 120 };
const OLD = { name: "hq", peerAddress: "203.0.113.9", mtu: 1500, dpd: DPD, vpnserviceId: "one" };

function changesTo(news: Values, inputs: Values = OLD): readonly Change[] {
  const old = { inputs, outputs: OLD, memo: {} };
  return diff(definitions["vpnaas:index:IpsecSiteConnection"], { old, news, dialect: "openstack" }).changes;
}

const inPlace = { replaces: false, isShownByInputs: true };

test.each([
  { change: { mtu: 1400 }, expected: [{ path: "mtu", kind: "update", ...inPlace }] },
  { change: { dpd: { ...DPD, interval: 10 } }, expected: [{ path: "dpd.interval", kind: "update", ...inPlace }] },
  {
    change: { dpd: { action: "restart", interval: 10, timeout: 120 } },
    expected: [
      { path: "dpd.action", kind: "update", ...inPlace },
      { path: "dpd.interval", kind: "update", ...inPlace },
    ],
  },
  { change: { description: "of the north" }, expected: [{ path: "description", kind: "add", ...inPlace }] },
  { change: { mtu: undefined }, expected: [{ path: "mtu", kind: "delete", ...inPlace }] },
  {
    change: { vpnserviceId: "two" },
    expected: [{ path: "vpnserviceId", kind: "update", replaces: true, isShownByInputs: true }],
  },
  { change: {}, expected: [] },
])("$change: $expected", ({ change, expected }) => {
  expect(changesTo({ ...OLD, ...change })).toEqual(expected);
});

test("a value that the service did not keep is a change that the inputs do not show", () => {
  const news = { ...OLD, mtu: 1400 };
  expect(changesTo(news, news)).toEqual([{ path: "mtu", kind: "update", replaces: false, isShownByInputs: false }]);
});
