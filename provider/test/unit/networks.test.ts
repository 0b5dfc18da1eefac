// Reading networks, and overlaps of many of them: examples, and a comparison with address by address counting.

import { addressOf, networkOf, overlapsIn } from "../../../sdk/nodejs/networks";
import { fc } from "../support/laws";

const READABLE: readonly [string, string, string][] = [
  ["10.0.0.0/8", "167772160", "184549375"],
  ["10.1.2.3/8", "167772160", "184549375"],
  ["0.0.0.0/0", "0", "4294967295"],
  ["203.0.113.9/32", "3405803785", "3405803785"],
  ["::/0", "0", "340282366920938463463374607431768211455"],
  ["::1/128", "1", "1"],
  ["::1:0/112", "65536", "131071"],
  ["::ffff:10.0.0.1/128", "281470849515521", "281470849515521"],
  ["1:2:3:4:5:6:7:8/128", "5192455318486707404433266433261576", "5192455318486707404433266433261576"],
];

test.each(READABLE)("%s reaches from %s to %s", (text, first, last) => {
  const network = networkOf(text);
  expect([String(network?.first), String(network?.last)]).toEqual([first, last]);
});

test.each([
  "",
  "10.0.0.0",
  "10.0.0.0/",
  "10.0.0.0/33",
  "::/129",
  "10/8",
  "10.0.0.0/255.0.0.0",
  "10.0.0.0/8/8",
  "fe80::1%eth0/64",
  "x/8",
])("%j is no network", (text) => expect(networkOf(text)).toBeUndefined());

test("one IPv6 address is the same number in all its spellings", () => {
  const spellings = ["2001:db8::1", "2001:DB8:0:0:0:0:0:1", "2001:0db8::0:1", "2001:db8::0.0.0.1"];
  expect(new Set(spellings.map((text) => addressOf(text)?.value)).size).toBe(1);
  expect(addressOf("2001:db8::2")?.value).not.toBe(addressOf("2001:db8::1")?.value);
  expect(addressOf("gw.example.com")).toBeUndefined();
});

// Small networks at the lower end of either address space, so that overlaps are frequent and their addresses can be counted.
const small = fc.record({ isV6: fc.boolean(), last: fc.nat(255), length: fc.nat(8) });

test("overlaps are the pairs that have an address in common, each once", () => {
  fc.assert(
    fc.property(fc.array(small, { maxLength: 12 }), (chosen) => {
      const items = chosen.map(({ isV6, last, length }, index) => {
        const text = isV6 ? `::${last.toString(16)}/${120 + length}` : `0.0.0.${last}/${24 + length}`;
        const network = networkOf(text);
        if (network === undefined) throw new Error(text);
        const size = 2 ** (8 - length);
        const lowest = last - (last % size);
        const addresses = Array.from({ length: size }, (_, offset) => `${isV6} ${lowest + offset}`);
        return { index, network, addresses };
      });
      const found = overlapsIn(items).map(([one, other]) => [one.index, other.index].sort((a, b) => a - b).join("-"));
      const counted = items.flatMap((one) =>
        items
          .filter(
            (other) => other.index > one.index && other.addresses.some((address) => one.addresses.includes(address)),
          )
          .map((other) => `${one.index}-${other.index}`),
      );
      expect(found.sort()).toEqual(counted.sort());
    }),
  );
});
