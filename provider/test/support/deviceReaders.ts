// What the texts for devices say, read by the grammar of each: every line has to be one that the grammar knows.
import type { RenderedPeer } from "../../src/peer/renderPeer";
import type { PeerFacts } from "./peerReaders";

/** Reads what was rendered for a device. */
export function deviceFacts(peer: RenderedPeer): PeerFacts {
  const read = READERS[peer.format];
  if (read === undefined) throw new Error(`No test reads ${peer.format}`);
  return read(peer.files[0]?.content ?? "");
}

const READERS: Readonly<Record<string, (text: string) => PeerFacts>> = {
  iosxe: iosxeFacts,
  junos: (text) => setFacts(text, /^(?:security |(?=interfaces st0 unit 0 family))/),
  fortios: fortiosFacts,
  panos: (text) => setFacts(text, /^network /),
  routeros: routerosFacts,
  pfsense: pfsenseFacts,
};

/** Values by path, in the order of the text. */
class Values {
  readonly #all: [string, string][] = [];

  add(path: string, value: string): void {
    this.#all.push([path, value]);
  }

  /** All values whose path matches. */
  every(pattern: RegExp): string[] {
    return this.#all.flatMap(([path, value]) => (pattern.test(path) ? [value] : []));
  }

  one(pattern: RegExp): string {
    const found = this.every(pattern);
    if (found.length > 1) throw new Error(`Twice: ${pattern}`);
    return found[0] ?? "";
  }
}

const unquoted = (text: string) => text.replace(/^"(.*)"$/, "$1");
// What begins with 0x is hexadecimal, in quotes and without them.
function keyOf(text: string): string {
  const inside = /^"([^"\\$?]*)"$/.exec(text)?.[1] ?? text;
  if (/^0x/i.test(inside)) return Buffer.from(inside.slice(2), "hex").toString();
  if (inside === text) throw new Error("A key without quotes");
  return inside;
}

const words = (...all: readonly string[]) => all.filter((word) => word !== "").join(" ");

function prefixOf(mask: string, one: "1" | "0"): number {
  const bits = mask
    .split(".")
    .map((part) => Number(part).toString(2).padStart(8, "0"))
    .join("");
  const prefix = bits.indexOf(one === "1" ? "0" : "1");
  return prefix < 0 ? 32 : prefix;
}

// Sections at the margin, what belongs to them indented.
function iosxeFacts(text: string): PeerFacts {
  const values = new Values();
  let section = "";
  for (const line of text.split("\n").filter((each) => each !== "")) {
    if (!line.startsWith(" ")) section = line;
    else values.add(section.replace(/ \S*hub\S*/, ""), line.trim());
  }
  const said = (place: RegExp, pattern: RegExp) =>
    values.every(place).flatMap((line) => {
      const [, ...found] = pattern.exec(line) ?? [];
      return found.length === 0 ? [] : [found.join(" ")];
    });
  const [ike1, ike2] = [/^crypto isakmp policy/, /^crypto ikev2/];
  const transform = text.match(/^crypto ipsec transform-set \S+ (.*)$/m)?.[1] ?? "";
  const isVersion2 = text.includes("ikev2");
  const place = isVersion2 ? ike2 : ike1;
  const networks = said(/^ip access-list/, /^permit ip (\S+ \S+ \S+ \S+)$/).map((each) => {
    const [here = "", mask = "", there = "", other = ""] = each.split(" ");
    return `${here}/${prefixOf(mask, "0")} ${there}/${prefixOf(other, "0")}`;
  });
  const key = isVersion2 ? said(ike2, /^pre-shared-key (\S+)$/)[0] : text.match(/^crypto isakmp key (\S+) /m)?.[1];
  const probes = isVersion2 ? said(ike2, /^dpd (\d+) /)[0] : text.match(/^crypto isakmp keepalive (\d+) /m)?.[1];
  return {
    ikeVersion: isVersion2 ? 2 : 1,
    ids: [
      said(ike2, /^identity local \w+ (\S+)/)[0] ?? "",
      said(ike2, /^match identity remote \w+ ([^\s/]+)/)[0] ?? "",
    ],
    gateway: said(/^crypto map/, /^set peer (\S+)$/)[0] ?? "",
    pairs: networks,
    proposals: [
      words(
        ...said(place, /^encryption (.*)$/),
        ...said(place, /^(?:integrity|prf|hash) (.*)$/),
        ...said(place, /^group (.*)$/),
      ),
      words(transform, ...said(/^crypto map/, /^set pfs (\S+)$/)),
    ],
    lifetimes: [
      Number(said(place, /^lifetime (\d+)$/)[0]),
      Number(said(/^crypto map/, /^set security-association lifetime seconds (\d+)$/)[0]),
    ],
    psk: key ?? "",
    probes: Number(probes ?? 0),
  };
}

// Junos and PAN-OS: each line sets one value at a path.
function setFacts(text: string, root: RegExp): PeerFacts {
  const values = new Values();
  for (const line of text.split("\n").filter((each) => each !== "")) {
    const [, path = "", value = ""] = /^set (.+?) ("[^"]*"|\S+)$/.exec(line) ?? [];
    if (!root.test(path)) throw new Error(`Not a statement: ${line}`);
    values.add(path.replace(root, "").replaceAll(" hub-paris", ""), unquoted(value));
  }
  const selectors = [...text.matchAll(/local-ip (\S+) remote-ip (\S+)/g)].map(([, here, there]) => `${here} ${there}`);
  const [here, there] = [values.every(/proxy-id(?:-v6)? pair\d+ local$/), values.every(/pair\d+ remote$/)];
  const [ike, ipsec] = [
    /^ike (?:proposal|crypto-profiles ike-crypto-profiles) /,
    /^ipsec (?:proposal|policy) |ipsec-crypto-profiles /,
  ];
  const word = (place: RegExp, name: string) => values.one(new RegExp(`(?:${place.source}).*${name}$`));
  const hash = "(?:authentication-algorithm|hash|authentication)";
  const group = "(?:dh-group|perfect-forward-secrecy keys)";
  return {
    ikeVersion: Number(/v(\d)/.exec(values.one(/^ike gateway(?: protocol)? version$/))?.[1]),
    ids: [
      values.one(/^ike gateway (?:local-identity [\w-]+|local-id id)$/),
      values.one(/^ike gateway (?:remote-identity [\w-]+|peer-id id)$/),
    ],
    gateway: values.one(/^ike gateway (?:address|peer-address ip)$/),
    pairs: [...selectors, ...here.map((each, at) => `${each} ${there[at]}`)],
    proposals: [ike, ipsec].map((place) =>
      words(word(place, "encryption(?:-algorithm)?"), word(place, hash), word(place, group)),
    ) as [string, string], // of two places
    lifetimes: [ike, ipsec].map(
      (place) => Number(word(place, "lifetime(?:-| )seconds")) || 60 * Number(word(place, "lifetime minutes")),
    ) as [number, number], // of two places
    psk: values.one(/pre-shared-key (?:ascii-text|key)$/),
    probes: Number(values.one(/(?:dead-peer-detection|dpd) interval$/)),
  };
}

// Blocks from `edit` to `next`, in blocks from `config` to `end`.
function fortiosFacts(text: string): PeerFacts {
  const values = new Values();
  let section = "";
  for (const line of text.split("\n").map((each) => each.trim())) {
    const [, name = "", value = ""] = /^set (\S+) (.*)$/.exec(line) ?? [];
    if (line.startsWith("config ")) section = line.split(" ").at(-1) ?? "";
    else if (name !== "") values.add(`${section} ${name}`, name === "psksecret" ? keyOf(value) : unquoted(value));
    else if (!/^(edit "[\w-]{1,15}(-\d+)?"|next|end|)$/.test(line)) throw new Error(`Not a statement: ${line}`);
  }
  const network = (text: string) => {
    const [address = "", mask = ""] = text.split(" ");
    return `${address}/${prefixOf(mask, "1")}`;
  };
  const [here, there] = [values.every(/src-subnet$/), values.every(/dst-subnet$/)];
  const first = (pattern: RegExp) => values.every(pattern)[0] ?? "";
  return {
    ikeVersion: Number(values.one(/ike-version$/)),
    ids: [values.one(/localid$/), values.one(/remote-gw$/)],
    gateway: values.one(/remote-gw$/),
    pairs: here.map((each, at) => `${network(each)} ${network(there[at] ?? "")}`),
    proposals: [
      words(first(/^phase1-interface proposal$/), first(/^phase1-interface dhgrp$/)),
      words(first(/^phase2-interface proposal$/), first(/^phase2-interface dhgrp$/)),
    ],
    lifetimes: [Number(values.one(/keylife$/)), Number(first(/keylifeseconds$/))],
    psk: values.one(/psksecret$/),
    probes: Number(values.one(/dpd-retryinterval$/)),
  };
}

// A menu, `add`, and values by name.
function routerosFacts(text: string): PeerFacts {
  const values = new Values();
  for (const line of text.split("\n").filter((each) => each !== "")) {
    const [, menu, rest = ""] = /^\/ip ipsec (\w+) add (.*)$/.exec(line) ?? [];
    if (menu === undefined) throw new Error(`Not a command: ${line}`);
    for (const [, name = "", value = ""] of rest.matchAll(/([\w-]+)=("[^"]*"|\S+)/g))
      values.add(`${menu} ${name}`, name === "secret" ? keyOf(value) : unquoted(value));
  }
  const [here, there] = [values.every(/src-address$/), values.every(/dst-address$/)];
  const id = (name: string) => values.one(new RegExp(`${name}$`)).replace(/^[\w-]+:/, "");
  const seconds = (pattern: RegExp) => Number(values.one(pattern).replace(/s$/, ""));
  return {
    ikeVersion: values.one(/exchange-mode$/) === "ike2" ? 2 : 1,
    ids: [id("my-id"), id("remote-id")],
    gateway: values.one(/^peer address$/).replace(/\/\d+$/, ""),
    pairs: here.map((each, at) => `${each} ${there[at]}`),
    proposals: [
      words(
        ...["enc-algorithm", "hash-algorithm", "dh-group"].map((name) => values.one(new RegExp(`^profile ${name}$`))),
      ),
      words(
        ...["enc-algorithms", "auth-algorithms", "pfs-group"].map((name) =>
          values.one(new RegExp(`^proposal ${name}$`)),
        ),
      ),
    ],
    lifetimes: [seconds(/^profile lifetime$/), seconds(/^proposal lifetime$/)],
    psk: values.one(/secret$/),
    probes: values.one(/dpd-interval$/) === "disable-dpd" ? 0 : seconds(/dpd-interval$/),
  };
}

const decoded = (text: string) =>
  text.replace(/&(\w+);/g, (_, name) => ({ lt: "<", gt: ">", amp: "&" })[String(name)] ?? "?");

// Elements that close in the order in which they opened.
function pfsenseFacts(text: string): PeerFacts {
  const values = new Values();
  const open: string[] = [];
  for (const [, isEnd, name = "", value = ""] of text.matchAll(/<(\/?)([\w-]+)>([^<]*)/g)) {
    if (isEnd === "") {
      open.push(name);
      if (value.trim() !== "") values.add(open.join("/"), decoded(value));
    } else if (open.pop() !== name) throw new Error(`</${name}> closes another element`);
  }
  if (open.length > 0) throw new Error(`Not closed: ${open.join("/")}`);
  const networks = (side: string) => {
    const [addresses, bits] = ["address", "netbits"].map((part) => values.every(new RegExp(`${side}/${part}$`)));
    return (addresses ?? []).map((address, at) => `${address}/${bits?.[at]}`);
  };
  const [here, there] = [networks("localid"), networks("remoteid")];
  const first = (pattern: RegExp) => values.every(pattern)[0] ?? "";
  const all = (place: string, names: readonly string[]) =>
    words(...names.map((name) => first(new RegExp(`/${place}/(?:.*/)?${name}$`))));
  return {
    ikeVersion: Number(first(/iketype$/).replace("ikev", "")),
    ids: [first(/myid_data$/), first(/peerid_data$/)],
    gateway: first(/remote-gateway$/),
    pairs: here.map((each, at) => `${each} ${there[at]}`),
    proposals: [
      all("phase1", ["name", "keylen", "hash-algorithm", "dhgroup"]),
      all("phase2", ["name", "keylen", "hash-algorithm-option", "pfsgroup"]),
    ],
    lifetimes: [Number(first(/phase1\/lifetime$/)), Number(first(/phase2\/lifetime$/))],
    psk: first(/pre-shared-key$/),
    probes: Number(first(/dpd_delay$/)),
  };
}
