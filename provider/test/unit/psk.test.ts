// Generated pre-shared keys: what every cloud and device takes, each another one.
import { generatePsk, pskPasswordArgs } from "../../../sdk/nodejs";
import { check } from "../../src/core/check";
import { ipsecSiteConnection } from "../../src/resources/ipsecSiteConnection";
import { VALID } from "../support/connection";

const KEYS = Array.from({ length: 500 }, generatePsk);

test("32 letters and digits, all of them used, each key another one", () => {
  for (const key of KEYS) expect(key).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(new Set(KEYS).size).toBe(KEYS.length);
  expect(new Set(KEYS.join("")).size).toBe(62);
});

test.each(["otc", "openstack"] as const)("the check on %s takes it", (dialect) => {
  const news = { ...VALID, psk: generatePsk() };
  expect(check(ipsecSiteConnection, { olds: {}, news, dialect, strict: true }).failures).toEqual([]);
});

test("RandomPassword makes the same kind: without special characters, of the same length", () => {
  expect(pskPasswordArgs).toEqual({ length: 32, special: false });
});
