// Laws of what pulumi-vpnaas-status shows: whatever the names of others are, no text leaves its label, its node or its line, and no finding
// shows a secret.
import { metricsOf } from "../../src/cli/status/metrics";
import { pictureOf } from "../../src/cli/status/picture";
import { tableOf } from "../../src/cli/status/table";
import { shownText, widthOf } from "../../src/cli/status/text";
import { rememberSecret } from "../../src/core/masking/rememberedSecrets";
import { explainPeerLog } from "../../src/diagnosis/peerLog";
import { fc } from "../support/laws";
import { viewOf } from "../support/views";

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('"', "\\", "\n", "{", "}", "#", ";", "<", "]", "`", "a", "\u001b", "東", "=", ","),
    maxLength: 30,
  }),
);
const views = fc.array(
  fc
    .record({ name: hostile, peer: hostile, status: hostile, service: hostile })
    .map(({ service, ...view }) => viewOf({ ...view, service: { id: "s-1", name: service } })),
  { minLength: 1, maxLength: 4 },
);

// The grammar of https://prometheus.io/docs/instrumenting/exposition_formats, read here on its own.
const SAMPLE = /^(\w+)(?:\{((?:\w+="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (-?[\d.e+-]+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;
const unescaped = (text: string) => text.replace(/\\(.)/g, (_, sign: string) => (sign === "n" ? "\n" : sign));

test("each line of metrics is a sample or a comment, and its labels read back as they were shown", () => {
  fc.assert(
    fc.property(views, (found) => {
      const lines = metricsOf({ views: found, seconds: 1 }).split("\n").slice(0, -1);
      const samples = lines.filter((line) => !line.startsWith("# "));
      const up = samples.flatMap((line) => {
        const [, name, labels = ""] = SAMPLE.exec(line) ?? [];
        expect([line, name]).toEqual([line, expect.stringMatching(/^vpnaas_/)]);
        return name === "vpnaas_connection_up"
          ? [Object.fromEntries([...labels.matchAll(LABEL)].map(([, key, text = ""]) => [key, unescaped(text)]))]
          : [];
      });
      expect(up.map(({ name, peer }) => [name, peer])).toEqual(
        found.map(({ name, peer }) => [shownText(name), shownText(peer)]),
      );
    }),
  );
});

test("a table has a line for each connection, none wider than the terminal", () => {
  fc.assert(
    fc.property(views, fc.integer({ min: 80, max: 200 }), (found, columns) => {
      const lines = tableOf(found, columns, found[0]?.since ?? 0);
      expect(lines).toHaveLength(found.length + 1);
      const statuses = Math.max(...found.map(({ status }) => widthOf(shownText(status))));
      if (statuses < 20) for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
      for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

test("a picture has the lines that its connections make, and no sign of Mermaid or HTML but its own", () => {
  fc.assert(
    fc.property(views, (found) => {
      const lines = pictureOf({ views: found, services: [], groups: [] }).trimEnd().split("\n");
      expect(lines).toHaveLength(1 + 1 + 3 * found.length + 3);
      for (const line of lines.filter((each) => each.includes('"'))) {
        const [, label = ""] = /"(.*)"/.exec(line) ?? [];
        expect(label.replaceAll("<br/>", "")).toMatch(/^(?:[\p{L}\p{M}\p{N} .,:/_-]|#\d+;)*$/u);
      }
    }),
  );
});

const SECRET = "Canary-9fQ2-psk-77bX";
const known = fc.constantFrom(
  "no IKE config found for",
  "received proposals unacceptable",
  "retransmit 1 of request",
  "CHILD_SA x established with SPIs",
  "Peer ID '",
  "' mismatched on first found connection",
);

test("whatever a log holds, its explanation ends, fits a terminal and holds no secret", () => {
  rememberSecret(SECRET);
  const line = fc
    .tuple(hostile, known, hostile, fc.boolean())
    .map(([before, word, after, isLeaking]) => `${before}${word} ${isLeaking ? SECRET : ""} ${after}`);
  fc.assert(
    fc.property(fc.array(fc.oneof(line, hostile), { maxLength: 12 }), (lines) => {
      const finding = explainPeerLog(lines.join("\n"), "198.51.100.7");
      for (const shown of finding?.lines ?? []) {
        expect(shown).not.toContain(SECRET);
        expect(shown).not.toMatch(/[\p{Cc}\u202e]/u);
        expect(shown.length).toBeLessThan(2_000);
      }
    }),
  );
});
