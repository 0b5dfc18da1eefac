// Bags of values as the engine sends them: secrets, unknown values of every type, outputs, and what no input can be.

import { NotPlain, pack, secretNames, unpack } from "../../src/adapters/native/bags";
import { bag, secret } from "../support/nativeValues";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNKNOWN_NUMBER = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";

test("secrets are unwrapped at any depth, and their places are remembered", () => {
  const { values, secrets } = unpack(
    bag({ psk: secret("k"), tags: { a: secret("1"), b: "2" }, dpd: { interval: 3 }, cidrs: ["x", secret("y")] }),
  );
  expect(values).toEqual({ psk: "k", tags: { a: "1", b: "2" }, dpd: { interval: 3 }, cidrs: ["x", "y"] });
  expect(secrets).toEqual({ psk: true, tags: { a: true }, cidrs: true });
});

test("they are put back where they were, also around an unknown; a list with one is secret as a whole", () => {
  const marks = { psk: true, tags: { a: true }, cidrs: true, gone: true } as const;
  const packed = pack({ psk: UNKNOWN, tags: { a: "1", b: "2" }, cidrs: ["x"], name: "n", none: undefined }, marks);
  expect(packed.toJavaScript()).toEqual({
    psk: secret(UNKNOWN),
    tags: { a: secret("1"), b: "2" },
    cidrs: secret(["x"]),
    name: "n",
  });
});

test("a map with a secret in it that has become something else is secret as a whole", () => {
  const marks = { tags: { a: true }, list: { a: true } } as const;
  expect(pack({ tags: UNKNOWN, list: ["a"] }, marks).toJavaScript()).toEqual({
    tags: secret(UNKNOWN),
    list: secret(["a"]),
  });
});

test("marks add up, and a bag that is secret as a whole has secrets only", () => {
  expect(pack({ psk: "k", peerId: "p", mtu: 1 }, secretNames(["psk"]), { peerId: true }).toJavaScript()).toEqual({
    psk: secret("k"),
    peerId: secret("p"),
    mtu: 1,
  });
  expect(pack({ a: 1 }, true).toJavaScript()).toEqual({ a: secret(1) });
});

test("unknown values of every type stay what they are", () => {
  const given = { peerId: UNKNOWN, mtu: UNKNOWN_NUMBER, psk: secret(UNKNOWN), dpd: { interval: UNKNOWN_NUMBER } };
  const { values, secrets } = unpack(bag(given));
  expect(values).toEqual({ peerId: UNKNOWN, mtu: UNKNOWN_NUMBER, psk: UNKNOWN, dpd: { interval: UNKNOWN_NUMBER } });
  expect(pack(values, secrets).toJavaScript()).toEqual(given);
});

test("an output is its value, or unknown without one; a reference to a resource is its id", () => {
  const output = (more: object) => ({ [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...more });
  const reference = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:x", id: "an-id" };
  const { values, secrets } = unpack(bag({ a: output({ value: "1" }), b: output({ secret: true }), c: reference }));
  expect(values).toEqual({ a: "1", b: UNKNOWN, c: "an-id" });
  expect(secrets).toEqual({ b: true });
});

test.each([
  { what: "an asset", signature: "c44067f5952c0a294b673a41bacd8c17" },
  { what: "an archive", signature: "0def7320c3a5731c473e5ecbe6d01bc7" },
])("$what is refused by its place", ({ signature }) => {
  const given = bag({ tags: { a: { [SIGNATURE]: signature, text: "canary" } } });
  expect(() => unpack(given)).toThrow(NotPlain);
  expect(() => unpack(given)).toThrow("tags.a is an asset or archive: give a plain value");
});

test("no bag is an empty one", () => {
  expect(unpack(undefined)).toEqual({ values: {}, secrets: {} });
});
