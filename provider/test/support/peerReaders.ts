// What the files for a peer say, read again by their own grammar: only as much of each as tests ask for.
import type { RenderedPeer } from "../../src/peer/renderPeer";

/** What a tunnel is on the device, whatever the format. */
export interface PeerFacts {
  readonly ikeVersion: number;
  /** Identities of the device and of the gateway, and the address of the gateway. */
  readonly ids: readonly [string, string];
  readonly gateway: string;
  /** Pairs of a network behind the device and one behind the cloud. */
  readonly pairs: readonly string[];
  /** Proposals of both phases in the words of the format. */
  readonly proposals: readonly [string, string];
  /** Seconds that keys of both phases live. */
  readonly lifetimes: readonly [number, number];
  readonly psk: string;
  /** Seconds between two probes; 0 for none. */
  readonly probes: number;
}

export interface Section {
  readonly [name: string]: string | Section;
}

/** swanctl.conf: sections in braces, `name = value` in them. */
export function readSections(text: string): Section {
  const root: Record<string, string | Section> = {};
  const open: Record<string, string | Section>[] = [root];
  for (const line of text.split("\n").map((each) => each.trim())) {
    const [, name, value] = /^([\w-]+) = (.*)$/.exec(line) ?? [];
    const [, section] = /^([\w-]+) \{$/.exec(line) ?? [];
    const own = open.at(-1);
    if (own === undefined) throw new Error(`Too many braces before ${line}`);
    if (section !== undefined) {
      const inner: Record<string, string | Section> = {};
      own[section] = inner;
      open.push(inner);
    } else if (name !== undefined && value !== undefined) own[name] = value;
    else if (line === "}") open.pop();
    else if (line !== "") throw new Error(`Not of swanctl.conf: ${line}`);
  }
  if (open.length !== 1) throw new Error("A brace is missing");
  return root;
}

/** ipsec.conf: `conn NAME`, and indented lines `name=value`. */
export function readConns(text: string): Record<string, Record<string, string>> {
  const conns: Record<string, Record<string, string>> = {};
  let own: Record<string, string> | undefined;
  for (const line of text.split("\n").filter((each) => each !== "")) {
    const [, conn] = /^conn ([\w-]+)$/.exec(line) ?? [];
    const [, name, value] = /^ +([\w-]+)=(.*)$/.exec(line) ?? [];
    if (conn !== undefined) {
      own = {};
      conns[conn] = own;
    } else if (own !== undefined && name !== undefined && value !== undefined && !(name in own)) own[name] = value;
    else throw new Error(`Not of ipsec.conf: ${line}`);
  }
  return conns;
}

const READERS: Readonly<Record<string, (peer: RenderedPeer) => PeerFacts>> = {
  "strongswan-swanctl": swanctlFacts,
  "strongswan-ipsec": (peer) => connFacts(peer, { strict: "!", life: "lifetime" }),
  libreswan: (peer) => connFacts(peer, { strict: "", life: "salifetime" }),
  openiked: ikedFacts,
};

/** Reads what was rendered. */
export function factsOf(peer: RenderedPeer): PeerFacts {
  const read = READERS[peer.format];
  if (read === undefined) throw new Error(`No test reads ${peer.format}`);
  return read(peer);
}

function contentOf(peer: RenderedPeer, at: number): string {
  return peer.files[at]?.content ?? "";
}

const textAt = (section: Section | string | undefined, name: string): string => {
  const value = typeof section === "object" ? section[name] : undefined;
  return typeof value === "string" ? value : "";
};
const sectionAt = (section: Section | string | undefined, name: string): Section => {
  const value = typeof section === "object" ? section[name] : undefined;
  return typeof value === "object" ? value : {};
};

const pairsOf = (here: string, there: string) =>
  here.split(/, ?/).flatMap((one) => there.split(/, ?/).map((other) => `${one} ${other}`));
const secondsOf = (text: string) => Number(/^(\d+)s?$/.exec(text)?.[1]);
const pskOf = (text: string) =>
  text.startsWith("0s") ? Buffer.from(text.slice(2), "base64").toString() : (/^"(.*)"$/.exec(text)?.[1] ?? "");

function swanctlFacts(peer: RenderedPeer): PeerFacts {
  const root = readSections(contentOf(peer, 0));
  const [connection] = Object.values(sectionAt(root, "connections"));
  const [secret] = Object.values(sectionAt(root, "secrets"));
  const children = Object.values(sectionAt(connection, "children"));
  const ids = [sectionAt(connection, "local"), sectionAt(connection, "remote")].map((end) => textAt(end, "id"));
  if (ids.join() !== [textAt(secret, "id-1"), textAt(secret, "id-2")].join())
    throw new Error("The secret is another's");
  const [first] = children;
  return {
    ikeVersion: Number(textAt(connection, "version")),
    ids: [ids[0] ?? "", ids[1] ?? ""],
    gateway: textAt(connection, "remote_addrs"),
    pairs: children.flatMap((child) => pairsOf(textAt(child, "local_ts"), textAt(child, "remote_ts"))),
    proposals: [textAt(connection, "proposals"), textAt(first, "esp_proposals") || textAt(first, "ah_proposals")],
    lifetimes: [
      secondsOf(textAt(connection, "rekey_time")) + secondsOf(textAt(connection, "over_time")),
      secondsOf(textAt(first, "life_time")),
    ],
    psk: pskOf(textAt(secret, "secret")),
    probes: secondsOf(textAt(connection, "dpd_delay") || "0"),
  };
}

function connFacts(peer: RenderedPeer, { strict, life }: { strict: string; life: string }): PeerFacts {
  const conns = Object.values(readConns(contentOf(peer, 0)));
  const [conn = {}] = conns;
  const [, here = "", there = "", psk = ""] = /^(\S+) (\S+) : PSK (.*)\n$/.exec(contentOf(peer, 1)) ?? [];
  const bare = (text = "") => text.replace(/^@/, "");
  if (conn.leftid !== here || conn.rightid !== there) throw new Error("The secret is another's");
  const networks = (own: Record<string, string>, side: string) =>
    own[`${side}subnet`] ?? /^\{(.*)\}$/.exec(own[`${side}subnets`] ?? "")?.[1] ?? "";
  const proposal = (text = "") => (text.endsWith(strict) ? text.slice(0, text.length - strict.length) : "not strict");
  return {
    ikeVersion: conn.keyexchange === "ikev2" || conn.ikev2 === "yes" ? 2 : 1,
    ids: [bare(here), bare(there)],
    gateway: conn.right ?? "",
    pairs: conns.flatMap((own) => pairsOf(networks(own, "left"), networks(own, "right"))),
    proposals: [proposal(conn.ike), proposal(conn.esp ?? conn.ah)],
    lifetimes: [secondsOf(conn.ikelifetime ?? ""), secondsOf(conn[life] ?? "")],
    psk: pskOf(psk),
    probes: secondsOf(conn.dpddelay ?? "0"),
  };
}

function ikedFacts(peer: RenderedPeer): PeerFacts {
  const text = contentOf(peer, 0);
  const [, probes = ""] = /^set dpd_check_interval (\d+)\n/.exec(text) ?? [];
  const rest = text.replace(/^set .*\n/, "").replaceAll(" \\\n ", "");
  const found = (pattern: RegExp) => pattern.exec(rest)?.slice(1) ?? [];
  const [ike = "", child = ""] = found(/ ikesa (.*) childsa (.*) noesn /);
  const [here = "", there = ""] = found(/ srcid "(\S+)" dstid "(\S+)" /);
  const [ikeLife, childLife] = found(/ ikelifetime (\d+) lifetime (\d+) /).map(Number);
  const [psk = ""] = found(/ psk (.*)\n$/);
  return {
    ikeVersion: rest.startsWith('ikev2 "') ? 2 : 0,
    ids: [here, there],
    gateway: found(/ peer (\S+) /)[0] ?? "",
    pairs: [...rest.matchAll(/ from (\S+) to (\S+)/g)].map(([, one, other]) => `${one} ${other}`),
    proposals: [ike, child],
    lifetimes: [ikeLife ?? 0, childLife ?? 0],
    psk: psk.startsWith("0x") ? Buffer.from(psk.slice(2), "hex").toString() : psk.slice(1, -1),
    probes: Number(probes),
  };
}
