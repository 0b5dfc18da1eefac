// What the logs of strongSwan and libreswan are explained with: real ones, recorded by test/reality/peers with one parameter broken at a
// time and shortened, and what is made of text that is no such log.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { explainPeerLog } from "../../src/diagnosis/peerLog";

const LOGS = join(__dirname, "../support/peerLogs");

/** The recorded logs of a daemon: what was broken → its lines. */
function recorded(daemon: string): [title: string, text: string][] {
  const parts = readFileSync(join(LOGS, `${daemon}.log`), "utf8")
    .split(/^== /m)
    .slice(1);
  return parts.map((part) => {
    const end = part.indexOf("\n");
    return [`${daemon}, ${part.slice(0, end)}`, part.slice(end + 1)];
  });
}

const CAUSES: readonly (readonly [broken: string, cause: string])[] = [
  ["proposal of phase 1", "proposal"],
  ["proposal of phase 2", "proposal"],
  ["psk", "psk"],
  ["id of the device", "id"],
  ["id of the cloud", "id"],
  ["networks", "networks"],
  ["address", "address"],
  ["no answer after the tunnel was up", "dpd"],
];

// libreswan's tunnel never came up there: that kernel had no ESP.
const all = [...recorded("strongswan"), ...recorded("libreswan").filter(([title]) => !title.includes("no answer"))];

test.each(all)("%s", (title, text) => {
  const [, cause] = CAUSES.find(([broken]) => title.endsWith(broken)) ?? [];
  const finding = explainPeerLog(text);
  expect(finding?.cause).toBe(cause);
  // The gateway that the log is about has this address.
  expect(explainPeerLog(text, "198.51.100.7")?.cause).toBe(cause);
  expect(text.split("\n")[(finding?.at ?? 0) - 1]).toContain(finding?.lines.at(-1)?.slice(0, 60));
});

test("every parameter was broken with both daemons and both versions of IKE", () => {
  expect(all.map(([title]) => title)).toHaveLength(2 * CAUSES.length + 2 * (CAUSES.length - 1));
});

const psk = () => recorded("strongswan").find(([title]) => title.endsWith("IKEv2, psk"))?.[1] ?? "";
const UP =
  "09[IKE] CHILD_SA hub-paris{2} established with SPIs 9e5de7bb_i 0c6f64a7_o and TS 10.20.0.0/24 === 10.10.0.0/24";

test("the values of both sides stand before the line that speaks of them", () => {
  const [, text = ""] = recorded("strongswan").find(([title]) => title.endsWith("IKEv2, proposal of phase 1")) ?? [];
  expect(explainPeerLog(text)?.lines.map((line) => line.replace(/^\d+/, "").slice(0, 30))).toEqual([
    "[CFG] received proposals: IKE:",
    "[CFG] configured proposals: IK",
    "[IKE] received proposals unacc",
  ]);
});

test("a tunnel that came up ends what was before, and what comes after it counts", () => {
  expect(explainPeerLog(`${psk()}\n${UP}`)).toMatchObject({ cause: "established", lines: [UP] });
  expect(explainPeerLog(`${UP}\n${psk()}`)?.cause).toBe("psk");
  const silence =
    "13[IKE] sending DPD request\n15[IKE] giving up after 5 retransmits\n15[IKE] retransmit 1 of request with message ID 0";
  expect(explainPeerLog(`${psk()}\n${UP}\n${silence}`)?.cause).toBe("dpd");
});

test("a log of the journal, without threads, is read as well", () => {
  const line =
    "Nov 29 14:27:08 gw charon-systemd[811]: no IKE config found for 192.0.2.1...198.51.100.7, sending NO_PROPOSAL_CHOSEN";
  expect(explainPeerLog(`Nov 29 gw systemd[1]: Started.\r\n${line}\r\n`)).toMatchObject({
    cause: "address",
    lines: [line],
    at: 2,
  });
});

test("of a gateway with many peers, only what is about the address counts, if the log names it", () => {
  const other =
    "09[NET] received packet: from 192.0.2.77[500] to 198.51.100.9[500] (396 bytes)\n09[IKE] received proposals unacceptable";
  expect(explainPeerLog(`${psk()}\n${other}`)?.cause).toBe("proposal");
  expect(explainPeerLog(`${psk()}\n${other}`, "198.51.100.7")?.cause).toBe("psk");
  expect(explainPeerLog(other, "198.51.100.200")?.cause).toBe("proposal");
  expect(explainPeerLog(other, "(((")?.cause).toBe("proposal");
  // Another address that begins in the same way is another one.
  const neighbour = other.replace("192.0.2.77", "198.51.100.77");
  expect(explainPeerLog(`${psk()}\n${neighbour}`, "198.51.100.7")?.cause).toBe("psk");
});

test("no finding where no line is known", () => {
  for (const text of ["", "\n\n", "kernel: eth0 up", "x".repeat(100_000)]) expect(explainPeerLog(text)).toBeUndefined();
});

test("nothing that a terminal obeys is shown, and no line without end", () => {
  const line = `12[IKE] no IKE config found for \u001b[2J${"9".repeat(5000)}`;
  const [shown = ""] = explainPeerLog(line)?.lines ?? [];
  expect(shown).not.toContain("\u001b");
  expect(shown.length).toBeLessThan(330);
});

test("long logs of one kind are read in time", () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, at) => `${10 + (at % 6)}[IKE] giving up after 5 retransmits ${"' - '".repeat(20)}`,
  );
  const started = performance.now();
  expect(explainPeerLog(lines.join("\n"))?.cause).toBe("no-answer");
  expect(performance.now() - started).toBeLessThan(15_000);
});
