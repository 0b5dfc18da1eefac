// Whatever is declared comes back from what is rendered, read by the grammar of the format; or it is an error of the preview that shows
// no key. The readers know nothing of the code that renders; for five formats, others' readers follow in languages/deviceGrammars.test.ts.
import { FORMATS } from "../../src/peer/formats";
import { PeerProblem, type RenderedPeer, renderPeer } from "../../src/peer/renderPeer";
import { deviceFacts } from "../support/deviceReaders";
import { fc } from "../support/laws";
import { factsOf, type PeerFacts } from "../support/peerReaders";

const SIGNS = `aZ09 "'\\$#;&<>|%!?@*^~{}[]()=/,.:_-+` + "äß€𝄞\u2028\u00a0";
const PLAIN = "aZ09~!@%^*()+=[]{}:,./-_";
const key = fc.oneof(
  fc.string({ unit: fc.constantFrom(...PLAIN), minLength: 6, maxLength: 64 }),
  fc.string({ unit: fc.constantFrom(...SIGNS), minLength: 1, maxLength: 64 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 64 }),
  fc
    .tuple(fc.constantFrom("0x", "0X", "0s", "$9$", "-AQ==", "%", "@", "#", "!"), fc.string())
    .map((parts) => parts.join("")),
);
const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/);
const host = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join("."));
const email = fc.tuple(label, host).map(([user, at]) => `${user}+vpn@${at}`);
const four = fc.ipV4().filter((address) => !address.includes("x"));
const name = fc.oneof(host, email, fc.constant("12345"));
const address = fc.oneof(four, fc.constantFrom("2001:db8::9", "fd00::1"));
const ids = fc.oneof(fc.tuple(name, name), fc.tuple(address, address));
const cidrs = (version: 4 | 6) =>
  fc.uniqueArray(
    version === 4
      ? fc
          .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 8, max: 24 }))
          .map(([part, bits]) => `10.${part}.7.1/${bits}`)
      : fc.integer({ min: 0, max: 9999 }).map((part) => `fd00:${part}::/64`),
    { minLength: 1, maxLength: 3, selector: (network) => network.replace(/^10\.\d+/, "") },
  );
const declared = fc.constantFrom<4 | 6>(4, 6).chain((version) =>
  fc.record({
    name: fc.constant("hub-paris"),
    psk: key,
    ids,
    gatewayAddress: fc.constantFrom("198.51.100.7", "2001:db8::7"),
    peerAddress: fc.constantFrom("203.0.113.9", "2001:db8::8"),
    localCidrs: cidrs(version),
    peerCidrs: cidrs(version),
    lifetime: fc
      .oneof(fc.integer({ min: 180, max: 65_535 }), fc.integer({ min: 60, max: 604_800 }))
      .map((value) => ({ value })),
  }),
);

const TRIED = FORMATS.filter(({ isTried }) => isTried).map(({ name }) => name);
const read = (peer: RenderedPeer): PeerFacts => (TRIED.includes(peer.format) ? factsOf(peer) : deviceFacts(peer));

/** What was rendered, or undefined where the format cannot say it. */
function renderedOf(format: string, given: Readonly<Record<string, unknown>>): RenderedPeer | undefined {
  try {
    return renderPeer(format, given);
  } catch (error) {
    if (!(error instanceof PeerProblem)) throw error;
    const { psk } = given;
    // A short one is a part of any sentence.
    if (typeof psk === "string" && psk.length > 9) expect(error.message).not.toContain(psk);
    return undefined;
  }
}

describe.each(FORMATS.map(({ name }) => name))("%s", (format) => {
  test("key, identities, networks and lives come back", () => {
    let count = 0;
    fc.assert(
      fc.property(declared, ({ lifetime, ids: [localId, peerId], ...others }) => {
        const values = { ...others, localId, peerId };
        const given = { ...values, ike: { lifetime }, ipsec: { lifetime } };
        const usual = renderedOf("strongswan-swanctl", given);
        const peer = renderedOf(format, given);
        if (peer === undefined || usual === undefined) return;
        count += 1;
        const { psk, ids: found, pairs, lifetimes } = read(peer);
        // What the other side is called, FortiOS does not ask.
        const known = format === "fortios" ? [values.peerId, values.gatewayAddress] : [values.peerId, values.localId];
        expect([psk, found, lifetimes]).toEqual([values.psk, known, [lifetime.value, lifetime.value]]);
        expect(pairs).toEqual(factsOf(usual).pairs);
      }),
      { numRuns: 150 },
    );
    expect(count).toBeGreaterThan(5);
  });

  test("a name is a name, whatever is in it", () => {
    const base = {
      gatewayAddress: "198.51.100.7",
      localCidrs: ["10.10.0.0/24"],
      peerAddress: "203.0.113.9",
      peerCidrs: ["10.20.0.0/16"],
      psk: "Canary-psk-0123456789",
    };
    const shapeOf = ({ files, commands }: RenderedPeer, name: string) =>
      [...files.map(({ path, content }) => `${path}\n${content}`), ...commands].join("\n").replaceAll(name, "NAME");
    const usual = shapeOf(renderPeer(format, { ...base, name: "Plain" }), "Plain");
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...SIGNS, "\n", "\r", "\0", "`"), minLength: 1, maxLength: 12 }),
        (name) => {
          const peer = renderedOf(format, { ...base, name: `Qq${name}` });
          const own = /([\w-]+?)\.[a-z]+$/.exec(peer?.files[0]?.path.replace("/etc/iked.", "") ?? "")?.[1] ?? "";
          expect(own).toMatch(/^Qq[\w-]*$/);
          if (peer !== undefined) expect(shapeOf(peer, own)).toBe(usual);
        },
      ),
      { numRuns: 50 },
    );
  });
});
