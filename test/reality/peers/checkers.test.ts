// Everything that can be rendered is read by the software that it is for; and a wrong word in it would be seen.
import { combinations } from "./combinations";
import { CHECKERS } from "./daemons";

const counts: string[] = [];
afterAll(() => {
  process.stdout.write(`combinations that the daemons' own checkers took:\n${counts.join("\n")}\n`);
});

/** A word that a format has, and one that it does not. */
const WRONG: Readonly<Record<string, readonly [string, string]>> = {
  "strongswan-swanctl": ["aes256-sha256-modp2048", "aes256-sha256-modp9999"],
  "strongswan-ipsec": ["aes256-sha256-modp2048", "aes256-sha256-modp9999"],
  libreswan: ["aes256-sha2_256-dh14", "aes256-sha2_256-dh99"],
  openiked: ["group modp2048", "group modp9999"],
};

/** The least that each has to know: a smaller number is a format that has forgotten words. */
const LEAST: readonly (readonly [string, "v1" | "v2", number, number])[] = [
  ["strongswan-swanctl", "v2", 3675, 3850],
  ["strongswan-swanctl", "v1", 420, 3300],
  ["strongswan-ipsec", "v2", 3675, 3850],
  ["strongswan-ipsec", "v1", 420, 3300],
  ["libreswan", "v2", 960, 1925],
  ["libreswan", "v1", 200, 1050],
  ["openiked", "v2", 720, 1064],
];

// charon looks at each of its connections for every new one.
const AT_ONCE = Number(process.env.AT_ONCE ?? 600);

test.each(LEAST)("%s, IKE%s: %i combinations of phase 1 and %i of phase 2", async (format, version, ike, ipsec) => {
  const check = CHECKERS[format];
  if (check === undefined) throw new Error(`${format} has no checker`);
  const found = combinations(format, version);
  expect([found.ike.length, found.ipsec.length]).toEqual([ike, ipsec]);
  const refused: string[] = [];
  for (let at = 0; at < found.peers.length; at += AT_ONCE) {
    const contents = found.peers.slice(at, at + AT_ONCE).map(({ files }) => files[0]?.content);
    refused.push(...(await check(contents.join("\n"), version)));
  }
  expect(refused).toEqual([]);
  counts.push(`  ${format} IKE${version}: ${ike} of phase 1, ${ipsec} of phase 2`);
});

test.each(Object.entries(WRONG))("%s: a wrong word is refused", async (format, [right, wrong]) => {
  const check = CHECKERS[format];
  const usual = combinations(format, "v2").peers.find(({ files }) => files[0]?.content.includes(right));
  const content = usual?.files[0]?.content ?? "";
  expect(content).toContain(right);
  expect(await check?.(content, "v2")).toEqual([]);
  expect(await check?.(content.replace(right, wrong), "v2")).not.toEqual([]);
});
