"use strict";

// provider/src/core/formats.ts
var import_node_net = require("node:net");
function isIdentifier(value) {
  return /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(value);
}
function isCidr(value) {
  const [address = "", prefix = "", ...rest] = value.split("/");
  const version = (0, import_node_net.isIP)(address);
  return rest.length === 0 && version !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}

// provider/src/core/masking/commonWords.ts
var COMMON_WORDS = new Set(
  "accept accepted access account action active address addresses administrator allowed already another attribute attributes authentication authorization available badrequest before branch cannot catalog change changed character characters client cloud conflict connect connected connection connections contact could create created creating database default delete deleted deleting denied detail details disabled domain domains double duplicate encryption endpoint endpoints error errors exceed exceeded exception exist existing exists expired expression failed failure field following forbidden format found gateway gateways given group groups header headers httpbadrequest ikepolicies ikepolicy incorrect information input instance integer interface internal invalid ipsec ipsecpolicies ipsecpolicy limit length limited longer maximum message method minimum missing network networks neutron number object operation operator option parameter parameters password pending permission permitted please policies policy problem project projects properties property protocol provided public quota range reached reason refused region request requested required requires resource resources response return router routers secret server servers service services session should signature specified status string subnet subnets support supported system target tenant timeout tunnel tunnels unable unauthorized unexpected unknown update updated updating usable values version vpnaas vpnservice vpnservices without".split(" ")
);

// provider/src/core/masking/traced.ts
function traced(text2) {
  const from = Array.from({ length: text2.length }, (_, at) => at);
  return { text: text2, from, to: from.map((at) => at + 1) };
}
function rewrite(source, pattern, decode) {
  const parts = [];
  const [from, to] = [[], []];
  let copied = 0;
  const copyUntil = (end) => {
    parts.push(source.text.slice(copied, end));
    for (let at = copied; at < end; at += 1) {
      from.push(source.from[at] ?? 0);
      to.push(source.to[at] ?? 0);
    }
  };
  for (const match of source.text.matchAll(pattern)) {
    const decoded = match[0] === "" ? void 0 : decode(match[0]);
    if (decoded === void 0 || decoded === match[0]) continue;
    const end = match.index + match[0].length;
    copyUntil(match.index);
    parts.push(decoded);
    for (let at = 0; at < decoded.length; at += 1) {
      from.push(source.from[match.index] ?? 0);
      to.push(source.to[end - 1] ?? 0);
    }
    copied = end;
  }
  if (copied === 0) return void 0;
  copyUntil(source.text.length);
  return { text: parts.join(""), from, to };
}

// provider/src/core/masking/runs.ts
var RUN = 6;
function folded(text2) {
  return /^[!-~]*$/.test(text2) ? text2.toLowerCase() : [...text2].map(foldedCharacter).join("").replace(/\s+/g, " ");
}
function foldedTraced({ text: text2, from, to }) {
  const letters = [];
  const [starts, ends] = [[], []];
  let at = 0;
  for (const character2 of text2) {
    const last = at + character2.length - 1;
    for (const unit of foldedCharacter(character2)) {
      if (unit === " " && letters.at(-1) === " ") continue;
      for (const half of unit.split("")) {
        letters.push(half);
        starts.push(from[at] ?? 0);
        ends.push(to[last] ?? 0);
      }
    }
    at = last + 1;
  }
  return { text: letters.join(""), from: starts, to: ends };
}
function foldedCharacter(character2) {
  if (/^[!-~]$/.test(character2)) return character2.toLowerCase();
  return /^\s$/u.test(character2) ? " " : character2.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
var found = /* @__PURE__ */ new Map();
var MOST_KEPT = 64;
function runsOf(secret) {
  const known = found.get(secret) ?? new Set(runsOfBoth(secret));
  found.delete(secret);
  found.set(secret, known);
  for (const oldest of found.keys()) {
    if (found.size <= MOST_KEPT) break;
    found.delete(oldest);
  }
  return known;
}
function runsOfBoth(secret) {
  const text2 = folded(secret);
  return [...allRuns(text2), ...allRuns(text2.replace(MARKS, ""))];
}
function withoutMarks(source) {
  return rewrite(source, MARKS, () => "");
}
var MARKS = /[^\p{L}\p{N}]+/gu;
function allRuns(text2) {
  return Array.from({ length: Math.max(0, text2.length - RUN + 1) }, (_, at) => text2.slice(at, at + RUN));
}

// provider/src/core/masking/spellings.ts
var SHORT = 4;
var PLAIN = /^[\w.-]+$/;
function spellingsOf(secret) {
  if (PLAIN.test(secret)) return [secret];
  const once = escapings(secret);
  return [.../* @__PURE__ */ new Set([secret, ...once, ...once.flatMap(escapings)])];
}
function escapings(text2) {
  const json = JSON.stringify(text2).slice(1, -1);
  const html = text2.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const controls = text2.replace(/\\/g, "\\\\").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t");
  const latin = Buffer.from(text2, "utf8").toString("latin1");
  const wellFormed = Buffer.from(text2, "utf8").toString("utf8");
  const url = encodeURIComponent(wellFormed);
  const strictUrl = url.replace(/[!'()*~]/g, (character2) => `%${character2.charCodeAt(0).toString(16)}`);
  return [
    json,
    json.replace(/\//g, "\\/"),
    ascii(json, JSON_ESCAPE),
    controls,
    controls.replace(/'/g, "\\'"),
    ascii(controls, PYTHON_ESCAPE),
    ascii(controls, PYTHON_ESCAPE).replace(/'/g, "\\'"),
    url,
    url.replace(/%20/g, "+"),
    strictUrl,
    strictUrl.replace(/%20/g, "+"),
    encodeURI(wellFormed),
    html,
    html.replace(/"/g, "&quot;").replace(/'/g, "&#39;"),
    html.replace(/"/g, "&#34;").replace(/'/g, "&#x27;"),
    latin,
    ...text2.trim().length >= SHORT ? [text2.trim()] : []
  ].filter((spelling) => spelling !== "");
}
var JSON_ESCAPE = (unit) => `\\u${unit.toString(16).padStart(4, "0")}`;
var PYTHON_ESCAPE = (unit) => unit < 256 ? `\\x${unit.toString(16)}` : JSON_ESCAPE(unit);
function ascii(text2, escapeUnit) {
  return text2.replace(/[^ -~]/g, (character2) => escapeUnit(character2.charCodeAt(0)));
}

// provider/src/core/masking/rememberedSecrets.ts
var unsorted = /* @__PURE__ */ new Set();
var byHead = /* @__PURE__ */ new Map();
var withoutRuns = /* @__PURE__ */ new Set();
var runs = /* @__PURE__ */ new Set();
var foldedSecrets = [];
var publicWords = /* @__PURE__ */ new Set();
function isPublic(text2) {
  return publicWords.has(text2);
}
function rememberedIn(text2) {
  sortIn();
  const capitals = text2.toUpperCase();
  const found2 = /* @__PURE__ */ new Set();
  for (let at = 0; at + SHORT <= capitals.length; at += 1) {
    for (const spelling of byHead.get(capitals.slice(at, at + SHORT)) ?? [])
      if (capitals.startsWith(spelling.text, at)) found2.add(spelling.secret);
  }
  return [...found2];
}
function sharesWithRemembered(run2) {
  for (const secret of withoutRuns) {
    const text2 = folded(secret);
    foldedSecrets.push(text2);
    for (const own of runsOfBoth(secret)) runs.add(own);
  }
  withoutRuns.clear();
  return runs.has(run2);
}
function rememberedHolds(text2) {
  return foldedSecrets.some((secret) => secret.includes(text2));
}
function sortIn() {
  for (const secret of unsorted) {
    for (const text2 of new Set(spellingsOf(secret).map((spelling) => spelling.toUpperCase()))) {
      const head = text2.slice(0, SHORT);
      const others = byHead.get(head);
      if (others === void 0) byHead.set(head, [{ text: text2, secret }]);
      else others.push({ text: text2, secret });
    }
  }
  unsorted.clear();
}

// provider/src/core/masking/sharedRuns.ts
var import_node_net2 = require("node:net");

// provider/src/core/masking/decodings.ts
var DEEPEST = 4;
var MOST_CHARACTERS = 15e5;
var MOST_READINGS = 200;
function readingsOf(text2) {
  const readings = [traced(text2)];
  const seen = /* @__PURE__ */ new Set([text2]);
  let characters = text2.length;
  let layer = readings.slice();
  for (let depth = 0; depth < DEEPEST && layer.length > 0; depth += 1) {
    const next = [];
    for (const reading of layer) {
      for (const { pattern, decode } of DECODERS) {
        if (readings.length >= MOST_READINGS || characters >= MOST_CHARACTERS) return readings;
        const decoded = rewrite(reading, pattern, decode);
        if (decoded === void 0 || seen.has(decoded.text)) continue;
        seen.add(decoded.text);
        characters += decoded.text.length;
        next.push(decoded);
        readings.push(decoded);
      }
    }
    layer = next;
  }
  return readings;
}
var HEXADECIMAL = /(?:0x|\\x)?[0-9a-f]{2}(?:[\s:,-]{0,2}(?:0x|\\x)?[0-9a-f]{2}){5,}/gi;
var DECODERS = [
  { pattern: /&(?:#\d{1,16}|#x[0-9a-f]{1,16}|[a-z]{2,8}\d{0,2});?/gi, decode: entity },
  { pattern: /(?:%[0-9a-f]{2})+/gi, decode: (run2) => textOf(bytesOf(run2.replaceAll("%", ""))) },
  {
    pattern: /\\(?:u\{[0-9a-f]{1,6}\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|U[0-9a-fA-F]{4}|[xX][0-9a-fA-F]{2}|[0-7]{3}|[nrt]|[^\s\w])/g,
    decode: escaped
  },
  { pattern: /(?:=[0-9A-F]{2})+/g, decode: (run2) => textOf(bytesOf(run2.replaceAll("=", ""))) },
  { pattern: /[+_]/g, decode: () => " " },
  { pattern: /(?:(?:U\+|%u)[0-9a-f]{4,6}[\s,;]*)+/gi, decode: codePoints },
  { pattern: /(?:\\[0-9a-f]{2})+/gi, decode: (run2) => textOf(bytesOf(run2.replaceAll("\\", ""))) },
  // UTF-16 that was read byte by byte, and what is not to be seen.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  { pattern: /(?:\u001b\[[\d;]*[A-Za-z]|[\u0000-\u0008\u000e-\u001f\u007f\ufffd\p{Cf}])+/gu, decode: () => "" },
  { pattern: /<\/?[a-z][^<>]{0,40}>/gi, decode: () => "" },
  { pattern: /(?<!\S)\S(?: \S){5,}(?!\S)/g, decode: (run2) => run2.replaceAll(" ", "") },
  // And bytes that were read as UTF-16.
  { pattern: /[\u2000-\uffff]{3,}/g, decode: (run2) => Buffer.from(run2, "utf16le").toString("latin1") },
  { pattern: /[\u2000-\uffff]{3,}/g, decode: (run2) => Buffer.from(run2, "utf16le").swap16().toString("latin1") },
  // UTF-8 that was read as Latin-1.
  { pattern: /[\u0080-\u00ff]{2,}/g, decode: (run2) => utf8Of(Buffer.from(run2, "latin1")) },
  { pattern: HEXADECIMAL, decode: (run2) => readable(bytesOf(run2)) },
  { pattern: HEXADECIMAL, decode: (run2) => readable(bytesOf(run2.slice(1))) },
  { pattern: /\d{2,3}(?:[\s,;]{1,2}\d{2,3}){5,}/g, decode: decimals },
  { pattern: /(?:[01]\d\d|2[0-5]\d){6,}/g, decode: (run2) => decimals(run2.replace(/\d{3}(?=\d)/g, "$& ")) },
  { pattern: /[01]{8}(?:\s?[01]{8}){5,}/g, decode: binary },
  ...[0, 1, 2, 3].map((skipped) => ({
    pattern: /[A-Za-z0-9+/_-]{8,}/g,
    decode: (run2) => readable(Buffer.from(run2.slice(skipped), "base64"))
  })),
  { pattern: /[A-Z2-7]{10,}/gi, decode: (run2) => readable(fromBase32(run2.toUpperCase())) }
];
function bytesOf(hexadecimal) {
  return Buffer.from(hexadecimal.replaceAll(/\\?0?x|[^0-9a-f]/gi, ""), "hex");
}
function textOf(bytes) {
  return utf8Of(bytes) ?? bytes.toString("latin1");
}
function utf8Of(bytes) {
  const text2 = bytes.toString("utf8");
  return text2.includes("\uFFFD") ? void 0 : text2;
}
function readable(bytes) {
  const text2 = textOf(bytes);
  return /(?:[\p{L}\p{N}\p{P}\p{S} ]\u0000?){6}/u.test(text2) ? text2 : void 0;
}
function decimals(run2) {
  const codes = run2.split(/[\s,;]+/).map(Number);
  return codes.every((code) => code < 256) ? textOf(Buffer.from(codes)) : void 0;
}
function binary(run2) {
  return textOf(Buffer.from((run2.match(/[01]{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2))));
}
function codePoints(run2) {
  return [...run2.matchAll(/[0-9a-f]{4,6}/gi)].map(([code]) => character(Number.parseInt(code, 16)) ?? "").join("");
}
var CONTROLS = { n: "\n", r: "\r", t: "	" };
function escaped(run2) {
  const code = /^\\[ux]\{?([0-9a-f]+)\}?$/i.exec(run2)?.[1];
  if (code !== void 0) return character(Number.parseInt(code, 16));
  return /^\\\d/.test(run2) ? character(Number.parseInt(run2.slice(1), 8)) : CONTROLS[run2.slice(1)] ?? run2.slice(1);
}
function character(code) {
  return code <= 1114111 ? String.fromCodePoint(code) : void 0;
}
function fromBase32(run2) {
  const bits = [...run2].map((sign) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0"));
  const octets2 = bits.join("").match(/.{8}/g) ?? [];
  return Buffer.from(octets2.map((octet) => Number.parseInt(octet, 2)));
}
var NAMED = {
  ...names(32, "tab newline", [9, 10]),
  ...names(33, "excl quot num dollar percnt amp apos lpar rpar ast plus comma hyphen period sol"),
  ...names(58, "colon semi lt equals gt quest commat"),
  ...names(91, "lsqb bsol rsqb hat lowbar grave"),
  ...names(123, "lcub verbar rcub tilde"),
  ...names(0, "lbrack rbrack lbrace rbrace vert dash", [91, 93, 123, 125, 124, 45]),
  ...names(
    160,
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3"
  ),
  ...names(180, "acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"),
  ...names(224, "agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml"),
  ...names(240, "eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml"),
  szlig: "\xDF"
};
function names(first, list, codes) {
  return Object.fromEntries(list.split(" ").map((name, at) => [name, String.fromCharCode(codes?.[at] ?? first + at)]));
}
function entity(run2) {
  const body = run2.slice(1).replace(/;$/, "").toLowerCase();
  if (body.startsWith("#x")) return character(Number.parseInt(body.slice(2), 16));
  return body.startsWith("#") ? character(Number(body.slice(1))) : NAMED[body];
}

// provider/src/core/masking/tokenLike.ts
var TOKENS = [
  /(?<![A-Za-z0-9])(?:gaaaa[\w=%-]{2,}|eyJ[\w-]{8,}(?:\.[\w-]*){0,4}|MII[\w+/=-]{60,}|PKIZ_[\w=-]{16,})/gi,
  // Spelled as they are issued, also where they follow a letter or are cut off.
  /gAAAAA[\w=%-]+|eyJ[\w-]{8,}\.eyJ[\w-]*(?:\.[\w-]*)?|(?<![A-Za-z0-9])MII(?=[^a-z\s]*[a-z])(?=[^\d\s]*\d)[\w+/=-]{12,}/g
];
var HEADERS = "x-(?:auth|subject|security|service|storage|amz-security)-token|(?:proxy-)?authorization|(?:set-)?cookie";
var PARAMETERS = "x-amz-(?:signature|credential)|signature|credential|access_?token|openstack-auth-receipt";
var SCHEMES = "(?:bearer|basic|digest|[a-z0-9-]+-hmac-sha256)\\s+";
var NAMED2 = new RegExp(
  `\\b((?:${HEADERS}|${PARAMETERS})["']?\\s*[=:]\\s*["']?(?:${SCHEMES})?)(?=[^\\s"',;&]*\\d)[^\\s"',;&]{8,}`,
  "gi"
);
var KEY = /\b(access(?:[_-]?key)?(?:[_-]?id)?=)(?=[\w+/.-]*\d)[\w+/.-]{8,}/gi;
var BARE = new RegExp(`\\b(${SCHEMES})(?=[\\w+/.~-]*\\d)[\\w+/.~-]{16,}=*`, "gi");
var USER_INFO = /((?:\b[a-z][\w+.-]{0,20}:|(?<![:/\\\w]))[/\\]{2})(?:[^\s/@'"]+|[^\s/@:'"]*:(?!\d{1,5}\/)[^\s@'"]+)@/gi;
var BEHIND = [NAMED2, KEY, BARE];
function maskTokenLike(text2, mask) {
  const masked2 = TOKENS.reduce((left, pattern) => left.replace(pattern, mask), text2);
  return BEHIND.reduce((left, pattern) => left.replace(pattern, `$1${mask}`), masked2).replace(USER_INFO, `$1${mask}@`);
}
function tokensIn(text2) {
  return [...TOKENS, ...BEHIND].flatMap(
    (pattern) => [...text2.matchAll(pattern)].map(({ 0: { length }, 1: name = "", index }) => [
      index + name.length,
      index + length
    ])
  );
}

// provider/src/core/masking/sharedRuns.ts
var LETTERS = /^-{0,2}[a-z]+$/i;
function blotShared(text2, suspicion, mask) {
  const hits = new Uint8Array(text2.length);
  for (const reading of readingsOf(text2)) {
    markShared(reading, suspicion.secrets, hits);
    for (const [start, end] of tokensIn(reading.text)) hits.fill(PROOF, reading.from[start], reading.to[end - 1]);
    const joined2 = withoutMarks(reading);
    if (joined2 !== void 0) markJoined(text2, joined2, { secrets: suspicion.secrets, hits });
  }
  markCut(text2, suspicion.secrets, hits);
  if (hits.every((hit) => hit === 0)) return text2;
  return text2.replace(
    /\S+/g,
    (word, at) => blotWord(word, hits.subarray(at, at + word.length), suspicion, mask)
  );
}
var PROOF = 2;
function markShared(reading, secrets, hits) {
  const { text: text2, from, to } = foldedTraced(reading);
  const own = secrets.map(runsOf);
  for (let at = 0; at + RUN <= text2.length; at += 1) {
    const run2 = text2.slice(at, at + RUN);
    if (!own.some((runs2) => runs2.has(run2)) && !sharesWithRemembered(run2)) continue;
    hits.fill(1, from[at], to[at + RUN - 1]);
  }
  for (const secret of secrets.map(folded).filter(({ length }) => length >= SHORTEST && length < RUN)) {
    for (let at = text2.indexOf(secret); at >= 0; at = text2.indexOf(secret, at + 1)) {
      const isAlone = !/\w/.test(`${text2[at - 1] ?? ""}${text2[at + secret.length] ?? ""}`);
      if (isAlone) hits.fill(1, from[at], to[at + secret.length - 1]);
    }
  }
}
function markJoined(text2, joined2, { secrets, hits }) {
  const own = new Uint8Array(text2.length);
  markShared(joined2, secrets, own);
  if (!own.includes(1)) return;
  for (const { 0: word, index } of text2.matchAll(/[^\s=:,;()[\]{}-]+/g)) {
    const letters = [...word.matchAll(/[\p{L}\p{N}]/gu)].map(({ index: at }) => index + at);
    const found2 = letters.filter((at) => own[at] === 1);
    const isWhole = found2.length > 0 && found2.length === letters.length && !isBareLetter(text2, index, word);
    if (isWhole || found2.length >= RUN) for (const at of found2) hits[at] = 1;
  }
}
var isBareLetter = (text2, at, word) => word.length === 1 && !/\S/.test(`${text2[at - 1] ?? ""}${text2[at + 1] ?? ""}`);
var SHORTEST = 4;
function markCut(text2, secrets, hits) {
  const whole = secrets.map(folded).filter(({ length }) => length >= SHORTEST);
  for (const { 1: head = "", index } of text2.matchAll(/([^\s'"]{2,})(?=\.{2,}|…|\*+)/g)) {
    for (const { 1: stem = "", index: start } of head.replace(/[.*]+$/, "").matchAll(/(?<=^|[=:,(/[-])(?=(\S{2,}))/g))
      if (whole.some((secret) => secret.startsWith(folded(stem)))) hits.fill(1, index + start, index + head.length);
  }
}
function blotWord(word, hits, suspicion, mask) {
  if (hits.every((hit) => hit === 0)) return word;
  let [start, end] = [0, word.length];
  while (start < end && hits[start] === 0 && /["'`([{<«=:]/.test(word[start] ?? "")) start += 1;
  while (end > start && hits[end - 1] === 0 && /["'`)\]}>».,;:!?…]/.test(word[end - 1] ?? "")) end -= 1;
  const bare = word.slice(start, end);
  if (isHarmless(bare, hits.subarray(start, end), suspicion)) return word;
  return `${word.slice(0, start)}${mask}${word.slice(end)}`;
}
function isHarmless(word, hits, suspicion) {
  if (hits.includes(PROOF)) return false;
  if (isKnown(word, suspicion)) return true;
  return [...word.matchAll(/[^=:,;/"'()[\]{}<>]+/g)].every(({ 0: piece, index }) => {
    return !hits.subarray(index, index + piece.length).includes(1) || isKnown(piece, suspicion);
  });
}
function isKnown(word, { secrets, publicWords: publicWords2, isDelicate, isOwn }) {
  if (isOwn === true && LETTERS.test(word)) return true;
  const plain = folded(word);
  if (publicWords2.has(plain) || isPublic(plain)) return true;
  if (!isDelicate && plain.split(/[_.-]/).every((part) => part === "" || COMMON_WORDS.has(part))) return true;
  const id = word.replace(/^req-/, "");
  if (!isIdentifier(id) && !isCidr(word) && (0, import_node_net2.isIP)(word) === 0) return false;
  return !secrets.some((secret) => folded(secret).includes(folded(id))) && !rememberedHolds(folded(id));
}

// provider/src/core/masking/masking.ts
var MASK = "[masked]";
var LONGEST = 16e3;
function maskSecrets(text2, secrets) {
  if (text2.length > LONGEST) {
    return `[${text2.length} characters, not shown]`;
  }
  const possible = secrets.filter((secret) => secret.trim().length <= text2.length);
  return maskSpellings(text2, [.../* @__PURE__ */ new Set([...possible, ...rememberedIn(text2)])]);
}
function maskSpellings(text2, secrets) {
  const spellings = [...new Set(secrets.flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
  return spellings.reduce((masked2, spelling) => masked2.replace(patternOf(spelling), MASK), text2);
}
function maskForeign(text2, secrets = [], publicWords2 = []) {
  const masked2 = maskTokenLike(maskSecrets(text2, secrets), MASK);
  if (isPublic(folded(masked2))) return masked2;
  const known = new Set(publicWords2.flatMap((word) => [folded(word), ...folded(word).split(" ")]));
  const pieces = secrets.filter((secret) => !secret.includes(SIGNED_HEADERS));
  const blotted = blotShared(masked2, { secrets: pieces, publicWords: known, isDelicate: DELICATE.test(masked2) }, MASK);
  return blotted.replace(/(?:\[masked\]\s+)+(?=\[masked\])/g, "");
}
var DELICATE = /psk|pre-?shared|passw|secret/i;
var SIGNED_HEADERS = "SignedHeaders=";
function patternOf(spelling) {
  const literal = spelling.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(spelling.length < SHORT ? `(?<!\\w)${literal}(?!\\w)` : literal, "gi");
}

// provider/src/core/sanitize.ts
var LONGEST2 = 80;
function sanitize(value) {
  if (typeof value === "string") return escapeControls(JSON.stringify(shortened(masked(value))));
  return escapeControls(shortened(masked(jsonOf(value))));
}
function jsonOf(value) {
  try {
    return JSON.stringify(value) ?? "undefined";
  } catch {
    return "a value that cannot be written down";
  }
}
function masked(text2) {
  return maskForeign(text2.slice(0, 4 * LONGEST2));
}
function escapeControls(text2) {
  return text2.toWellFormed().replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
}
function shortened(text2) {
  return text2.length > LONGEST2 ? `${text2.slice(0, LONGEST2)}\u2026` : text2;
}

// provider/src/peer/algorithms.ts
var HASHES = ["md5", "sha1", "sha256", "sha384", "sha512", "aes-xcbc", "aes-cmac"];
var CHECK_VALUES = {
  md5: 12,
  sha1: 12,
  sha256: 16,
  sha384: 24,
  sha512: 32,
  "aes-xcbc": 12,
  "aes-cmac": 12
};
var SIZES = [128, 192, 256];
var CHECKS = [8, 12, 16];
var CIPHERS = [
  "3des",
  ...SIZES.map((bits) => `aes-${bits}`),
  ...SIZES.map((bits) => `aes-${bits}-ctr`),
  ...["ccm", "gcm"].flatMap((mode) => SIZES.flatMap((bits) => CHECKS.map((icv) => `aes-${bits}-${mode}-${icv}`)))
];
function cipherNames(wordOf) {
  return CIPHERS.filter((name) => {
    const cipher = cipherOf(name);
    return cipher !== void 0 && wordOf(cipher) !== void 0;
  });
}
function hashNames(wordOf) {
  return HASHES.filter((hash) => wordOf(hash) !== void 0);
}
function groupNames(wordOf) {
  const numbers = Array.from({ length: 31 }, (_, at) => at + 1);
  return numbers.filter((number) => wordOf(number) !== void 0).map((number) => `group${number}`);
}
function cipherOf(name) {
  if (name === "3des") return { name, bits: 168, mode: "cbc", icv: void 0 };
  const [, bits, , mode = "cbc", , icv] = /^aes-(128|192|256)(-(ctr|ccm|gcm)(-(8|12|16))?)?$/.exec(name) ?? [];
  if (bits === void 0 || mode !== "cbc" && mode !== "ctr" && mode !== "ccm" && mode !== "gcm") return void 0;
  return { name, bits: Number(bits), mode, icv: icv === void 0 ? void 0 : Number(icv) };
}
function hashOf(name) {
  const own = name.replace(/^sha2-/, "sha");
  return HASHES.find((hash) => hash === own);
}
function groupOf(name) {
  if (name === "disable") return 0;
  const [, number] = /^group(\d{1,2})$/.exec(name) ?? [];
  return number === void 0 ? void 0 : Number(number);
}
function isAead({ mode }) {
  return mode === "ccm" || mode === "gcm";
}
function blockOf(cipher) {
  if (cipher.mode !== "cbc") return { block: 4, vector: 8 };
  const block = cipher.name === "3des" ? 8 : 16;
  return { block, vector: block };
}
function checkValueOf(cipher, hash) {
  return isAead(cipher) ? cipher.icv ?? 16 : CHECK_VALUES[hash];
}

// provider/src/peer/declared.ts
var import_node_net5 = require("node:net");

// provider/src/core/meaning.ts
var import_node_net3 = require("node:net");
function withoutHostBits(network2) {
  if (!isCidr(network2)) return void 0;
  const [address = "", prefix = ""] = network2.split("/");
  const bits = bitsOf(address);
  if (bits === void 0) return void 0;
  const kept = withoutHost(bits, Number(prefix));
  return kept === bits.value ? void 0 : `${textOf2({ ...bits, value: kept })}/${Number(prefix)}`;
}
function bitsOf(address) {
  const version = (0, import_node_net3.isIP)(address);
  if (version === 4) return { size: 32, value: joined(octets(address), 8n) };
  if (version !== 6 || address.includes("%")) return void 0;
  const [before = "", after] = address.split("::");
  const [left, right] = [groups(before), groups(after ?? "")];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0);
  return { size: 128, value: joined([...left, ...zeros, ...right], 16n) };
}
function groups(text2) {
  if (text2 === "") return [];
  return text2.split(":").flatMap((group) => {
    if (!group.includes(".")) return [Number.parseInt(group, 16)];
    const [first = 0, second = 0, third = 0, fourth = 0] = octets(group);
    return [first * 256 + second, third * 256 + fourth];
  });
}
var octets = (address) => address.split(".").map(Number);
var joined = (parts, width) => parts.reduce((value, part) => value << width | BigInt(part), 0n);
function withoutHost({ size, value }, prefix) {
  const host = BigInt(size - prefix);
  return value >> host << host;
}
function textOf2({ size, value }) {
  const [count, width] = size === 32 ? [4, 8] : [8, 16];
  const parts = Array.from(
    { length: count },
    (_, at) => Number(value >> BigInt((count - 1 - at) * width) & (1n << BigInt(width)) - 1n)
  );
  if (size === 32) return parts.join(".");
  const written = parts.map((part) => part.toString(16)).join(":");
  return new URL(`http://[${written}]/`).hostname.slice(1, -1);
}

// provider/src/core/record.ts
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// schema.json
var schema_default = {
  name: "vpnaas",
  displayName: "VPNaaS",
  description: "Declare IPsec site-to-site VPN connections on the classic VPN API of Open Telekom Cloud and on OpenStack Neutron VPNaaS.",
  keywords: ["category/network", "kind/native", "vpn", "ipsec", "openstack", "open-telekom-cloud"],
  license: "Apache-2.0",
  publisher: "pulumivpnaas",
  namespace: "pulumivpnaas",
  homepage: "https://github.com/pulumivpnaas/pulumi-vpnaas",
  repository: "https://github.com/pulumivpnaas/pulumi-vpnaas",
  pluginDownloadURL: "github://api.github.com/pulumivpnaas/pulumi-vpnaas",
  config: {
    variables: {
      authUrl: {
        type: "string",
        description: "Address of the identity service (Keystone v3, OTC IAM), for example https://iam.eu-nl.otc.t-systems.com/v3 or https://keystone.example.com:5000/v3.",
        defaultInfo: {
          environment: ["OS_AUTH_URL"]
        }
      },
      username: {
        type: "string",
        description: "Name of the user who logs in with a password, or who owns an application credential given by name.",
        defaultInfo: {
          environment: ["OS_USERNAME", "OS_USER_NAME"]
        }
      },
      userId: {
        type: "string",
        description: "Id of the user, instead of username and a user domain.",
        defaultInfo: {
          environment: ["OS_USER_ID"]
        }
      },
      password: {
        type: "string",
        description: "Password of the user.",
        secret: true,
        defaultInfo: {
          environment: ["OS_PASSWORD"]
        }
      },
      userDomainName: {
        type: "string",
        description: "Name of the domain the user belongs to; on OTC the account name such as OTC00000000001000000123.",
        defaultInfo: {
          environment: ["OS_USER_DOMAIN_NAME"]
        }
      },
      userDomainId: {
        type: "string",
        description: "Id of the domain the user belongs to, instead of userDomainName.",
        defaultInfo: {
          environment: ["OS_USER_DOMAIN_ID"]
        }
      },
      projectName: {
        type: "string",
        description: "Name of the project the VPN resources belong to; an application credential has to be for that project already.",
        defaultInfo: {
          environment: ["OS_PROJECT_NAME", "OS_TENANT_NAME"]
        }
      },
      projectId: {
        type: "string",
        description: "Id of the project, instead of projectName; wins over a projectName of the same source.",
        defaultInfo: {
          environment: ["OS_PROJECT_ID", "OS_TENANT_ID"]
        }
      },
      projectDomainName: {
        type: "string",
        description: "Name of the domain that holds the project given by projectName.",
        defaultInfo: {
          environment: ["OS_PROJECT_DOMAIN_NAME"]
        }
      },
      projectDomainId: {
        type: "string",
        description: "Id of the domain that holds the project, instead of projectDomainName.",
        defaultInfo: {
          environment: ["OS_PROJECT_DOMAIN_ID"]
        }
      },
      domainName: {
        type: "string",
        description: "Name of one domain for both the user and the project, where the same source names no domain of their own.",
        defaultInfo: {
          environment: ["OS_DOMAIN_NAME"]
        }
      },
      domainId: {
        type: "string",
        description: "Id of one domain for both the user and the project, instead of domainName.",
        defaultInfo: {
          environment: ["OS_DOMAIN_ID"]
        }
      },
      token: {
        type: "string",
        description: "A token issued earlier, instead of a password or an application credential.",
        secret: true,
        defaultInfo: {
          environment: ["OS_TOKEN", "OS_AUTH_TOKEN"]
        }
      },
      applicationCredentialId: {
        type: "string",
        description: "Id of a Keystone application credential.",
        defaultInfo: {
          environment: ["OS_APPLICATION_CREDENTIAL_ID"]
        }
      },
      applicationCredentialName: {
        type: "string",
        description: "Name of a Keystone application credential, instead of its id; needs userId or username as well.",
        defaultInfo: {
          environment: ["OS_APPLICATION_CREDENTIAL_NAME"]
        }
      },
      applicationCredentialSecret: {
        type: "string",
        description: "Secret of the application credential.",
        secret: true,
        defaultInfo: {
          environment: ["OS_APPLICATION_CREDENTIAL_SECRET"]
        }
      },
      accessKey: {
        type: "string",
        description: "Access key (AK) of Open Telekom Cloud: requests are signed with it instead of carrying a token.",
        secret: true,
        defaultInfo: {
          environment: ["OS_ACCESS_KEY"]
        }
      },
      secretKey: {
        type: "string",
        description: "Secret key (SK) that belongs to accessKey.",
        secret: true,
        defaultInfo: {
          environment: ["OS_SECRET_KEY"]
        }
      },
      securityToken: {
        type: "string",
        description: "Security token of a temporary access key; taken only from where secretKey stands, or from a source of higher precedence.",
        secret: true,
        defaultInfo: {
          environment: ["OS_SECURITY_TOKEN"]
        }
      },
      region: {
        type: "string",
        description: "Region whose network endpoint is taken from the service catalog, for example eu-nl or RegionOne.",
        defaultInfo: {
          environment: ["OS_REGION_NAME", "OS_REGION"]
        }
      },
      interface: {
        $ref: "#/types/vpnaas:index:EndpointInterface",
        description: "Which endpoint of the service catalog is used: public, internal or admin.",
        default: "public",
        defaultInfo: {
          environment: ["OS_INTERFACE", "OS_ENDPOINT_TYPE"]
        }
      },
      endpoint: {
        type: "string",
        description: "Base address of the VPN API (without /v2.0), instead of the one in the service catalog.",
        defaultInfo: {
          environment: ["OS_NETWORK_ENDPOINT_OVERRIDE", "OS_NETWORK_ENDPOINT"]
        }
      },
      cacert: {
        type: "string",
        description: "Path of a PEM file with the certificate authorities to trust.",
        defaultInfo: {
          environment: ["OS_CACERT"]
        }
      },
      insecure: {
        type: "boolean",
        description: "true switches the verification of TLS certificates off (in clouds.yaml: verify: false).",
        default: false,
        defaultInfo: {
          environment: ["OS_INSECURE"]
        }
      },
      cloud: {
        type: "string",
        description: "Name of the cloud in clouds.yaml. Named here it comes before OS_*, chosen by OS_CLOUD after them.",
        defaultInfo: {
          environment: ["OS_CLOUD"]
        }
      },
      dialect: {
        $ref: "#/types/vpnaas:index:Dialect",
        description: "Whose rules inputs are checked against: otc (Open Telekom Cloud) or openstack (upstream Neutron). Default: otc where the host of authUrl is below otc.t-systems.com, else openstack.",
        defaultInfo: {
          environment: ["VPNAAS_DIALECT"]
        }
      },
      strict: {
        type: "boolean",
        description: "true turns warnings about inputs into failures.",
        default: false
      },
      requestTimeout: {
        type: "string",
        description: "How long one HTTP request may take: seconds, or a duration such as 90s or 2m.",
        default: "60s"
      },
      createTimeout: {
        type: "string",
        description: "How long a create may take until the resource is settled: seconds, or a duration such as 10m.",
        default: "10m"
      },
      updateTimeout: {
        type: "string",
        description: "How long an update may take until the resource is settled: seconds, or a duration such as 10m.",
        default: "10m"
      },
      deleteTimeout: {
        type: "string",
        description: "How long a delete may take until the resource is gone: seconds, or a duration such as 10m.",
        default: "10m"
      },
      activeTimeout: {
        type: "string",
        description: "How long a connection with waitFor: active may take from settled to ACTIVE: seconds, or a duration such as 5m.",
        default: "5m"
      }
    }
  },
  provider: {
    description: "One cloud, project and set of credentials. Without an explicit provider, the stack configuration (`vpnaas:*`), `OS_*` environment variables and clouds.yaml are used.",
    inputProperties: {
      authUrl: {
        type: "string",
        description: "Address of the identity service (Keystone v3, OTC IAM), for example https://iam.eu-nl.otc.t-systems.com/v3 or https://keystone.example.com:5000/v3.",
        defaultInfo: {
          environment: ["OS_AUTH_URL"]
        }
      },
      username: {
        type: "string",
        description: "Name of the user who logs in with a password, or who owns an application credential given by name.",
        defaultInfo: {
          environment: ["OS_USERNAME", "OS_USER_NAME"]
        }
      },
      userId: {
        type: "string",
        description: "Id of the user, instead of username and a user domain.",
        defaultInfo: {
          environment: ["OS_USER_ID"]
        }
      },
      password: {
        type: "string",
        description: "Password of the user.",
        secret: true,
        defaultInfo: {
          environment: ["OS_PASSWORD"]
        }
      },
      userDomainName: {
        type: "string",
        description: "Name of the domain the user belongs to; on OTC the account name such as OTC00000000001000000123.",
        defaultInfo: {
          environment: ["OS_USER_DOMAIN_NAME"]
        }
      },
      userDomainId: {
        type: "string",
        description: "Id of the domain the user belongs to, instead of userDomainName.",
        defaultInfo: {
          environment: ["OS_USER_DOMAIN_ID"]
        }
      },
      projectName: {
        type: "string",
        description: "Name of the project the VPN resources belong to; an application credential has to be for that project already.",
        defaultInfo: {
          environment: ["OS_PROJECT_NAME", "OS_TENANT_NAME"]
        }
      },
      projectId: {
        type: "string",
        description: "Id of the project, instead of projectName; wins over a projectName of the same source.",
        defaultInfo: {
          environment: ["OS_PROJECT_ID", "OS_TENANT_ID"]
        }
      },
      projectDomainName: {
        type: "string",
        description: "Name of the domain that holds the project given by projectName.",
        defaultInfo: {
          environment: ["OS_PROJECT_DOMAIN_NAME"]
        }
      },
      projectDomainId: {
        type: "string",
        description: "Id of the domain that holds the project, instead of projectDomainName.",
        defaultInfo: {
          environment: ["OS_PROJECT_DOMAIN_ID"]
        }
      },
      domainName: {
        type: "string",
        description: "Name of one domain for both the user and the project, where the same source names no domain of their own.",
        defaultInfo: {
          environment: ["OS_DOMAIN_NAME"]
        }
      },
      domainId: {
        type: "string",
        description: "Id of one domain for both the user and the project, instead of domainName.",
        defaultInfo: {
          environment: ["OS_DOMAIN_ID"]
        }
      },
      token: {
        type: "string",
        description: "A token issued earlier, instead of a password or an application credential.",
        secret: true,
        defaultInfo: {
          environment: ["OS_TOKEN", "OS_AUTH_TOKEN"]
        }
      },
      applicationCredentialId: {
        type: "string",
        description: "Id of a Keystone application credential.",
        defaultInfo: {
          environment: ["OS_APPLICATION_CREDENTIAL_ID"]
        }
      },
      applicationCredentialName: {
        type: "string",
        description: "Name of a Keystone application credential, instead of its id; needs userId or username as well.",
        defaultInfo: {
          environment: ["OS_APPLICATION_CREDENTIAL_NAME"]
        }
      },
      applicationCredentialSecret: {
        type: "string",
        description: "Secret of the application credential.",
        secret: true,
        defaultInfo: {
          environment: ["OS_APPLICATION_CREDENTIAL_SECRET"]
        }
      },
      accessKey: {
        type: "string",
        description: "Access key (AK) of Open Telekom Cloud: requests are signed with it instead of carrying a token.",
        secret: true,
        defaultInfo: {
          environment: ["OS_ACCESS_KEY"]
        }
      },
      secretKey: {
        type: "string",
        description: "Secret key (SK) that belongs to accessKey.",
        secret: true,
        defaultInfo: {
          environment: ["OS_SECRET_KEY"]
        }
      },
      securityToken: {
        type: "string",
        description: "Security token of a temporary access key; taken only from where secretKey stands, or from a source of higher precedence.",
        secret: true,
        defaultInfo: {
          environment: ["OS_SECURITY_TOKEN"]
        }
      },
      region: {
        type: "string",
        description: "Region whose network endpoint is taken from the service catalog, for example eu-nl or RegionOne.",
        defaultInfo: {
          environment: ["OS_REGION_NAME", "OS_REGION"]
        }
      },
      interface: {
        $ref: "#/types/vpnaas:index:EndpointInterface",
        description: "Which endpoint of the service catalog is used: public, internal or admin.",
        default: "public",
        defaultInfo: {
          environment: ["OS_INTERFACE", "OS_ENDPOINT_TYPE"]
        }
      },
      endpoint: {
        type: "string",
        description: "Base address of the VPN API (without /v2.0), instead of the one in the service catalog.",
        defaultInfo: {
          environment: ["OS_NETWORK_ENDPOINT_OVERRIDE", "OS_NETWORK_ENDPOINT"]
        }
      },
      cacert: {
        type: "string",
        description: "Path of a PEM file with the certificate authorities to trust.",
        defaultInfo: {
          environment: ["OS_CACERT"]
        }
      },
      insecure: {
        type: "boolean",
        description: "true switches the verification of TLS certificates off (in clouds.yaml: verify: false).",
        default: false,
        defaultInfo: {
          environment: ["OS_INSECURE"]
        }
      },
      cloud: {
        type: "string",
        description: "Name of the cloud in clouds.yaml. Named here it comes before OS_*, chosen by OS_CLOUD after them.",
        defaultInfo: {
          environment: ["OS_CLOUD"]
        }
      },
      dialect: {
        $ref: "#/types/vpnaas:index:Dialect",
        description: "Whose rules inputs are checked against: otc (Open Telekom Cloud) or openstack (upstream Neutron). Default: otc where the host of authUrl is below otc.t-systems.com, else openstack.",
        defaultInfo: {
          environment: ["VPNAAS_DIALECT"]
        }
      },
      strict: {
        type: "boolean",
        description: "true turns warnings about inputs into failures.",
        default: false
      },
      requestTimeout: {
        type: "string",
        description: "How long one HTTP request may take: seconds, or a duration such as 90s or 2m.",
        default: "60s"
      },
      createTimeout: {
        type: "string",
        description: "How long a create may take until the resource is settled: seconds, or a duration such as 10m.",
        default: "10m"
      },
      updateTimeout: {
        type: "string",
        description: "How long an update may take until the resource is settled: seconds, or a duration such as 10m.",
        default: "10m"
      },
      deleteTimeout: {
        type: "string",
        description: "How long a delete may take until the resource is gone: seconds, or a duration such as 10m.",
        default: "10m"
      },
      activeTimeout: {
        type: "string",
        description: "How long a connection with waitFor: active may take from settled to ACTIVE: seconds, or a duration such as 5m.",
        default: "5m"
      }
    }
  },
  types: {
    "vpnaas:index:WaitFor": {
      type: "string",
      description: "When a create or an update is done.",
      enum: [
        {
          name: "Settled",
          value: "settled",
          description: "When the service has finished: the status has left PENDING_*. DOWN is a good end."
        },
        {
          name: "Active",
          value: "active",
          description: "When the tunnel is up: the status is ACTIVE."
        }
      ]
    },
    "vpnaas:index:Initiator": {
      type: "string",
      description: "Who may start the negotiation of the tunnel.",
      enum: [
        {
          name: "BiDirectional",
          value: "bi-directional",
          description: "Either side may initiate."
        },
        {
          name: "ResponseOnly",
          value: "response-only",
          description: "This side only responds; the peer has to initiate."
        }
      ]
    },
    "vpnaas:index:DpdAction": {
      type: "string",
      description: "What is done when dead peer detection finds the peer gone.",
      enum: [
        {
          name: "Clear",
          value: "clear",
          description: "Close the tunnel and wait."
        },
        {
          name: "Hold",
          value: "hold",
          description: "Negotiate again when traffic asks for it."
        },
        {
          name: "Restart",
          value: "restart",
          description: "Negotiate again at once."
        },
        {
          name: "Disabled",
          value: "disabled",
          description: "No dead peer detection. Open Telekom Cloud is known to keep it on all the same."
        },
        {
          name: "RestartByPeer",
          value: "restart-by-peer",
          description: "Negotiate again at once, all tunnels to this peer."
        }
      ]
    },
    "vpnaas:index:Dpd": {
      type: "object",
      description: "Dead peer detection: how a dead peer is noticed, and what is done then. Omitted parts take the defaults below.",
      properties: {
        action: {
          $ref: "#/types/vpnaas:index:DpdAction",
          default: "hold",
          description: "What is done when the peer is found dead: `clear`, `hold`, `restart`, `disabled` or `restart-by-peer`."
        },
        interval: {
          type: "integer",
          default: 30,
          minimum: 0,
          maximum: 86400,
          description: "Seconds between two probes. Must be less than `timeout`."
        },
        timeout: {
          type: "integer",
          default: 120,
          minimum: 1,
          maximum: 86400,
          description: "Seconds without an answer after which the peer counts as dead. Must be greater than `interval`."
        }
      }
    },
    "vpnaas:index:Dialect": {
      type: "string",
      description: "Whose rules inputs are checked against.",
      enum: [
        {
          name: "Otc",
          value: "otc",
          description: "Open Telekom Cloud: the rules of its manual."
        },
        {
          name: "OpenStack",
          value: "openstack",
          description: "Upstream OpenStack Neutron VPNaaS."
        }
      ]
    },
    "vpnaas:index:EndpointInterface": {
      type: "string",
      description: "Which endpoint of the service catalog is used.",
      enum: [
        {
          name: "Public",
          value: "public",
          description: "The endpoint for all users."
        },
        {
          name: "Internal",
          value: "internal",
          description: "The endpoint inside the cloud's own network."
        },
        {
          name: "Admin",
          value: "admin",
          description: "The endpoint for operators."
        }
      ]
    },
    "vpnaas:index:AuthAlgorithm": {
      type: "string",
      description: "Hash that proves the integrity of packets. The names differ between Open Telekom Cloud and OpenStack.",
      enum: [
        {
          name: "Md5",
          value: "md5",
          description: "MD5. Weak. Open Telekom Cloud only.",
          "x-dialect": "otc"
        },
        {
          name: "Sha1",
          value: "sha1",
          description: "SHA-1. Weak. OpenStack is about to drop it."
        },
        {
          name: "Sha2256",
          value: "sha2-256",
          description: "SHA-2 with 256 bits, as Open Telekom Cloud calls it.",
          "x-dialect": "otc",
          "x-equivalent": "sha256"
        },
        {
          name: "Sha256",
          value: "sha256",
          description: "SHA-2 with 256 bits, as OpenStack calls it.",
          "x-dialect": "openstack",
          "x-equivalent": "sha2-256"
        },
        {
          name: "Sha2384",
          value: "sha2-384",
          description: "SHA-2 with 384 bits, as Open Telekom Cloud calls it.",
          "x-dialect": "otc",
          "x-equivalent": "sha384"
        },
        {
          name: "Sha384",
          value: "sha384",
          description: "SHA-2 with 384 bits, as OpenStack calls it.",
          "x-dialect": "openstack",
          "x-equivalent": "sha2-384"
        },
        {
          name: "Sha2512",
          value: "sha2-512",
          description: "SHA-2 with 512 bits, as Open Telekom Cloud calls it.",
          "x-dialect": "otc",
          "x-equivalent": "sha512"
        },
        {
          name: "Sha512",
          value: "sha512",
          description: "SHA-2 with 512 bits, as OpenStack calls it.",
          "x-dialect": "openstack",
          "x-equivalent": "sha2-512"
        },
        {
          name: "AesXcbc",
          value: "aes-xcbc",
          description: "AES-XCBC. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "AesCmac",
          value: "aes-cmac",
          description: "AES-CMAC. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        }
      ]
    },
    "vpnaas:index:EncryptionAlgorithm": {
      type: "string",
      description: "Cipher that packets are encrypted with.",
      enum: [
        {
          name: "TripleDes",
          value: "3des",
          description: "Triple DES. Weak."
        },
        {
          name: "Aes128",
          value: "aes-128",
          description: "AES in CBC mode with a key of 128 bits."
        },
        {
          name: "Aes192",
          value: "aes-192",
          description: "AES in CBC mode with a key of 192 bits."
        },
        {
          name: "Aes256",
          value: "aes-256",
          description: "AES in CBC mode with a key of 256 bits."
        },
        {
          name: "Aes128Ccm8",
          value: "aes-128-ccm-8",
          description: "AES in CCM mode with a key of 128 bits and a check value of 8 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes128Ccm12",
          value: "aes-128-ccm-12",
          description: "AES in CCM mode with a key of 128 bits and a check value of 12 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes128Ccm16",
          value: "aes-128-ccm-16",
          description: "AES in CCM mode with a key of 128 bits and a check value of 16 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes128Gcm8",
          value: "aes-128-gcm-8",
          description: "AES in GCM mode with a key of 128 bits and a check value of 8 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes128Gcm12",
          value: "aes-128-gcm-12",
          description: "AES in GCM mode with a key of 128 bits and a check value of 12 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes128Gcm16",
          value: "aes-128-gcm-16",
          description: "AES in GCM mode with a key of 128 bits and a check value of 16 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes128Ctr",
          value: "aes-128-ctr",
          description: "AES in counter mode with a key of 128 bits. OpenStack 2025.1 or newer with the extension vpn-aes-ctr.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes192Ccm8",
          value: "aes-192-ccm-8",
          description: "AES in CCM mode with a key of 192 bits and a check value of 8 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes192Ccm12",
          value: "aes-192-ccm-12",
          description: "AES in CCM mode with a key of 192 bits and a check value of 12 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes192Ccm16",
          value: "aes-192-ccm-16",
          description: "AES in CCM mode with a key of 192 bits and a check value of 16 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes192Gcm8",
          value: "aes-192-gcm-8",
          description: "AES in GCM mode with a key of 192 bits and a check value of 8 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes192Gcm12",
          value: "aes-192-gcm-12",
          description: "AES in GCM mode with a key of 192 bits and a check value of 12 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes192Gcm16",
          value: "aes-192-gcm-16",
          description: "AES in GCM mode with a key of 192 bits and a check value of 16 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes192Ctr",
          value: "aes-192-ctr",
          description: "AES in counter mode with a key of 192 bits. OpenStack 2025.1 or newer with the extension vpn-aes-ctr.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes256Ccm8",
          value: "aes-256-ccm-8",
          description: "AES in CCM mode with a key of 256 bits and a check value of 8 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes256Ccm12",
          value: "aes-256-ccm-12",
          description: "AES in CCM mode with a key of 256 bits and a check value of 12 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes256Ccm16",
          value: "aes-256-ccm-16",
          description: "AES in CCM mode with a key of 256 bits and a check value of 16 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes256Gcm8",
          value: "aes-256-gcm-8",
          description: "AES in GCM mode with a key of 256 bits and a check value of 8 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes256Gcm12",
          value: "aes-256-gcm-12",
          description: "AES in GCM mode with a key of 256 bits and a check value of 12 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes256Gcm16",
          value: "aes-256-gcm-16",
          description: "AES in GCM mode with a key of 256 bits and a check value of 16 octets. OpenStack 2025.1 or newer.",
          "x-dialect": "openstack"
        },
        {
          name: "Aes256Ctr",
          value: "aes-256-ctr",
          description: "AES in counter mode with a key of 256 bits. OpenStack 2025.1 or newer with the extension vpn-aes-ctr.",
          "x-dialect": "openstack"
        }
      ]
    },
    "vpnaas:index:Pfs": {
      type: "string",
      description: "Diffie-Hellman group of the key exchange (perfect forward secrecy).",
      enum: [
        {
          name: "Group1",
          value: "group1",
          description: "768-bit MODP. Weak.",
          "x-dialect": "otc"
        },
        {
          name: "Group2",
          value: "group2",
          description: "1024-bit MODP. Weak."
        },
        {
          name: "Group5",
          value: "group5",
          description: "1536-bit MODP. Weak."
        },
        {
          name: "Group14",
          value: "group14",
          description: "2048-bit MODP group."
        },
        {
          name: "Group15",
          value: "group15",
          description: "3072-bit MODP group."
        },
        {
          name: "Group16",
          value: "group16",
          description: "4096-bit MODP."
        },
        {
          name: "Group17",
          value: "group17",
          description: "6144-bit MODP.",
          "x-dialect": "openstack"
        },
        {
          name: "Group18",
          value: "group18",
          description: "8192-bit MODP.",
          "x-dialect": "openstack"
        },
        {
          name: "Group19",
          value: "group19",
          description: "256-bit elliptic curve (NIST P-256)."
        },
        {
          name: "Group20",
          value: "group20",
          description: "384-bit elliptic curve (NIST P-384)."
        },
        {
          name: "Group21",
          value: "group21",
          description: "521-bit elliptic curve (NIST P-521)."
        },
        {
          name: "Group22",
          value: "group22",
          description: "1024-bit MODP with a 160-bit subgroup. Weak.",
          "x-dialect": "openstack"
        },
        {
          name: "Group23",
          value: "group23",
          description: "2048-bit MODP with a 224-bit subgroup.",
          "x-dialect": "openstack"
        },
        {
          name: "Group24",
          value: "group24",
          description: "2048-bit MODP with a 256-bit subgroup.",
          "x-dialect": "openstack"
        },
        {
          name: "Group25",
          value: "group25",
          description: "192-bit elliptic curve.",
          "x-dialect": "openstack"
        },
        {
          name: "Group26",
          value: "group26",
          description: "224-bit elliptic curve.",
          "x-dialect": "openstack"
        },
        {
          name: "Group27",
          value: "group27",
          description: "224-bit Brainpool curve.",
          "x-dialect": "openstack"
        },
        {
          name: "Group28",
          value: "group28",
          description: "256-bit Brainpool curve.",
          "x-dialect": "openstack"
        },
        {
          name: "Group29",
          value: "group29",
          description: "384-bit Brainpool curve.",
          "x-dialect": "openstack"
        },
        {
          name: "Group30",
          value: "group30",
          description: "512-bit Brainpool curve.",
          "x-dialect": "openstack"
        },
        {
          name: "Group31",
          value: "group31",
          description: "Curve25519, an elliptic curve.",
          "x-dialect": "openstack"
        },
        {
          name: "Disable",
          value: "disable",
          description: "No perfect forward secrecy. Open Telekom Cloud only.",
          "x-dialect": "otc"
        }
      ]
    },
    "vpnaas:index:IkeVersion": {
      type: "string",
      description: "Version of the IKE protocol.",
      enum: [
        {
          name: "V1",
          value: "v1",
          description: "IKEv1, for peers that know nothing newer."
        },
        {
          name: "V2",
          value: "v2",
          description: "IKEv2, the current version."
        }
      ]
    },
    "vpnaas:index:Phase1NegotiationMode": {
      type: "string",
      description: "How IKEv1 negotiates its first phase.",
      enum: [
        {
          name: "Main",
          value: "main",
          description: "Main mode, which protects the identities."
        },
        {
          name: "Aggressive",
          value: "aggressive",
          description: "Aggressive mode: shows the identities unencrypted."
        }
      ]
    },
    "vpnaas:index:TransformProtocol": {
      type: "string",
      description: "Protocol that protects packets.",
      enum: [
        {
          name: "Esp",
          value: "esp",
          description: "ESP: encryption and integrity."
        },
        {
          name: "Ah",
          value: "ah",
          description: "AH: integrity only, nothing is encrypted."
        },
        {
          name: "AhEsp",
          value: "ah-esp",
          description: "Both, one in the other."
        }
      ]
    },
    "vpnaas:index:EncapsulationMode": {
      type: "string",
      description: "What of a packet is protected.",
      enum: [
        {
          name: "Tunnel",
          value: "tunnel",
          description: "The whole packet, inside a new one: what a site-to-site VPN needs."
        },
        {
          name: "Transport",
          value: "transport",
          description: "The content of the packet only."
        }
      ]
    },
    "vpnaas:index:EndpointType": {
      type: "string",
      description: "What the endpoints of a group are.",
      enum: [
        {
          name: "Subnet",
          value: "subnet",
          description: "Subnets of the cloud, by id: the local side of a connection."
        },
        {
          name: "Cidr",
          value: "cidr",
          description: "Networks as `address/prefix`: the remote side of a connection."
        },
        {
          name: "Network",
          value: "network",
          description: "Networks of the cloud, by id. OpenStack only, not for IPsec.",
          "x-dialect": "openstack"
        },
        {
          name: "Router",
          value: "router",
          description: "Routers, by id. OpenStack only, not for IPsec.",
          "x-dialect": "openstack"
        },
        {
          name: "Vlan",
          value: "vlan",
          description: "VLANs. OpenStack only, not for IPsec.",
          "x-dialect": "openstack"
        }
      ]
    },
    "vpnaas:index:LifetimeUnits": {
      type: "string",
      description: "Unit of a lifetime.",
      enum: [
        {
          name: "Seconds",
          value: "seconds",
          description: "Seconds, the only unit there is."
        }
      ]
    },
    "vpnaas:index:Lifetime": {
      type: "object",
      description: "How long keys live before they are negotiated again. Omitted parts take the defaults below.",
      properties: {
        units: {
          $ref: "#/types/vpnaas:index:LifetimeUnits",
          default: "seconds",
          description: "Unit of `value`: `seconds`."
        },
        value: {
          type: "integer",
          default: 3600,
          minimum: 60,
          maximum: 604800,
          "x-openstack": {
            maximum: 2147483647
          },
          description: "Number of units: 60 to 604800 (OpenStack: 60 or more)."
        }
      }
    },
    "vpnaas:index:ConnectionSettings": {
      type: "object",
      description: "What a connection takes from the arguments of `SiteToSiteVpn` unless its own site has it.",
      properties: {
        localSubnetIds: {
          type: "array",
          items: {
            type: "string"
          },
          description: "UUIDs of the local subnets that the peer can reach. On Open Telekom Cloud a subnet's `neutron_subnet_id`, not its `id`."
        },
        initiator: {
          $ref: "#/types/vpnaas:index:Initiator",
          description: "Who may start the negotiation: `bi-directional` (the default) or `response-only`.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        dpd: {
          $ref: "#/types/vpnaas:index:Dpd",
          description: "Dead peer detection.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        mtu: {
          type: "integer",
          description: "Maximum transmission unit in bytes. If omitted, the service decides.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        adminStateUp: {
          type: "boolean",
          description: "Administrative state. Open Telekom Cloud supports only `true`.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        waitFor: {
          $ref: "#/types/vpnaas:index:WaitFor",
          description: "When a create or an update is done: `settled` (the default), or `active`, once the tunnel is up.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        tags: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "All tags of the connection, Open Telekom Cloud only.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        }
      }
    },
    "vpnaas:index:Standby": {
      type: "object",
      description: "A second gateway of the same site that takes over when the first one fails: the same networks on both sides.",
      properties: {
        peerAddress: {
          type: "string",
          description: "Address of the second gateway: an IP address or a domain name.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        peerId: {
          type: "string",
          description: "Its identity in the IKE negotiation. If omitted, its `peerAddress`.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        psk: {
          type: "string",
          description: "Its pre-shared key. If omitted, that of the first gateway.",
          secret: true,
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        }
      },
      required: ["peerAddress"]
    },
    "vpnaas:index:SiteConnection": {
      type: "object",
      "x-extends": "#/types/vpnaas:index:ConnectionSettings",
      description: "One site: the gateway and the networks on the other side.",
      properties: {
        peerAddress: {
          type: "string",
          description: "Address of the remote gateway: an IP address or a domain name.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        peerCidrs: {
          type: "array",
          items: {
            type: "string"
          },
          description: "Networks behind the remote gateway as `address/prefix`, all IPv4 or all IPv6."
        },
        psk: {
          type: "string",
          description: "Pre-shared key, the same on both sides. Always a Pulumi secret.",
          secret: true,
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        peerId: {
          type: "string",
          description: "Identity of the remote gateway in the IKE negotiation. If omitted, `peerAddress`.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        standby: {
          $ref: "#/types/vpnaas:index:Standby",
          plain: true,
          description: "A second gateway of the same site, as a connection of its own."
        },
        description: {
          type: "string",
          description: "Free text. Open Telekom Cloud reserves it: omit it there.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        formerly: {
          oneOf: [
            {
              type: "string",
              plain: true
            },
            {
              type: "array",
              items: {
                type: "string",
                plain: true
              },
              plain: true
            }
          ],
          plain: true,
          description: "Name, or names, that this site had before: its resources stay as they are. Only in an entry of `connections`."
        },
        localSubnetIds: {
          type: "array",
          items: {
            type: "string"
          },
          description: "UUIDs of the local subnets that the peer can reach. On Open Telekom Cloud a subnet's `neutron_subnet_id`, not its `id`.",
          "x-inherited": true
        },
        initiator: {
          $ref: "#/types/vpnaas:index:Initiator",
          description: "Who may start the negotiation: `bi-directional` (the default) or `response-only`.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection",
          "x-inherited": true
        },
        dpd: {
          $ref: "#/types/vpnaas:index:Dpd",
          description: "Dead peer detection.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection",
          "x-inherited": true
        },
        mtu: {
          type: "integer",
          description: "Maximum transmission unit in bytes. If omitted, the service decides.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection",
          "x-inherited": true
        },
        adminStateUp: {
          type: "boolean",
          description: "Administrative state. Open Telekom Cloud supports only `true`.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection",
          "x-inherited": true
        },
        waitFor: {
          $ref: "#/types/vpnaas:index:WaitFor",
          description: "When a create or an update is done: `settled` (the default), or `active`, once the tunnel is up.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection",
          "x-inherited": true
        },
        tags: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "All tags of the connection, Open Telekom Cloud only.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection",
          "x-inherited": true
        }
      },
      required: ["peerAddress", "peerCidrs", "psk"]
    },
    "vpnaas:index:ServiceSettings": {
      type: "object",
      description: "Further arguments of the VPN service that the component creates.",
      properties: {
        name: {
          type: "string",
          description: "Name at the service. If omitted, `name` of the component and `-service`, or an auto-generated name.",
          "x-input-of": "vpnaas:index:VpnService"
        },
        description: {
          type: "string",
          description: "Free text about the VPN service.",
          "x-input-of": "vpnaas:index:VpnService"
        },
        flavorId: {
          type: "string",
          description: "UUID of a flavor. OpenStack only, with the extension vpn-flavors.",
          "x-input-of": "vpnaas:index:VpnService"
        }
      }
    },
    "vpnaas:index:IkePolicySettings": {
      type: "object",
      "x-extends": "#/resources/vpnaas:index:IkePolicy",
      description: "Arguments of the IKE policy that the component creates.",
      properties: {
        name: {
          type: "string",
          description: "Name of the IKE policy, 1 to 64 characters (OpenStack: up to 255). Need not be unique. If omitted, it is auto-named: logical name and seven characters, such as `hq-4cf5b9b`; renaming the resource or the stack does not rename what exists. Changed in place (OpenStack: a change replaces).",
          "x-inherited": true
        },
        description: {
          type: "string",
          description: "Free text of up to 255 characters. Removing it empties the text. Changed in place (OpenStack: a change replaces).",
          "x-inherited": true
        },
        authAlgorithm: {
          $ref: "#/types/vpnaas:index:AuthAlgorithm",
          description: "Hash: `sha2-256` (the default), `sha2-384`, `sha2-512`, `sha1` or `md5`; on OpenStack `sha256` (the default), `sha384`, `sha512`, `sha1`, `aes-xcbc` or `aes-cmac`. Changed in place (OpenStack: a change replaces the policy).",
          "x-inherited": true
        },
        encryptionAlgorithm: {
          $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
          description: "Cipher: `aes-256` (the default), `aes-192`, `aes-128` or `3des`; on OpenStack also AES in CCM, GCM and CTR mode. Changed in place (OpenStack: a change replaces the policy).",
          "x-inherited": true
        },
        pfs: {
          $ref: "#/types/vpnaas:index:Pfs",
          description: "Diffie-Hellman group: `group14` (the default), `group15`, `group16`, `group19`, `group20`, `group21`, and the weak `group1`, `group2`, `group5`; on OpenStack `group2`, `group5` and `group14` to `group31`. Changed in place (OpenStack: a change replaces the policy).",
          "x-inherited": true
        },
        ikeVersion: {
          $ref: "#/types/vpnaas:index:IkeVersion",
          description: "Version of IKE: `v2` (the default) or `v1`. Changed in place (OpenStack: a change replaces the policy).",
          "x-inherited": true
        },
        phase1NegotiationMode: {
          $ref: "#/types/vpnaas:index:Phase1NegotiationMode",
          description: "Negotiation of IKEv1: `main` (the default) or `aggressive`. Has no meaning for IKEv2. Changed in place (OpenStack: a change replaces the policy).",
          "x-inherited": true
        },
        lifetime: {
          $ref: "#/types/vpnaas:index:Lifetime",
          description: "How long keys live; if omitted, 3600 seconds. Always sent as a whole. Changed in place (OpenStack: a change replaces the policy).",
          "x-inherited": true
        },
        tenantId: {
          type: "string",
          description: "ID of the project that owns the IKE policy. If omitted, the project of the login. Another project needs administrator rights. A change replaces the IKE policy.",
          "x-inherited": true
        },
        adoptId: {
          type: "string",
          description: "UUID of an existing IKE policy to take over instead of creating one: it is brought to what the program says with one PUT of the differences, and refused if something differs that cannot be changed in place. Counts only when Pulumi creates the resource; adding, changing or removing it later is no change.",
          "x-inherited": true
        }
      }
    },
    "vpnaas:index:IpsecPolicySettings": {
      type: "object",
      "x-extends": "#/resources/vpnaas:index:IpsecPolicy",
      description: "Arguments of the IPsec policy that the component creates.",
      properties: {
        name: {
          type: "string",
          description: "Name of the IPsec policy, 1 to 64 characters (OpenStack: up to 255). Need not be unique. If omitted, it is auto-named: logical name and seven characters, such as `hq-4cf5b9b`; renaming the resource or the stack does not rename what exists. Changed in place (OpenStack: a change replaces).",
          "x-inherited": true
        },
        description: {
          type: "string",
          description: "Free text of up to 255 characters. Removing it empties the text. Changed in place (OpenStack: a change replaces).",
          "x-inherited": true
        },
        authAlgorithm: {
          $ref: "#/types/vpnaas:index:AuthAlgorithm",
          description: "Hash: `sha2-256` (the default), `sha2-384`, `sha2-512`, `sha1` or `md5`; on OpenStack `sha256` (the default), `sha384`, `sha512`, `sha1`, `aes-xcbc` or `aes-cmac`. Changed in place (OpenStack: a change replaces the policy).",
          "x-inherited": true
        },
        encryptionAlgorithm: {
          $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
          description: "Cipher: `aes-256` (the default), `aes-192`, `aes-128` or `3des`; on OpenStack also AES in CCM, GCM and CTR mode. Changed in place (OpenStack: a change replaces the policy).",
          "x-inherited": true
        },
        pfs: {
          $ref: "#/types/vpnaas:index:Pfs",
          description: "Diffie-Hellman group for perfect forward secrecy: `group14` (the default), `group15`, `group16`, `group19`, `group20`, `group21`, the weak `group1`, `group2`, `group5`, or `disable`; on OpenStack `group2`, `group5` and `group14` to `group31`. Changed in place (OpenStack: a change replaces the policy).",
          "x-inherited": true
        },
        transformProtocol: {
          $ref: "#/types/vpnaas:index:TransformProtocol",
          description: "Protocol: `esp` (the default), `ah` or `ah-esp`. Changed in place (OpenStack: a change replaces the policy).",
          "x-inherited": true
        },
        encapsulationMode: {
          $ref: "#/types/vpnaas:index:EncapsulationMode",
          description: "Mode: `tunnel` (the default, and the only one on Open Telekom Cloud) or `transport`. Changed in place (OpenStack: a change replaces the policy).",
          "x-inherited": true
        },
        lifetime: {
          $ref: "#/types/vpnaas:index:Lifetime",
          description: "How long keys live; if omitted, 3600 seconds. Always sent as a whole. Changed in place (OpenStack: a change replaces the policy).",
          "x-inherited": true
        },
        tenantId: {
          type: "string",
          description: "ID of the project that owns the IPsec policy. If omitted, the project of the login. Another project needs administrator rights. A change replaces the IPsec policy.",
          "x-inherited": true
        },
        adoptId: {
          type: "string",
          description: "UUID of an existing IPsec policy to take over instead of creating one: it is brought to what the program says with one PUT of the differences, and refused if something differs that cannot be changed in place. Counts only when Pulumi creates the resource; adding, changing or removing it later is no change.",
          "x-inherited": true
        }
      }
    },
    "vpnaas:index:SiteConnectionState": {
      type: "object",
      description: "What `SiteToSiteVpn` reports about one of its connections.",
      properties: {
        id: {
          type: "string",
          description: "UUID of the connection."
        },
        status: {
          type: "string",
          description: "Status as last seen, such as `ACTIVE` or `DOWN` (no traffic yet)."
        },
        peerAddress: {
          type: "string",
          description: "Address of the remote gateway."
        }
      },
      required: ["id", "peerAddress", "status"]
    },
    "vpnaas:index:PeerFormat": {
      type: "string",
      description: "Configuration of which device or software on the other side.",
      enum: [
        {
          name: "StrongswanSwanctl",
          value: "strongswan-swanctl",
          description: "strongSwan, `swanctl.conf`. Its own daemon has read what is rendered."
        },
        {
          name: "StrongswanIpsec",
          value: "strongswan-ipsec",
          description: "strongSwan with its older files, `ipsec.conf` and `ipsec.secrets`. Its own daemon has read what is rendered."
        },
        {
          name: "Libreswan",
          value: "libreswan",
          description: "libreswan, `ipsec.conf` and `ipsec.secrets`. Its own tools have read what is rendered."
        },
        {
          name: "Openiked",
          value: "openiked",
          description: "OpenIKED, `iked.conf`; IKEv2 only. Its own daemon has read what is rendered."
        }
      ]
    },
    "vpnaas:index:PeerIke": {
      type: "object",
      description: "What a peer has to know of the IKE policy; the outputs of an `IkePolicy` fit.",
      properties: {
        authAlgorithm: {
          $ref: "#/types/vpnaas:index:AuthAlgorithm",
          description: "Hash, under either dialect's name. If omitted, SHA-2 with 256 bits."
        },
        encryptionAlgorithm: {
          $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
          description: "Cipher. If omitted, `aes-256`."
        },
        pfs: {
          $ref: "#/types/vpnaas:index:Pfs",
          description: "Diffie-Hellman group. If omitted, `group14`."
        },
        ikeVersion: {
          $ref: "#/types/vpnaas:index:IkeVersion",
          description: "Version of IKE. If omitted, `v2`."
        },
        phase1NegotiationMode: {
          $ref: "#/types/vpnaas:index:Phase1NegotiationMode",
          description: "Negotiation of IKEv1. If omitted, `main`."
        },
        lifetime: {
          $ref: "#/types/vpnaas:index:Lifetime",
          description: "How long its keys live. If omitted, 3600 seconds."
        }
      }
    },
    "vpnaas:index:PeerIpsec": {
      type: "object",
      description: "What a peer has to know of the IPsec policy; the outputs of an `IpsecPolicy` fit.",
      properties: {
        authAlgorithm: {
          $ref: "#/types/vpnaas:index:AuthAlgorithm",
          description: "Hash, under either dialect's name. If omitted, SHA-2 with 256 bits."
        },
        encryptionAlgorithm: {
          $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
          description: "Cipher. If omitted, `aes-256`."
        },
        pfs: {
          $ref: "#/types/vpnaas:index:Pfs",
          description: "Diffie-Hellman group. If omitted, `group14`."
        },
        transformProtocol: {
          $ref: "#/types/vpnaas:index:TransformProtocol",
          description: "Protocol that protects packets. If omitted, `esp`."
        },
        encapsulationMode: {
          $ref: "#/types/vpnaas:index:EncapsulationMode",
          description: "What of a packet is protected. If omitted, `tunnel`."
        },
        lifetime: {
          $ref: "#/types/vpnaas:index:Lifetime",
          description: "How long its keys live. If omitted, 3600 seconds."
        }
      }
    },
    "vpnaas:index:PeerFile": {
      type: "object",
      description: "A file for the device on the other side.",
      properties: {
        path: {
          type: "string",
          description: "Where the file belongs on the device."
        },
        content: {
          type: "string",
          description: "Its text. The pre-shared key may be in it."
        }
      },
      required: ["path", "content"]
    },
    "vpnaas:index:PeerSetup": {
      type: "object",
      description: "What the administrator of the device on the other side needs.",
      properties: {
        format: {
          $ref: "#/types/vpnaas:index:PeerFormat",
          description: "The format that was asked for."
        },
        files: {
          type: "array",
          items: {
            $ref: "#/types/vpnaas:index:PeerFile"
          },
          description: "The files for the device. The pre-shared key is in one of them: keep them secret."
        },
        commands: {
          type: "array",
          items: {
            type: "string"
          },
          description: "Commands for the device that load the files, start the tunnel and show it."
        },
        advice: {
          type: "array",
          items: {
            type: "string"
          },
          description: "What has to be done besides, in sentences: the largest TCP segment, lines in other files."
        }
      },
      required: ["format", "files", "commands", "advice"]
    },
    "vpnaas:index:FoundIpsecSiteConnection": {
      type: "object",
      description: "An `IpsecSiteConnection` as the service has it.",
      properties: {
        id: {
          type: "string",
          description: "Id of the object."
        },
        status: {
          type: "string",
          description: "Status as last seen: `ACTIVE` (tunnel up), `DOWN` (no tunnel, for example no traffic yet), `FROZEN`, `ERROR`, or a passing `BUILD`, `PENDING_CREATE`, `PENDING_UPDATE`, `PENDING_DELETE`."
        },
        name: {
          type: "string",
          description: "Name of the connection."
        },
        description: {
          type: "string",
          description: "Description of the connection."
        },
        initiator: {
          $ref: "#/types/vpnaas:index:Initiator",
          description: "Who may start the negotiation."
        },
        adminStateUp: {
          type: "boolean",
          description: "Administrative state of the connection."
        },
        peerAddress: {
          type: "string",
          description: "Address of the remote gateway, as the program gave it where the service only resolved the name."
        },
        peerId: {
          type: "string",
          description: "Identity of the remote gateway."
        },
        peerCidrs: {
          type: "array",
          items: {
            type: "string"
          },
          uniqueItems: true,
          description: "Networks behind the remote gateway; empty with endpoint groups."
        },
        localEpGroupId: {
          type: "string",
          description: "UUID of the endpoint group with the local subnets."
        },
        peerEpGroupId: {
          type: "string",
          description: "UUID of the endpoint group with the networks behind the remote gateway."
        },
        localId: {
          type: "string",
          description: "Identity of this side in the IKE negotiation; empty where it is the address of the VPN service. OpenStack only."
        },
        mtu: {
          type: "integer",
          description: "Maximum transmission unit in bytes."
        },
        dpd: {
          $ref: "#/types/vpnaas:index:Dpd",
          description: "Dead peer detection as it is in force."
        },
        vpnserviceId: {
          type: "string",
          description: "UUID of the VPN service."
        },
        ikepolicyId: {
          type: "string",
          description: "UUID of the IKE policy."
        },
        ipsecpolicyId: {
          type: "string",
          description: "UUID of the IPsec policy."
        },
        tenantId: {
          type: "string",
          description: "ID of the project that owns the connection."
        },
        projectId: {
          type: "string",
          description: "The same as `tenantId`, under OpenStack's newer name."
        },
        authMode: {
          type: "string",
          description: "Authentication mode, `psk`."
        },
        routeMode: {
          type: "string",
          description: "How routes are advertised, `static`."
        },
        orderId: {
          type: "string",
          description: "ID of a yearly or monthly order, else empty. Open Telekom Cloud only."
        },
        productId: {
          type: "string",
          description: "ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only."
        },
        createdAt: {
          type: "string",
          description: "When the connection was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only."
        },
        tags: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "Tags of the connection. Open Telekom Cloud only."
        },
        region: {
          type: "string",
          description: "Region in which the connection lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
        }
      },
      required: [
        "id",
        "adminStateUp",
        "dpd",
        "ikepolicyId",
        "initiator",
        "ipsecpolicyId",
        "mtu",
        "name",
        "peerAddress",
        "peerCidrs",
        "peerId",
        "projectId",
        "status",
        "tenantId",
        "vpnserviceId"
      ],
      "x-lookup-of": "vpnaas:index:IpsecSiteConnection"
    },
    "vpnaas:index:FoundVpnService": {
      type: "object",
      description: "A `VpnService` as the service has it.",
      properties: {
        id: {
          type: "string",
          description: "Id of the object."
        },
        status: {
          type: "string",
          description: "Status as last seen: `ACTIVE`, `DOWN`, `ERROR`, a passing `BUILD`, `PENDING_UPDATE`, `PENDING_DELETE`, or `PENDING_CREATE` until the first connection exists."
        },
        name: {
          type: "string",
          description: "Name of the VPN service."
        },
        description: {
          type: "string",
          description: "Description of the VPN service."
        },
        routerId: {
          type: "string",
          description: "UUID of the router (Open Telekom Cloud: ID of the VPC)."
        },
        subnetId: {
          type: "string",
          description: "UUID of the local subnet, where one was given."
        },
        adminStateUp: {
          type: "boolean",
          description: "Administrative state of the service."
        },
        externalV4Ip: {
          type: "string",
          description: "IPv4 address of this gateway: the peer address that the other side needs. Missing only where the router has no IPv4 address outside."
        },
        externalV6Ip: {
          type: "string",
          description: "IPv6 address of this gateway, where it has one."
        },
        flavorId: {
          type: "string",
          description: "UUID of the flavor. OpenStack only."
        },
        tenantId: {
          type: "string",
          description: "ID of the project that owns the VPN service."
        },
        projectId: {
          type: "string",
          description: "The same as `tenantId`, under OpenStack's newer name."
        },
        createdAt: {
          type: "string",
          description: "When the service was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only."
        },
        tags: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "Tags of the service, set elsewhere. Open Telekom Cloud only."
        },
        orderId: {
          type: "string",
          description: "ID of a yearly or monthly order, else empty. Open Telekom Cloud only."
        },
        productId: {
          type: "string",
          description: "ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only."
        },
        resourceSpeccode: {
          type: "string",
          description: "Code of the specification that is billed, else empty. Open Telekom Cloud only."
        },
        prepayConnectionNum: {
          type: "integer",
          description: "Number of connections paid in advance. Open Telekom Cloud only."
        },
        region: {
          type: "string",
          description: "Region in which the VPN service lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
        }
      },
      required: ["id", "status", "name", "routerId", "adminStateUp", "externalV4Ip", "tenantId", "projectId"],
      "x-lookup-of": "vpnaas:index:VpnService"
    },
    "vpnaas:index:FoundIkePolicy": {
      type: "object",
      description: "An `IkePolicy` as the service has it.",
      properties: {
        id: {
          type: "string",
          description: "Id of the object."
        },
        name: {
          type: "string",
          description: "Name of the IKE policy."
        },
        description: {
          type: "string",
          description: "Description of the IKE policy."
        },
        authAlgorithm: {
          $ref: "#/types/vpnaas:index:AuthAlgorithm",
          description: "Hash that proves the integrity of packets."
        },
        encryptionAlgorithm: {
          $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
          description: "Cipher that packets are encrypted with."
        },
        pfs: {
          $ref: "#/types/vpnaas:index:Pfs",
          description: "Diffie-Hellman group."
        },
        ikeVersion: {
          $ref: "#/types/vpnaas:index:IkeVersion",
          description: "Version of IKE."
        },
        phase1NegotiationMode: {
          $ref: "#/types/vpnaas:index:Phase1NegotiationMode",
          description: "Negotiation of IKEv1."
        },
        lifetime: {
          $ref: "#/types/vpnaas:index:Lifetime",
          description: "How long keys live."
        },
        tenantId: {
          type: "string",
          description: "ID of the project that owns the IKE policy."
        },
        projectId: {
          type: "string",
          description: "The same as `tenantId`, under OpenStack's newer name."
        },
        region: {
          type: "string",
          description: "Region in which the IKE policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
        }
      },
      required: [
        "id",
        "name",
        "authAlgorithm",
        "encryptionAlgorithm",
        "pfs",
        "ikeVersion",
        "phase1NegotiationMode",
        "lifetime",
        "tenantId",
        "projectId"
      ],
      "x-lookup-of": "vpnaas:index:IkePolicy"
    },
    "vpnaas:index:FoundIpsecPolicy": {
      type: "object",
      description: "An `IpsecPolicy` as the service has it.",
      properties: {
        id: {
          type: "string",
          description: "Id of the object."
        },
        name: {
          type: "string",
          description: "Name of the IPsec policy."
        },
        description: {
          type: "string",
          description: "Description of the IPsec policy."
        },
        authAlgorithm: {
          $ref: "#/types/vpnaas:index:AuthAlgorithm",
          description: "Hash that proves the integrity of packets."
        },
        encryptionAlgorithm: {
          $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
          description: "Cipher that packets are encrypted with."
        },
        pfs: {
          $ref: "#/types/vpnaas:index:Pfs",
          description: "Diffie-Hellman group for perfect forward secrecy."
        },
        transformProtocol: {
          $ref: "#/types/vpnaas:index:TransformProtocol",
          description: "Protocol that protects packets."
        },
        encapsulationMode: {
          $ref: "#/types/vpnaas:index:EncapsulationMode",
          description: "What of a packet is protected."
        },
        lifetime: {
          $ref: "#/types/vpnaas:index:Lifetime",
          description: "How long keys live."
        },
        tenantId: {
          type: "string",
          description: "ID of the project that owns the IPsec policy."
        },
        projectId: {
          type: "string",
          description: "The same as `tenantId`, under OpenStack's newer name."
        },
        region: {
          type: "string",
          description: "Region in which the IPsec policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
        }
      },
      required: [
        "id",
        "name",
        "authAlgorithm",
        "encryptionAlgorithm",
        "pfs",
        "transformProtocol",
        "encapsulationMode",
        "lifetime",
        "tenantId",
        "projectId"
      ],
      "x-lookup-of": "vpnaas:index:IpsecPolicy"
    },
    "vpnaas:index:FoundEndpointGroup": {
      type: "object",
      description: "An `EndpointGroup` as the service has it.",
      properties: {
        id: {
          type: "string",
          description: "Id of the object."
        },
        name: {
          type: "string",
          description: "Name of the endpoint group."
        },
        description: {
          type: "string",
          description: "Description of the endpoint group."
        },
        type: {
          $ref: "#/types/vpnaas:index:EndpointType",
          description: "What the endpoints are."
        },
        endpoints: {
          type: "array",
          items: {
            type: "string"
          },
          uniqueItems: true,
          description: "The endpoints, in the order of the program."
        },
        tenantId: {
          type: "string",
          description: "ID of the project that owns the endpoint group."
        },
        projectId: {
          type: "string",
          description: "The same as `tenantId`, under OpenStack's newer name."
        },
        region: {
          type: "string",
          description: "Region in which the endpoint group lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
        }
      },
      required: ["id", "name", "type", "endpoints", "tenantId", "projectId"],
      "x-lookup-of": "vpnaas:index:EndpointGroup"
    }
  },
  resources: {
    "vpnaas:index:IpsecSiteConnection": {
      description: 'An IPsec site-to-site VPN connection: one tunnel between a VPN service and a remote gateway.\n\nCreate and update wait until the connection has left the `PENDING_*` states. `DOWN` is a normal result: the tunnel comes up (`ACTIVE`) once both sides exchange traffic. An update sends only the fields that changed.\n\n```ts\nconst hq = new vpnaas.IpsecSiteConnection("hq", {\n  vpnserviceId: service.id,\n  ikepolicyId: ike.id,\n  ipsecpolicyId: ipsec.id,\n  localEpGroupId: local.id,\n  peerEpGroupId: remote.id,\n  peerAddress: "203.0.113.9",\n  peerId: "203.0.113.9",\n  psk: config.requireSecret("psk"),\n});\n```',
      inputProperties: {
        name: {
          type: "string",
          minLength: 1,
          maxLength: 64,
          "x-openstack": {
            minLength: 0,
            maxLength: 255
          },
          description: "Name of the connection, 1 to 64 characters (OpenStack: up to 255). Need not be unique. If omitted, it is auto-named: logical name and seven characters, such as `hq-4cf5b9b`; renaming the resource or the stack does not rename what exists. Changed in place."
        },
        description: {
          type: "string",
          maxLength: 255,
          "x-reset": "",
          description: "Free text of up to 255 characters. Open Telekom Cloud reserves this field for its own components: omit it there. Removing it empties the text. Changed in place."
        },
        psk: {
          type: "string",
          secret: true,
          minLength: 6,
          maxLength: 128,
          pattern: "^[0-9A-Za-z~`!@#$%^()_+=\\[\\]{}|\\\\,./:;-]*$",
          "x-openstack": {
            minLength: 1,
            maxLength: 255,
            pattern: "",
            "x-allowed": "1 to 255 characters"
          },
          description: "Pre-shared key, the same on both sides. 6 to 128 of: digits, letters and ~ ` ! @ # $ % ^ ( ) - _ + = [ ] { } | \\ , . / : ; (OpenStack: 1 to 255 characters of any kind). Always a Pulumi secret, even if given as plain text; never compared with what the service returns. Changed in place.",
          "x-allowed": "6 to 128 characters: digits, letters and ~ ` ! @ # $ % ^ ( ) - _ + = [ ] { } | \\ , . / : ;"
        },
        initiator: {
          $ref: "#/types/vpnaas:index:Initiator",
          default: "bi-directional",
          description: "Whether this side may start the negotiation (`bi-directional`) or only answers (`response-only`). Changed in place."
        },
        adminStateUp: {
          type: "boolean",
          default: true,
          description: "Administrative state of the connection. Open Telekom Cloud supports only `true`. Changed in place."
        },
        peerAddress: {
          type: "string",
          minLength: 1,
          maxLength: 250,
          pattern: "^[0-9A-Za-z.:_-]+$",
          "x-openstack": {
            maxLength: 255
          },
          "x-compare": "host",
          description: "Address of the remote gateway: an IP address or a domain name, up to 250 characters. A domain name may be stored by the service as the address it resolves to; this is not reported as drift. Changed in place.",
          "x-allowed": "an IP address or a domain name"
        },
        peerId: {
          type: "string",
          minLength: 1,
          maxLength: 250,
          "x-openstack": {
            maxLength: 255
          },
          "x-compare": "address",
          description: "Identity of the remote gateway in the IKE negotiation, up to 250 characters; usually the same as `peerAddress`. Changed in place."
        },
        peerCidrs: {
          type: "array",
          items: {
            type: "string",
            format: "cidr"
          },
          uniqueItems: true,
          description: "Networks behind the remote gateway as `address/prefix`, for a VPN service that has a subnet. The order has no meaning. Not together with endpoint groups. Changed in place.",
          deprecationMessage: "Use `localEpGroupId` and `peerEpGroupId` with two endpoint groups."
        },
        localEpGroupId: {
          type: "string",
          format: "id",
          description: "UUID of the endpoint group (type `subnet`) with the local subnets. Only together with `peerEpGroupId`. Changed in place."
        },
        peerEpGroupId: {
          type: "string",
          format: "id",
          description: "UUID of the endpoint group (type `cidr`) with the networks behind the remote gateway. Only together with `localEpGroupId`. Changed in place."
        },
        localId: {
          type: "string",
          maxLength: 255,
          "x-compare": "address",
          "x-reset": "",
          description: "Identity of this side in the IKE negotiation, up to 255 characters, where it is not the address of the VPN service. OpenStack only. Removing it empties the field, which means that address. Changed in place."
        },
        mtu: {
          type: "integer",
          minimum: 68,
          maximum: 65535,
          "x-reset": 1500,
          description: "Maximum transmission unit in bytes, at least 68 (1280 for IPv6). If omitted, the service decides (1500). Removing it resets it to 1500. The manual of Open Telekom Cloud calls 1500 the only value and then uses 1200 in its example: other values are sent with a warning. Changed in place."
        },
        dpd: {
          $ref: "#/types/vpnaas:index:Dpd",
          "x-reset": {
            action: "hold",
            interval: 30,
            timeout: 120
          },
          description: "Dead peer detection. If omitted, the service decides (`hold`, 30 s, 120 s). Removing it resets it to these. Changed in place, always as a whole."
        },
        vpnserviceId: {
          type: "string",
          format: "id",
          willReplaceOnChanges: true,
          description: "UUID of the VPN service the connection belongs to. A change replaces the connection."
        },
        ikepolicyId: {
          type: "string",
          format: "id",
          willReplaceOnChanges: true,
          description: "UUID of the IKE policy. A change replaces the connection."
        },
        ipsecpolicyId: {
          type: "string",
          format: "id",
          willReplaceOnChanges: true,
          description: "UUID of the IPsec policy. A change replaces the connection."
        },
        tenantId: {
          type: "string",
          minLength: 1,
          maxLength: 255,
          willReplaceOnChanges: true,
          "x-compare": "id",
          description: "ID of the project that owns the connection. If omitted, the project of the login. Another project needs administrator rights. A change replaces the connection."
        },
        orderId: {
          type: "string",
          maxLength: 255,
          description: "ID of a yearly or monthly order; only for VPNs that are billed that way. Sent only if you give it. Changed in place."
        },
        productId: {
          type: "string",
          maxLength: 255,
          description: "ID of a product that is billed yearly or monthly; only for such VPNs. Sent only if you give it. Changed in place."
        },
        tags: {
          type: "object",
          additionalProperties: {
            type: "string",
            maxLength: 43,
            pattern: "^[A-Za-z0-9_-]*$",
            "x-allowed": "0 to 43 characters: letters, digits, _ and -"
          },
          propertyNames: {
            pattern: "^[A-Za-z0-9_-]{1,36}$",
            "x-allowed": "1 to 36 characters: letters, digits, _ and -"
          },
          "x-not-in-body": true,
          "x-reset": {},
          description: "Tags, Open Telekom Cloud only. Keys of 1 to 36, values of up to 43 characters: letters, digits, `_` and `-`. Authoritative: tags that are not listed are removed. If omitted, tags are left unmanaged. Removing it removes the declared tags. Changed in place."
        },
        waitFor: {
          $ref: "#/types/vpnaas:index:WaitFor",
          "x-not-in-body": true,
          description: "When a create or an update is done: once the service has finished (`settled`, also if omitted), or once the tunnel is up (`active`). Most tunnels come up when both sides are configured and there is traffic. After the setting `activeTimeout` the command fails, the connection stays in the state, and the next `pulumi up` waits again. A change of it alone is no change."
        },
        adoptId: {
          type: "string",
          format: "id",
          "x-not-in-body": true,
          description: "UUID of an existing IPsec site connection to take over instead of creating one: it is brought to what the program says with one PUT of the differences, and refused if something differs that cannot be changed in place. Counts only when Pulumi creates the resource; adding, changing or removing it later is no change."
        }
      },
      requiredInputs: ["ikepolicyId", "ipsecpolicyId", "peerAddress", "peerId", "psk", "vpnserviceId"],
      properties: {
        status: {
          type: "string",
          description: "Status as last seen: `ACTIVE` (tunnel up), `DOWN` (no tunnel, for example no traffic yet), `FROZEN`, `ERROR`, or a passing `BUILD`, `PENDING_CREATE`, `PENDING_UPDATE`, `PENDING_DELETE`."
        },
        name: {
          type: "string",
          description: "Name of the connection."
        },
        description: {
          type: "string",
          description: "Description of the connection."
        },
        psk: {
          type: "string",
          secret: true,
          description: "Pre-shared key as the program gave it; what the service returns is ignored."
        },
        initiator: {
          $ref: "#/types/vpnaas:index:Initiator",
          description: "Who may start the negotiation."
        },
        adminStateUp: {
          type: "boolean",
          description: "Administrative state of the connection."
        },
        peerAddress: {
          type: "string",
          description: "Address of the remote gateway, as the program gave it where the service only resolved the name."
        },
        peerId: {
          type: "string",
          description: "Identity of the remote gateway."
        },
        peerCidrs: {
          type: "array",
          items: {
            type: "string"
          },
          uniqueItems: true,
          description: "Networks behind the remote gateway; empty with endpoint groups."
        },
        localEpGroupId: {
          type: "string",
          description: "UUID of the endpoint group with the local subnets."
        },
        peerEpGroupId: {
          type: "string",
          description: "UUID of the endpoint group with the networks behind the remote gateway."
        },
        localId: {
          type: "string",
          description: "Identity of this side in the IKE negotiation; empty where it is the address of the VPN service. OpenStack only."
        },
        mtu: {
          type: "integer",
          description: "Maximum transmission unit in bytes."
        },
        dpd: {
          $ref: "#/types/vpnaas:index:Dpd",
          description: "Dead peer detection as it is in force."
        },
        vpnserviceId: {
          type: "string",
          description: "UUID of the VPN service."
        },
        ikepolicyId: {
          type: "string",
          description: "UUID of the IKE policy."
        },
        ipsecpolicyId: {
          type: "string",
          description: "UUID of the IPsec policy."
        },
        tenantId: {
          type: "string",
          description: "ID of the project that owns the connection."
        },
        projectId: {
          type: "string",
          description: "The same as `tenantId`, under OpenStack's newer name."
        },
        authMode: {
          type: "string",
          description: "Authentication mode, `psk`."
        },
        routeMode: {
          type: "string",
          description: "How routes are advertised, `static`."
        },
        orderId: {
          type: "string",
          description: "ID of a yearly or monthly order, else empty. Open Telekom Cloud only."
        },
        productId: {
          type: "string",
          description: "ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only."
        },
        createdAt: {
          type: "string",
          description: "When the connection was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only."
        },
        tags: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "Tags of the connection. Open Telekom Cloud only."
        },
        region: {
          type: "string",
          description: "Region in which the connection lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
        }
      },
      required: [
        "adminStateUp",
        "dpd",
        "ikepolicyId",
        "initiator",
        "ipsecpolicyId",
        "mtu",
        "name",
        "peerAddress",
        "peerCidrs",
        "peerId",
        "projectId",
        "psk",
        "status",
        "tenantId",
        "vpnserviceId"
      ]
    },
    "vpnaas:index:VpnService": {
      description: 'A VPN service: the VPN gateway of a router (OpenStack) or of a VPC (Open Telekom Cloud, at most one each). Connections belong to it.\n\nOpenStack accepts several services on one router, but the L3 agent of Neutron runs one VPN process for a router, with the configuration of the service that changed last. On Neutron (Zed, strongSwan) the tunnel of the first service stayed up when a second one was created and deleted, but the tunnel of the second came up in only one run of three. The manual of Catalyst Cloud warns that a second service takes down the tunnels of the first. So use one service per router, with several connections.\n\nIts status stays `PENDING_CREATE` until its first connection exists, so a create does not wait for anything else.\n\n```ts\nconst service = new vpnaas.VpnService("hub", { routerId: vpcId });\nexport const address = service.externalV4Ip; // for the other side\n```',
      inputProperties: {
        name: {
          type: "string",
          minLength: 1,
          maxLength: 64,
          "x-openstack": {
            minLength: 0,
            maxLength: 255
          },
          description: "Name of the VPN service, 1 to 64 characters (OpenStack: up to 255). Need not be unique. If omitted, it is auto-named: logical name and seven characters, such as `hq-4cf5b9b`; renaming the resource or the stack does not rename what exists. Changed in place."
        },
        description: {
          type: "string",
          maxLength: 255,
          "x-reset": "",
          description: "Free text of up to 255 characters. Removing it empties the text. Changed in place."
        },
        routerId: {
          type: "string",
          format: "id",
          willReplaceOnChanges: true,
          description: "UUID of the router; on Open Telekom Cloud the ID of the VPC. OpenStack: the router needs an external gateway. A change replaces the service."
        },
        subnetId: {
          type: "string",
          format: "id",
          willReplaceOnChanges: true,
          description: "UUID of a local subnet, for connections with the deprecated `peerCidrs`. Omit it for connections with endpoint groups. A change replaces the service."
        },
        adminStateUp: {
          type: "boolean",
          default: true,
          description: "Administrative state of the service. Open Telekom Cloud supports only `true`. Changed in place."
        },
        flavorId: {
          type: "string",
          format: "id",
          willReplaceOnChanges: true,
          description: "UUID of a flavor. OpenStack only, with the extension vpn-flavors. A change replaces the service."
        },
        tenantId: {
          type: "string",
          minLength: 1,
          maxLength: 255,
          willReplaceOnChanges: true,
          "x-compare": "id",
          description: "ID of the project that owns the VPN service. If omitted, the project of the login. Another project needs administrator rights. A change replaces the VPN service."
        },
        adoptId: {
          type: "string",
          format: "id",
          "x-not-in-body": true,
          description: "UUID of an existing VPN service to take over instead of creating one: it is brought to what the program says with one PUT of the differences, and refused if something differs that cannot be changed in place. Counts only when Pulumi creates the resource; adding, changing or removing it later is no change."
        }
      },
      requiredInputs: ["routerId"],
      properties: {
        status: {
          type: "string",
          description: "Status as last seen: `ACTIVE`, `DOWN`, `ERROR`, a passing `BUILD`, `PENDING_UPDATE`, `PENDING_DELETE`, or `PENDING_CREATE` until the first connection exists."
        },
        name: {
          type: "string",
          description: "Name of the VPN service."
        },
        description: {
          type: "string",
          description: "Description of the VPN service."
        },
        routerId: {
          type: "string",
          description: "UUID of the router (Open Telekom Cloud: ID of the VPC)."
        },
        subnetId: {
          type: "string",
          description: "UUID of the local subnet, where one was given."
        },
        adminStateUp: {
          type: "boolean",
          description: "Administrative state of the service."
        },
        externalV4Ip: {
          type: "string",
          description: "IPv4 address of this gateway: the peer address that the other side needs. Missing only where the router has no IPv4 address outside."
        },
        externalV6Ip: {
          type: "string",
          description: "IPv6 address of this gateway, where it has one."
        },
        flavorId: {
          type: "string",
          description: "UUID of the flavor. OpenStack only."
        },
        tenantId: {
          type: "string",
          description: "ID of the project that owns the VPN service."
        },
        projectId: {
          type: "string",
          description: "The same as `tenantId`, under OpenStack's newer name."
        },
        createdAt: {
          type: "string",
          description: "When the service was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only."
        },
        tags: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "Tags of the service, set elsewhere. Open Telekom Cloud only."
        },
        orderId: {
          type: "string",
          description: "ID of a yearly or monthly order, else empty. Open Telekom Cloud only."
        },
        productId: {
          type: "string",
          description: "ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only."
        },
        resourceSpeccode: {
          type: "string",
          description: "Code of the specification that is billed, else empty. Open Telekom Cloud only."
        },
        prepayConnectionNum: {
          type: "integer",
          description: "Number of connections paid in advance. Open Telekom Cloud only."
        },
        region: {
          type: "string",
          description: "Region in which the VPN service lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
        }
      },
      required: ["status", "name", "routerId", "adminStateUp", "externalV4Ip", "tenantId", "projectId"]
    },
    "vpnaas:index:IkePolicy": {
      description: 'An IKE policy: how the two gateways prove who they are and agree on keys (phase 1).\n\nOpenStack refuses to change a policy that a connection uses: there, every change replaces the policy, and with it the connections that use it. Open Telekom Cloud changes it in place; the connections that use it are then updated as well, so that they take it over.\n\n```ts\n// The rest: IKEv2, AES-256, SHA2-256.\nconst ike = new vpnaas.IkePolicy("ike", { pfs: "group16", lifetime: { value: 28800 } });\n```',
      inputProperties: {
        name: {
          type: "string",
          minLength: 1,
          maxLength: 64,
          "x-openstack": {
            minLength: 0,
            maxLength: 255,
            willReplaceOnChanges: true
          },
          description: "Name of the IKE policy, 1 to 64 characters (OpenStack: up to 255). Need not be unique. If omitted, it is auto-named: logical name and seven characters, such as `hq-4cf5b9b`; renaming the resource or the stack does not rename what exists. Changed in place (OpenStack: a change replaces)."
        },
        description: {
          type: "string",
          maxLength: 255,
          "x-openstack": {
            willReplaceOnChanges: true
          },
          "x-reset": "",
          description: "Free text of up to 255 characters. Removing it empties the text. Changed in place (OpenStack: a change replaces)."
        },
        authAlgorithm: {
          $ref: "#/types/vpnaas:index:AuthAlgorithm",
          default: "sha2-256",
          "x-openstack": {
            default: "sha256",
            willReplaceOnChanges: true
          },
          description: "Hash: `sha2-256` (the default), `sha2-384`, `sha2-512`, `sha1` or `md5`; on OpenStack `sha256` (the default), `sha384`, `sha512`, `sha1`, `aes-xcbc` or `aes-cmac`. Changed in place (OpenStack: a change replaces the policy)."
        },
        encryptionAlgorithm: {
          $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
          default: "aes-256",
          "x-openstack": {
            willReplaceOnChanges: true
          },
          description: "Cipher: `aes-256` (the default), `aes-192`, `aes-128` or `3des`; on OpenStack also AES in CCM, GCM and CTR mode. Changed in place (OpenStack: a change replaces the policy)."
        },
        pfs: {
          $ref: "#/types/vpnaas:index:Pfs",
          default: "group14",
          "x-openstack": {
            willReplaceOnChanges: true
          },
          description: "Diffie-Hellman group: `group14` (the default), `group15`, `group16`, `group19`, `group20`, `group21`, and the weak `group1`, `group2`, `group5`; on OpenStack `group2`, `group5` and `group14` to `group31`. Changed in place (OpenStack: a change replaces the policy)."
        },
        ikeVersion: {
          $ref: "#/types/vpnaas:index:IkeVersion",
          default: "v2",
          "x-openstack": {
            willReplaceOnChanges: true
          },
          description: "Version of IKE: `v2` (the default) or `v1`. Changed in place (OpenStack: a change replaces the policy)."
        },
        phase1NegotiationMode: {
          $ref: "#/types/vpnaas:index:Phase1NegotiationMode",
          default: "main",
          "x-openstack": {
            willReplaceOnChanges: true
          },
          description: "Negotiation of IKEv1: `main` (the default) or `aggressive`. Has no meaning for IKEv2. Changed in place (OpenStack: a change replaces the policy)."
        },
        lifetime: {
          $ref: "#/types/vpnaas:index:Lifetime",
          "x-default": {},
          "x-openstack": {
            willReplaceOnChanges: true
          },
          description: "How long keys live; if omitted, 3600 seconds. Always sent as a whole. Changed in place (OpenStack: a change replaces the policy)."
        },
        tenantId: {
          type: "string",
          minLength: 1,
          maxLength: 255,
          willReplaceOnChanges: true,
          "x-compare": "id",
          description: "ID of the project that owns the IKE policy. If omitted, the project of the login. Another project needs administrator rights. A change replaces the IKE policy."
        },
        adoptId: {
          type: "string",
          format: "id",
          "x-not-in-body": true,
          description: "UUID of an existing IKE policy to take over instead of creating one: it is brought to what the program says with one PUT of the differences, and refused if something differs that cannot be changed in place. Counts only when Pulumi creates the resource; adding, changing or removing it later is no change."
        }
      },
      requiredInputs: [],
      properties: {
        name: {
          type: "string",
          description: "Name of the IKE policy."
        },
        description: {
          type: "string",
          description: "Description of the IKE policy."
        },
        authAlgorithm: {
          $ref: "#/types/vpnaas:index:AuthAlgorithm",
          description: "Hash that proves the integrity of packets."
        },
        encryptionAlgorithm: {
          $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
          description: "Cipher that packets are encrypted with."
        },
        pfs: {
          $ref: "#/types/vpnaas:index:Pfs",
          description: "Diffie-Hellman group."
        },
        ikeVersion: {
          $ref: "#/types/vpnaas:index:IkeVersion",
          description: "Version of IKE."
        },
        phase1NegotiationMode: {
          $ref: "#/types/vpnaas:index:Phase1NegotiationMode",
          description: "Negotiation of IKEv1."
        },
        lifetime: {
          $ref: "#/types/vpnaas:index:Lifetime",
          description: "How long keys live."
        },
        tenantId: {
          type: "string",
          description: "ID of the project that owns the IKE policy."
        },
        projectId: {
          type: "string",
          description: "The same as `tenantId`, under OpenStack's newer name."
        },
        region: {
          type: "string",
          description: "Region in which the IKE policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
        }
      },
      required: [
        "name",
        "authAlgorithm",
        "encryptionAlgorithm",
        "pfs",
        "ikeVersion",
        "phase1NegotiationMode",
        "lifetime",
        "tenantId",
        "projectId"
      ]
    },
    "vpnaas:index:IpsecPolicy": {
      description: 'An IPsec policy: how the packets in the tunnel are protected (phase 2).\n\nOpenStack refuses to change a policy that a connection uses: there, every change replaces the policy, and with it the connections that use it. Open Telekom Cloud changes it in place; the connections that use it are then updated as well, so that they take it over.\n\n```ts\nconst ipsec = new vpnaas.IpsecPolicy("ipsec", { encryptionAlgorithm: "aes-128" }); // the rest: ESP, SHA2-256, group14\n```',
      inputProperties: {
        name: {
          type: "string",
          minLength: 1,
          maxLength: 64,
          "x-openstack": {
            minLength: 0,
            maxLength: 255,
            willReplaceOnChanges: true
          },
          description: "Name of the IPsec policy, 1 to 64 characters (OpenStack: up to 255). Need not be unique. If omitted, it is auto-named: logical name and seven characters, such as `hq-4cf5b9b`; renaming the resource or the stack does not rename what exists. Changed in place (OpenStack: a change replaces)."
        },
        description: {
          type: "string",
          maxLength: 255,
          "x-openstack": {
            willReplaceOnChanges: true
          },
          "x-reset": "",
          description: "Free text of up to 255 characters. Removing it empties the text. Changed in place (OpenStack: a change replaces)."
        },
        authAlgorithm: {
          $ref: "#/types/vpnaas:index:AuthAlgorithm",
          default: "sha2-256",
          "x-openstack": {
            default: "sha256",
            willReplaceOnChanges: true
          },
          description: "Hash: `sha2-256` (the default), `sha2-384`, `sha2-512`, `sha1` or `md5`; on OpenStack `sha256` (the default), `sha384`, `sha512`, `sha1`, `aes-xcbc` or `aes-cmac`. Changed in place (OpenStack: a change replaces the policy)."
        },
        encryptionAlgorithm: {
          $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
          default: "aes-256",
          "x-openstack": {
            willReplaceOnChanges: true
          },
          description: "Cipher: `aes-256` (the default), `aes-192`, `aes-128` or `3des`; on OpenStack also AES in CCM, GCM and CTR mode. Changed in place (OpenStack: a change replaces the policy)."
        },
        pfs: {
          $ref: "#/types/vpnaas:index:Pfs",
          default: "group14",
          "x-openstack": {
            willReplaceOnChanges: true
          },
          description: "Diffie-Hellman group for perfect forward secrecy: `group14` (the default), `group15`, `group16`, `group19`, `group20`, `group21`, the weak `group1`, `group2`, `group5`, or `disable`; on OpenStack `group2`, `group5` and `group14` to `group31`. Changed in place (OpenStack: a change replaces the policy)."
        },
        transformProtocol: {
          $ref: "#/types/vpnaas:index:TransformProtocol",
          default: "esp",
          "x-openstack": {
            willReplaceOnChanges: true
          },
          description: "Protocol: `esp` (the default), `ah` or `ah-esp`. Changed in place (OpenStack: a change replaces the policy)."
        },
        encapsulationMode: {
          $ref: "#/types/vpnaas:index:EncapsulationMode",
          default: "tunnel",
          "x-openstack": {
            willReplaceOnChanges: true
          },
          description: "Mode: `tunnel` (the default, and the only one on Open Telekom Cloud) or `transport`. Changed in place (OpenStack: a change replaces the policy)."
        },
        lifetime: {
          $ref: "#/types/vpnaas:index:Lifetime",
          "x-default": {},
          "x-openstack": {
            willReplaceOnChanges: true
          },
          description: "How long keys live; if omitted, 3600 seconds. Always sent as a whole. Changed in place (OpenStack: a change replaces the policy)."
        },
        tenantId: {
          type: "string",
          minLength: 1,
          maxLength: 255,
          willReplaceOnChanges: true,
          "x-compare": "id",
          description: "ID of the project that owns the IPsec policy. If omitted, the project of the login. Another project needs administrator rights. A change replaces the IPsec policy."
        },
        adoptId: {
          type: "string",
          format: "id",
          "x-not-in-body": true,
          description: "UUID of an existing IPsec policy to take over instead of creating one: it is brought to what the program says with one PUT of the differences, and refused if something differs that cannot be changed in place. Counts only when Pulumi creates the resource; adding, changing or removing it later is no change."
        }
      },
      requiredInputs: [],
      properties: {
        name: {
          type: "string",
          description: "Name of the IPsec policy."
        },
        description: {
          type: "string",
          description: "Description of the IPsec policy."
        },
        authAlgorithm: {
          $ref: "#/types/vpnaas:index:AuthAlgorithm",
          description: "Hash that proves the integrity of packets."
        },
        encryptionAlgorithm: {
          $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
          description: "Cipher that packets are encrypted with."
        },
        pfs: {
          $ref: "#/types/vpnaas:index:Pfs",
          description: "Diffie-Hellman group for perfect forward secrecy."
        },
        transformProtocol: {
          $ref: "#/types/vpnaas:index:TransformProtocol",
          description: "Protocol that protects packets."
        },
        encapsulationMode: {
          $ref: "#/types/vpnaas:index:EncapsulationMode",
          description: "What of a packet is protected."
        },
        lifetime: {
          $ref: "#/types/vpnaas:index:Lifetime",
          description: "How long keys live."
        },
        tenantId: {
          type: "string",
          description: "ID of the project that owns the IPsec policy."
        },
        projectId: {
          type: "string",
          description: "The same as `tenantId`, under OpenStack's newer name."
        },
        region: {
          type: "string",
          description: "Region in which the IPsec policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
        }
      },
      required: [
        "name",
        "authAlgorithm",
        "encryptionAlgorithm",
        "pfs",
        "transformProtocol",
        "encapsulationMode",
        "lifetime",
        "tenantId",
        "projectId"
      ]
    },
    "vpnaas:index:EndpointGroup": {
      description: 'An endpoint group: the networks on one side of a connection. The local side is a group of type `subnet`, the remote side one of type `cidr`.\n\nType and endpoints cannot be changed: a change creates a new group, points the connections to it, and then deletes the old one.\n\n```ts\nconst local = new vpnaas.EndpointGroup("local", { type: "subnet", endpoints: [subnetId] });\nconst remote = new vpnaas.EndpointGroup("remote", { type: "cidr", endpoints: ["10.20.0.0/16", "10.21.0.0/16"] });\n```',
      inputProperties: {
        name: {
          type: "string",
          minLength: 1,
          maxLength: 64,
          "x-openstack": {
            minLength: 0,
            maxLength: 255
          },
          description: "Name of the endpoint group, 1 to 64 characters (OpenStack: up to 255). Need not be unique. If omitted, it is auto-named: logical name and seven characters, such as `hq-4cf5b9b`; renaming the resource or the stack does not rename what exists. Changed in place."
        },
        description: {
          type: "string",
          maxLength: 255,
          "x-reset": "",
          description: "Free text of up to 255 characters. Removing it empties the text. Changed in place."
        },
        type: {
          $ref: "#/types/vpnaas:index:EndpointType",
          willReplaceOnChanges: true,
          description: "What the endpoints are: `subnet` (the local side) or `cidr` (the remote side); OpenStack also has `network`, `router` and `vlan`, which IPsec does not use. A change replaces the group."
        },
        endpoints: {
          type: "array",
          items: {
            type: "string",
            minLength: 1,
            maxLength: 255,
            "x-compare": "endpoint"
          },
          minItems: 1,
          uniqueItems: true,
          willReplaceOnChanges: true,
          description: "Subnet ids (type `subnet`) or networks as `address/prefix` (type `cidr`). On Open Telekom Cloud a subnet's `neutron_subnet_id` is meant, not its `id`. The order has no meaning. A change replaces the group."
        },
        tenantId: {
          type: "string",
          minLength: 1,
          maxLength: 255,
          willReplaceOnChanges: true,
          "x-compare": "id",
          description: "ID of the project that owns the endpoint group. If omitted, the project of the login. Another project needs administrator rights. A change replaces the endpoint group."
        },
        adoptId: {
          type: "string",
          format: "id",
          "x-not-in-body": true,
          description: "UUID of an existing endpoint group to take over instead of creating one: it is brought to what the program says with one PUT of the differences, and refused if something differs that cannot be changed in place. Counts only when Pulumi creates the resource; adding, changing or removing it later is no change."
        }
      },
      requiredInputs: ["type", "endpoints"],
      properties: {
        name: {
          type: "string",
          description: "Name of the endpoint group."
        },
        description: {
          type: "string",
          description: "Description of the endpoint group."
        },
        type: {
          $ref: "#/types/vpnaas:index:EndpointType",
          description: "What the endpoints are."
        },
        endpoints: {
          type: "array",
          items: {
            type: "string"
          },
          uniqueItems: true,
          description: "The endpoints, in the order of the program."
        },
        tenantId: {
          type: "string",
          description: "ID of the project that owns the endpoint group."
        },
        projectId: {
          type: "string",
          description: "The same as `tenantId`, under OpenStack's newer name."
        },
        region: {
          type: "string",
          description: "Region in which the endpoint group lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
        }
      },
      required: ["name", "type", "endpoints", "tenantId", "projectId"]
    },
    "vpnaas:index:SiteToSiteVpn": {
      isComponent: true,
      "x-extends": "#/types/vpnaas:index:ConnectionSettings",
      description: "A whole site-to-site VPN: the VPN service, both policies, the endpoint groups and a connection for each remote site.\n\nOne site: `peerAddress`, `peerCidrs`, `psk`. Several: `connections`. Which connections there are has to be known when the program runs, so `connections` and its entries are plain objects; every value in them is an input.",
      inputProperties: {
        routerId: {
          type: "string",
          description: "UUID of the router, on Open Telekom Cloud the ID of the VPC, that gets a VPN service. Either this or `vpnserviceId`.",
          "x-input-of": "vpnaas:index:VpnService"
        },
        vpnserviceId: {
          type: "string",
          description: "UUID of an existing VPN service to use instead of a new one. It must have no subnet of its own.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        localCidrs: {
          type: "array",
          items: {
            type: "string"
          },
          description: "The networks of the local subnets as `address/prefix`: only to find overlaps with `peerCidrs`, never sent."
        },
        connections: {
          type: "object",
          additionalProperties: {
            $ref: "#/types/vpnaas:index:SiteConnection",
            plain: true
          },
          plain: true,
          description: "Several sites by name. A name becomes part of the resources' names: a new name is a new connection. Not with `peerAddress`."
        },
        peerAddress: {
          type: "string",
          description: "One site: address of the remote gateway. One site is the same as `connections: { main: { \u2026 } }`.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        peerCidrs: {
          type: "array",
          items: {
            type: "string"
          },
          description: "One site: networks behind the remote gateway as `address/prefix`."
        },
        psk: {
          type: "string",
          description: "One site: pre-shared key. Always a Pulumi secret.",
          secret: true,
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        peerId: {
          type: "string",
          description: "One site: identity of the remote gateway. If omitted, `peerAddress`.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        standby: {
          $ref: "#/types/vpnaas:index:Standby",
          plain: true,
          description: "One site: its second gateway."
        },
        description: {
          type: "string",
          description: "One site: free text. Open Telekom Cloud reserves it: omit it there.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection"
        },
        ike: {
          $ref: "#/types/vpnaas:index:IkePolicySettings",
          plain: true,
          description: "The IKE policy that all connections share. If omitted, the secure defaults of `IkePolicy`."
        },
        ipsec: {
          $ref: "#/types/vpnaas:index:IpsecPolicySettings",
          plain: true,
          description: "The IPsec policy that all connections share. If omitted, the secure defaults of `IpsecPolicy`."
        },
        service: {
          $ref: "#/types/vpnaas:index:ServiceSettings",
          plain: true,
          description: "Further arguments of the VPN service. Not with `vpnserviceId`."
        },
        peerFormat: {
          $ref: "#/types/vpnaas:index:PeerFormat",
          description: "Renders `peerConfigurations` for the devices on the other side, in this format. Needs `localCidrs`."
        },
        name: {
          type: "string",
          description: "First part of all names at the service. If omitted, the resources are auto-named, and what exists keeps its name."
        },
        localSubnetIds: {
          type: "array",
          items: {
            type: "string"
          },
          description: "UUIDs of the local subnets that the peer can reach. On Open Telekom Cloud a subnet's `neutron_subnet_id`, not its `id`.",
          "x-inherited": true
        },
        initiator: {
          $ref: "#/types/vpnaas:index:Initiator",
          description: "Who may start the negotiation: `bi-directional` (the default) or `response-only`.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection",
          "x-inherited": true
        },
        dpd: {
          $ref: "#/types/vpnaas:index:Dpd",
          description: "Dead peer detection.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection",
          "x-inherited": true
        },
        mtu: {
          type: "integer",
          description: "Maximum transmission unit in bytes. If omitted, the service decides.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection",
          "x-inherited": true
        },
        adminStateUp: {
          type: "boolean",
          description: "Administrative state. Open Telekom Cloud supports only `true`.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection",
          "x-inherited": true
        },
        waitFor: {
          $ref: "#/types/vpnaas:index:WaitFor",
          description: "When a create or an update is done: `settled` (the default), or `active`, once the tunnel is up.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection",
          "x-inherited": true
        },
        tags: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "All tags of the connection, Open Telekom Cloud only.",
          "x-input-of": "vpnaas:index:IpsecSiteConnection",
          "x-inherited": true
        }
      },
      requiredInputs: [],
      properties: {
        gatewayAddress: {
          type: "string",
          description: "Address that the other side needs as its peer: IPv4, or else IPv6. Empty if the service has none."
        },
        gatewayV6Address: {
          type: "string",
          description: "IPv6 address of the service, where it has one."
        },
        connections: {
          type: "object",
          additionalProperties: {
            $ref: "#/types/vpnaas:index:SiteConnectionState"
          },
          description: "What is known of each connection, by site; that of a second gateway is `SITE-standby`."
        },
        connectionId: {
          type: "string",
          description: "UUID of the connection of the single form (of the site `main`)."
        },
        status: {
          type: "string",
          description: "Status of the connection of the single form (of the site `main`)."
        },
        peerConfigurations: {
          type: "object",
          additionalProperties: {
            $ref: "#/types/vpnaas:index:PeerSetup"
          },
          secret: true,
          description: "With `peerFormat`: the configuration of each device on the other side, by connection as in `connections`. A secret."
        }
      },
      required: ["connections", "gatewayAddress"]
    }
  },
  language: {
    nodejs: {
      packageName: "@pulumivpnaas/vpnaas",
      respectSchemaVersion: true,
      dependencies: {
        "@pulumi/pulumi": "^3.259.0"
      }
    },
    python: {
      packageName: "pulumi_vpnaas",
      respectSchemaVersion: true,
      pyproject: {
        enabled: true
      },
      requires: {
        pulumi: ">=3.165.0,<4.0.0"
      }
    },
    go: {
      importBasePath: "github.com/pulumivpnaas/pulumi-vpnaas/sdk/go/vpnaas",
      respectSchemaVersion: true,
      generateResourceContainerTypes: true,
      generateExtraInputTypes: true
    },
    csharp: {
      rootNamespace: "PulumiVpnaas",
      respectSchemaVersion: true,
      packageReferences: {
        Pulumi: "3.*"
      }
    },
    java: {
      basePackage: "com.pulumivpnaas",
      buildFiles: "gradle",
      dependencies: {
        "com.pulumi:pulumi": "1.12.0"
      }
    }
  },
  functions: {
    "vpnaas:index:getIpsecSiteConnection": {
      description: "Finds the one `IpsecSiteConnection` that is meant, whoever created it. None and several are errors. It runs in previews, too, and only reads.",
      inputs: {
        properties: {
          id: {
            type: "string",
            description: "Id of the object; it is then read, and has to agree with what else is given."
          },
          status: {
            type: "string",
            description: "Status as last seen: `ACTIVE` (tunnel up), `DOWN` (no tunnel, for example no traffic yet), `FROZEN`, `ERROR`, or a passing `BUILD`, `PENDING_CREATE`, `PENDING_UPDATE`, `PENDING_DELETE`."
          },
          name: {
            type: "string",
            description: "Name of the connection."
          },
          description: {
            type: "string",
            description: "Description of the connection."
          },
          initiator: {
            $ref: "#/types/vpnaas:index:Initiator",
            description: "Who may start the negotiation."
          },
          adminStateUp: {
            type: "boolean",
            description: "Administrative state of the connection."
          },
          peerAddress: {
            type: "string",
            description: "Address of the remote gateway, as the program gave it where the service only resolved the name."
          },
          peerId: {
            type: "string",
            description: "Identity of the remote gateway."
          },
          peerCidrs: {
            type: "array",
            items: {
              type: "string"
            },
            uniqueItems: true,
            description: "Networks behind the remote gateway; empty with endpoint groups."
          },
          localEpGroupId: {
            type: "string",
            description: "UUID of the endpoint group with the local subnets."
          },
          peerEpGroupId: {
            type: "string",
            description: "UUID of the endpoint group with the networks behind the remote gateway."
          },
          localId: {
            type: "string",
            description: "Identity of this side in the IKE negotiation; empty where it is the address of the VPN service. OpenStack only."
          },
          mtu: {
            type: "integer",
            description: "Maximum transmission unit in bytes."
          },
          vpnserviceId: {
            type: "string",
            description: "UUID of the VPN service."
          },
          ikepolicyId: {
            type: "string",
            description: "UUID of the IKE policy."
          },
          ipsecpolicyId: {
            type: "string",
            description: "UUID of the IPsec policy."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the connection."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          authMode: {
            type: "string",
            description: "Authentication mode, `psk`."
          },
          routeMode: {
            type: "string",
            description: "How routes are advertised, `static`."
          },
          orderId: {
            type: "string",
            description: "ID of a yearly or monthly order, else empty. Open Telekom Cloud only."
          },
          productId: {
            type: "string",
            description: "ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only."
          },
          createdAt: {
            type: "string",
            description: "When the connection was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only."
          },
          tags: {
            type: "object",
            additionalProperties: {
              type: "string"
            },
            description: "Tags of the connection. Open Telekom Cloud only."
          },
          region: {
            type: "string",
            description: "Region in which the connection lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        }
      },
      outputs: {
        properties: {
          id: {
            type: "string",
            description: "Id of the object."
          },
          status: {
            type: "string",
            description: "Status as last seen: `ACTIVE` (tunnel up), `DOWN` (no tunnel, for example no traffic yet), `FROZEN`, `ERROR`, or a passing `BUILD`, `PENDING_CREATE`, `PENDING_UPDATE`, `PENDING_DELETE`."
          },
          name: {
            type: "string",
            description: "Name of the connection."
          },
          description: {
            type: "string",
            description: "Description of the connection."
          },
          psk: {
            type: "string",
            description: "`psk` as the service shows it: Open Telekom Cloud may mask or alter it, and then it is not the real one.",
            secret: true
          },
          initiator: {
            $ref: "#/types/vpnaas:index:Initiator",
            description: "Who may start the negotiation."
          },
          adminStateUp: {
            type: "boolean",
            description: "Administrative state of the connection."
          },
          peerAddress: {
            type: "string",
            description: "Address of the remote gateway, as the program gave it where the service only resolved the name."
          },
          peerId: {
            type: "string",
            description: "Identity of the remote gateway."
          },
          peerCidrs: {
            type: "array",
            items: {
              type: "string"
            },
            uniqueItems: true,
            description: "Networks behind the remote gateway; empty with endpoint groups."
          },
          localEpGroupId: {
            type: "string",
            description: "UUID of the endpoint group with the local subnets."
          },
          peerEpGroupId: {
            type: "string",
            description: "UUID of the endpoint group with the networks behind the remote gateway."
          },
          localId: {
            type: "string",
            description: "Identity of this side in the IKE negotiation; empty where it is the address of the VPN service. OpenStack only."
          },
          mtu: {
            type: "integer",
            description: "Maximum transmission unit in bytes."
          },
          dpd: {
            $ref: "#/types/vpnaas:index:Dpd",
            description: "Dead peer detection as it is in force."
          },
          vpnserviceId: {
            type: "string",
            description: "UUID of the VPN service."
          },
          ikepolicyId: {
            type: "string",
            description: "UUID of the IKE policy."
          },
          ipsecpolicyId: {
            type: "string",
            description: "UUID of the IPsec policy."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the connection."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          authMode: {
            type: "string",
            description: "Authentication mode, `psk`."
          },
          routeMode: {
            type: "string",
            description: "How routes are advertised, `static`."
          },
          orderId: {
            type: "string",
            description: "ID of a yearly or monthly order, else empty. Open Telekom Cloud only."
          },
          productId: {
            type: "string",
            description: "ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only."
          },
          createdAt: {
            type: "string",
            description: "When the connection was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only."
          },
          tags: {
            type: "object",
            additionalProperties: {
              type: "string"
            },
            description: "Tags of the connection. Open Telekom Cloud only."
          },
          region: {
            type: "string",
            description: "Region in which the connection lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        },
        required: [
          "id",
          "adminStateUp",
          "dpd",
          "ikepolicyId",
          "initiator",
          "ipsecpolicyId",
          "mtu",
          "name",
          "peerAddress",
          "peerCidrs",
          "peerId",
          "projectId",
          "status",
          "tenantId",
          "vpnserviceId"
        ]
      },
      "x-lookup-of": "vpnaas:index:IpsecSiteConnection"
    },
    "vpnaas:index:listIpsecSiteConnections": {
      description: "Every `IpsecSiteConnection` of the project that agrees with the arguments, without secrets. It runs in previews, too, and only reads.",
      inputs: {
        properties: {
          status: {
            type: "string",
            description: "Status as last seen: `ACTIVE` (tunnel up), `DOWN` (no tunnel, for example no traffic yet), `FROZEN`, `ERROR`, or a passing `BUILD`, `PENDING_CREATE`, `PENDING_UPDATE`, `PENDING_DELETE`."
          },
          name: {
            type: "string",
            description: "Name of the connection."
          },
          description: {
            type: "string",
            description: "Description of the connection."
          },
          initiator: {
            $ref: "#/types/vpnaas:index:Initiator",
            description: "Who may start the negotiation."
          },
          adminStateUp: {
            type: "boolean",
            description: "Administrative state of the connection."
          },
          peerAddress: {
            type: "string",
            description: "Address of the remote gateway, as the program gave it where the service only resolved the name."
          },
          peerId: {
            type: "string",
            description: "Identity of the remote gateway."
          },
          peerCidrs: {
            type: "array",
            items: {
              type: "string"
            },
            uniqueItems: true,
            description: "Networks behind the remote gateway; empty with endpoint groups."
          },
          localEpGroupId: {
            type: "string",
            description: "UUID of the endpoint group with the local subnets."
          },
          peerEpGroupId: {
            type: "string",
            description: "UUID of the endpoint group with the networks behind the remote gateway."
          },
          localId: {
            type: "string",
            description: "Identity of this side in the IKE negotiation; empty where it is the address of the VPN service. OpenStack only."
          },
          mtu: {
            type: "integer",
            description: "Maximum transmission unit in bytes."
          },
          vpnserviceId: {
            type: "string",
            description: "UUID of the VPN service."
          },
          ikepolicyId: {
            type: "string",
            description: "UUID of the IKE policy."
          },
          ipsecpolicyId: {
            type: "string",
            description: "UUID of the IPsec policy."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the connection."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          authMode: {
            type: "string",
            description: "Authentication mode, `psk`."
          },
          routeMode: {
            type: "string",
            description: "How routes are advertised, `static`."
          },
          orderId: {
            type: "string",
            description: "ID of a yearly or monthly order, else empty. Open Telekom Cloud only."
          },
          productId: {
            type: "string",
            description: "ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only."
          },
          createdAt: {
            type: "string",
            description: "When the connection was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only."
          },
          tags: {
            type: "object",
            additionalProperties: {
              type: "string"
            },
            description: "Tags of the connection. Open Telekom Cloud only."
          },
          region: {
            type: "string",
            description: "Region in which the connection lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        }
      },
      outputs: {
        properties: {
          ipsecSiteConnections: {
            type: "array",
            items: {
              $ref: "#/types/vpnaas:index:FoundIpsecSiteConnection"
            },
            description: "All that agree; none is no error."
          }
        },
        required: ["ipsecSiteConnections"]
      },
      "x-lookup-of": "vpnaas:index:IpsecSiteConnection"
    },
    "vpnaas:index:getVpnService": {
      description: "Finds the one `VpnService` that is meant, whoever created it. None and several are errors. It runs in previews, too, and only reads.",
      inputs: {
        properties: {
          id: {
            type: "string",
            description: "Id of the object; it is then read, and has to agree with what else is given."
          },
          status: {
            type: "string",
            description: "Status as last seen: `ACTIVE`, `DOWN`, `ERROR`, a passing `BUILD`, `PENDING_UPDATE`, `PENDING_DELETE`, or `PENDING_CREATE` until the first connection exists."
          },
          name: {
            type: "string",
            description: "Name of the VPN service."
          },
          description: {
            type: "string",
            description: "Description of the VPN service."
          },
          routerId: {
            type: "string",
            description: "UUID of the router (Open Telekom Cloud: ID of the VPC)."
          },
          subnetId: {
            type: "string",
            description: "UUID of the local subnet, where one was given."
          },
          adminStateUp: {
            type: "boolean",
            description: "Administrative state of the service."
          },
          externalV4Ip: {
            type: "string",
            description: "IPv4 address of this gateway: the peer address that the other side needs. Missing only where the router has no IPv4 address outside."
          },
          externalV6Ip: {
            type: "string",
            description: "IPv6 address of this gateway, where it has one."
          },
          flavorId: {
            type: "string",
            description: "UUID of the flavor. OpenStack only."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the VPN service."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          createdAt: {
            type: "string",
            description: "When the service was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only."
          },
          tags: {
            type: "object",
            additionalProperties: {
              type: "string"
            },
            description: "Tags of the service, set elsewhere. Open Telekom Cloud only."
          },
          orderId: {
            type: "string",
            description: "ID of a yearly or monthly order, else empty. Open Telekom Cloud only."
          },
          productId: {
            type: "string",
            description: "ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only."
          },
          resourceSpeccode: {
            type: "string",
            description: "Code of the specification that is billed, else empty. Open Telekom Cloud only."
          },
          prepayConnectionNum: {
            type: "integer",
            description: "Number of connections paid in advance. Open Telekom Cloud only."
          },
          region: {
            type: "string",
            description: "Region in which the VPN service lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        }
      },
      outputs: {
        properties: {
          id: {
            type: "string",
            description: "Id of the object."
          },
          status: {
            type: "string",
            description: "Status as last seen: `ACTIVE`, `DOWN`, `ERROR`, a passing `BUILD`, `PENDING_UPDATE`, `PENDING_DELETE`, or `PENDING_CREATE` until the first connection exists."
          },
          name: {
            type: "string",
            description: "Name of the VPN service."
          },
          description: {
            type: "string",
            description: "Description of the VPN service."
          },
          routerId: {
            type: "string",
            description: "UUID of the router (Open Telekom Cloud: ID of the VPC)."
          },
          subnetId: {
            type: "string",
            description: "UUID of the local subnet, where one was given."
          },
          adminStateUp: {
            type: "boolean",
            description: "Administrative state of the service."
          },
          externalV4Ip: {
            type: "string",
            description: "IPv4 address of this gateway: the peer address that the other side needs. Missing only where the router has no IPv4 address outside."
          },
          externalV6Ip: {
            type: "string",
            description: "IPv6 address of this gateway, where it has one."
          },
          flavorId: {
            type: "string",
            description: "UUID of the flavor. OpenStack only."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the VPN service."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          createdAt: {
            type: "string",
            description: "When the service was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only."
          },
          tags: {
            type: "object",
            additionalProperties: {
              type: "string"
            },
            description: "Tags of the service, set elsewhere. Open Telekom Cloud only."
          },
          orderId: {
            type: "string",
            description: "ID of a yearly or monthly order, else empty. Open Telekom Cloud only."
          },
          productId: {
            type: "string",
            description: "ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only."
          },
          resourceSpeccode: {
            type: "string",
            description: "Code of the specification that is billed, else empty. Open Telekom Cloud only."
          },
          prepayConnectionNum: {
            type: "integer",
            description: "Number of connections paid in advance. Open Telekom Cloud only."
          },
          region: {
            type: "string",
            description: "Region in which the VPN service lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        },
        required: ["id", "status", "name", "routerId", "adminStateUp", "externalV4Ip", "tenantId", "projectId"]
      },
      "x-lookup-of": "vpnaas:index:VpnService"
    },
    "vpnaas:index:listVpnServices": {
      description: "Every `VpnService` of the project that agrees with the arguments, without secrets. It runs in previews, too, and only reads.",
      inputs: {
        properties: {
          status: {
            type: "string",
            description: "Status as last seen: `ACTIVE`, `DOWN`, `ERROR`, a passing `BUILD`, `PENDING_UPDATE`, `PENDING_DELETE`, or `PENDING_CREATE` until the first connection exists."
          },
          name: {
            type: "string",
            description: "Name of the VPN service."
          },
          description: {
            type: "string",
            description: "Description of the VPN service."
          },
          routerId: {
            type: "string",
            description: "UUID of the router (Open Telekom Cloud: ID of the VPC)."
          },
          subnetId: {
            type: "string",
            description: "UUID of the local subnet, where one was given."
          },
          adminStateUp: {
            type: "boolean",
            description: "Administrative state of the service."
          },
          externalV4Ip: {
            type: "string",
            description: "IPv4 address of this gateway: the peer address that the other side needs. Missing only where the router has no IPv4 address outside."
          },
          externalV6Ip: {
            type: "string",
            description: "IPv6 address of this gateway, where it has one."
          },
          flavorId: {
            type: "string",
            description: "UUID of the flavor. OpenStack only."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the VPN service."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          createdAt: {
            type: "string",
            description: "When the service was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only."
          },
          tags: {
            type: "object",
            additionalProperties: {
              type: "string"
            },
            description: "Tags of the service, set elsewhere. Open Telekom Cloud only."
          },
          orderId: {
            type: "string",
            description: "ID of a yearly or monthly order, else empty. Open Telekom Cloud only."
          },
          productId: {
            type: "string",
            description: "ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only."
          },
          resourceSpeccode: {
            type: "string",
            description: "Code of the specification that is billed, else empty. Open Telekom Cloud only."
          },
          prepayConnectionNum: {
            type: "integer",
            description: "Number of connections paid in advance. Open Telekom Cloud only."
          },
          region: {
            type: "string",
            description: "Region in which the VPN service lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        }
      },
      outputs: {
        properties: {
          vpnServices: {
            type: "array",
            items: {
              $ref: "#/types/vpnaas:index:FoundVpnService"
            },
            description: "All that agree; none is no error."
          }
        },
        required: ["vpnServices"]
      },
      "x-lookup-of": "vpnaas:index:VpnService"
    },
    "vpnaas:index:getIkePolicy": {
      description: "Finds the one `IkePolicy` that is meant, whoever created it. None and several are errors. It runs in previews, too, and only reads.",
      inputs: {
        properties: {
          id: {
            type: "string",
            description: "Id of the object; it is then read, and has to agree with what else is given."
          },
          name: {
            type: "string",
            description: "Name of the IKE policy."
          },
          description: {
            type: "string",
            description: "Description of the IKE policy."
          },
          authAlgorithm: {
            $ref: "#/types/vpnaas:index:AuthAlgorithm",
            description: "Hash that proves the integrity of packets."
          },
          encryptionAlgorithm: {
            $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
            description: "Cipher that packets are encrypted with."
          },
          pfs: {
            $ref: "#/types/vpnaas:index:Pfs",
            description: "Diffie-Hellman group."
          },
          ikeVersion: {
            $ref: "#/types/vpnaas:index:IkeVersion",
            description: "Version of IKE."
          },
          phase1NegotiationMode: {
            $ref: "#/types/vpnaas:index:Phase1NegotiationMode",
            description: "Negotiation of IKEv1."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the IKE policy."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          region: {
            type: "string",
            description: "Region in which the IKE policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        }
      },
      outputs: {
        properties: {
          id: {
            type: "string",
            description: "Id of the object."
          },
          name: {
            type: "string",
            description: "Name of the IKE policy."
          },
          description: {
            type: "string",
            description: "Description of the IKE policy."
          },
          authAlgorithm: {
            $ref: "#/types/vpnaas:index:AuthAlgorithm",
            description: "Hash that proves the integrity of packets."
          },
          encryptionAlgorithm: {
            $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
            description: "Cipher that packets are encrypted with."
          },
          pfs: {
            $ref: "#/types/vpnaas:index:Pfs",
            description: "Diffie-Hellman group."
          },
          ikeVersion: {
            $ref: "#/types/vpnaas:index:IkeVersion",
            description: "Version of IKE."
          },
          phase1NegotiationMode: {
            $ref: "#/types/vpnaas:index:Phase1NegotiationMode",
            description: "Negotiation of IKEv1."
          },
          lifetime: {
            $ref: "#/types/vpnaas:index:Lifetime",
            description: "How long keys live."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the IKE policy."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          region: {
            type: "string",
            description: "Region in which the IKE policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        },
        required: [
          "id",
          "name",
          "authAlgorithm",
          "encryptionAlgorithm",
          "pfs",
          "ikeVersion",
          "phase1NegotiationMode",
          "lifetime",
          "tenantId",
          "projectId"
        ]
      },
      "x-lookup-of": "vpnaas:index:IkePolicy"
    },
    "vpnaas:index:listIkePolicies": {
      description: "Every `IkePolicy` of the project that agrees with the arguments, without secrets. It runs in previews, too, and only reads.",
      inputs: {
        properties: {
          name: {
            type: "string",
            description: "Name of the IKE policy."
          },
          description: {
            type: "string",
            description: "Description of the IKE policy."
          },
          authAlgorithm: {
            $ref: "#/types/vpnaas:index:AuthAlgorithm",
            description: "Hash that proves the integrity of packets."
          },
          encryptionAlgorithm: {
            $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
            description: "Cipher that packets are encrypted with."
          },
          pfs: {
            $ref: "#/types/vpnaas:index:Pfs",
            description: "Diffie-Hellman group."
          },
          ikeVersion: {
            $ref: "#/types/vpnaas:index:IkeVersion",
            description: "Version of IKE."
          },
          phase1NegotiationMode: {
            $ref: "#/types/vpnaas:index:Phase1NegotiationMode",
            description: "Negotiation of IKEv1."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the IKE policy."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          region: {
            type: "string",
            description: "Region in which the IKE policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        }
      },
      outputs: {
        properties: {
          ikePolicies: {
            type: "array",
            items: {
              $ref: "#/types/vpnaas:index:FoundIkePolicy"
            },
            description: "All that agree; none is no error."
          }
        },
        required: ["ikePolicies"]
      },
      "x-lookup-of": "vpnaas:index:IkePolicy"
    },
    "vpnaas:index:getIpsecPolicy": {
      description: "Finds the one `IpsecPolicy` that is meant, whoever created it. None and several are errors. It runs in previews, too, and only reads.",
      inputs: {
        properties: {
          id: {
            type: "string",
            description: "Id of the object; it is then read, and has to agree with what else is given."
          },
          name: {
            type: "string",
            description: "Name of the IPsec policy."
          },
          description: {
            type: "string",
            description: "Description of the IPsec policy."
          },
          authAlgorithm: {
            $ref: "#/types/vpnaas:index:AuthAlgorithm",
            description: "Hash that proves the integrity of packets."
          },
          encryptionAlgorithm: {
            $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
            description: "Cipher that packets are encrypted with."
          },
          pfs: {
            $ref: "#/types/vpnaas:index:Pfs",
            description: "Diffie-Hellman group for perfect forward secrecy."
          },
          transformProtocol: {
            $ref: "#/types/vpnaas:index:TransformProtocol",
            description: "Protocol that protects packets."
          },
          encapsulationMode: {
            $ref: "#/types/vpnaas:index:EncapsulationMode",
            description: "What of a packet is protected."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the IPsec policy."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          region: {
            type: "string",
            description: "Region in which the IPsec policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        }
      },
      outputs: {
        properties: {
          id: {
            type: "string",
            description: "Id of the object."
          },
          name: {
            type: "string",
            description: "Name of the IPsec policy."
          },
          description: {
            type: "string",
            description: "Description of the IPsec policy."
          },
          authAlgorithm: {
            $ref: "#/types/vpnaas:index:AuthAlgorithm",
            description: "Hash that proves the integrity of packets."
          },
          encryptionAlgorithm: {
            $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
            description: "Cipher that packets are encrypted with."
          },
          pfs: {
            $ref: "#/types/vpnaas:index:Pfs",
            description: "Diffie-Hellman group for perfect forward secrecy."
          },
          transformProtocol: {
            $ref: "#/types/vpnaas:index:TransformProtocol",
            description: "Protocol that protects packets."
          },
          encapsulationMode: {
            $ref: "#/types/vpnaas:index:EncapsulationMode",
            description: "What of a packet is protected."
          },
          lifetime: {
            $ref: "#/types/vpnaas:index:Lifetime",
            description: "How long keys live."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the IPsec policy."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          region: {
            type: "string",
            description: "Region in which the IPsec policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        },
        required: [
          "id",
          "name",
          "authAlgorithm",
          "encryptionAlgorithm",
          "pfs",
          "transformProtocol",
          "encapsulationMode",
          "lifetime",
          "tenantId",
          "projectId"
        ]
      },
      "x-lookup-of": "vpnaas:index:IpsecPolicy"
    },
    "vpnaas:index:listIpsecPolicies": {
      description: "Every `IpsecPolicy` of the project that agrees with the arguments, without secrets. It runs in previews, too, and only reads.",
      inputs: {
        properties: {
          name: {
            type: "string",
            description: "Name of the IPsec policy."
          },
          description: {
            type: "string",
            description: "Description of the IPsec policy."
          },
          authAlgorithm: {
            $ref: "#/types/vpnaas:index:AuthAlgorithm",
            description: "Hash that proves the integrity of packets."
          },
          encryptionAlgorithm: {
            $ref: "#/types/vpnaas:index:EncryptionAlgorithm",
            description: "Cipher that packets are encrypted with."
          },
          pfs: {
            $ref: "#/types/vpnaas:index:Pfs",
            description: "Diffie-Hellman group for perfect forward secrecy."
          },
          transformProtocol: {
            $ref: "#/types/vpnaas:index:TransformProtocol",
            description: "Protocol that protects packets."
          },
          encapsulationMode: {
            $ref: "#/types/vpnaas:index:EncapsulationMode",
            description: "What of a packet is protected."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the IPsec policy."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          region: {
            type: "string",
            description: "Region in which the IPsec policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        }
      },
      outputs: {
        properties: {
          ipsecPolicies: {
            type: "array",
            items: {
              $ref: "#/types/vpnaas:index:FoundIpsecPolicy"
            },
            description: "All that agree; none is no error."
          }
        },
        required: ["ipsecPolicies"]
      },
      "x-lookup-of": "vpnaas:index:IpsecPolicy"
    },
    "vpnaas:index:getEndpointGroup": {
      description: "Finds the one `EndpointGroup` that is meant, whoever created it. None and several are errors. It runs in previews, too, and only reads.",
      inputs: {
        properties: {
          id: {
            type: "string",
            description: "Id of the object; it is then read, and has to agree with what else is given."
          },
          name: {
            type: "string",
            description: "Name of the endpoint group."
          },
          description: {
            type: "string",
            description: "Description of the endpoint group."
          },
          type: {
            $ref: "#/types/vpnaas:index:EndpointType",
            description: "What the endpoints are."
          },
          endpoints: {
            type: "array",
            items: {
              type: "string"
            },
            uniqueItems: true,
            description: "The endpoints, in the order of the program."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the endpoint group."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          region: {
            type: "string",
            description: "Region in which the endpoint group lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        }
      },
      outputs: {
        properties: {
          id: {
            type: "string",
            description: "Id of the object."
          },
          name: {
            type: "string",
            description: "Name of the endpoint group."
          },
          description: {
            type: "string",
            description: "Description of the endpoint group."
          },
          type: {
            $ref: "#/types/vpnaas:index:EndpointType",
            description: "What the endpoints are."
          },
          endpoints: {
            type: "array",
            items: {
              type: "string"
            },
            uniqueItems: true,
            description: "The endpoints, in the order of the program."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the endpoint group."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          region: {
            type: "string",
            description: "Region in which the endpoint group lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        },
        required: ["id", "name", "type", "endpoints", "tenantId", "projectId"]
      },
      "x-lookup-of": "vpnaas:index:EndpointGroup"
    },
    "vpnaas:index:listEndpointGroups": {
      description: "Every `EndpointGroup` of the project that agrees with the arguments, without secrets. It runs in previews, too, and only reads.",
      inputs: {
        properties: {
          name: {
            type: "string",
            description: "Name of the endpoint group."
          },
          description: {
            type: "string",
            description: "Description of the endpoint group."
          },
          type: {
            $ref: "#/types/vpnaas:index:EndpointType",
            description: "What the endpoints are."
          },
          endpoints: {
            type: "array",
            items: {
              type: "string"
            },
            uniqueItems: true,
            description: "The endpoints, in the order of the program."
          },
          tenantId: {
            type: "string",
            description: "ID of the project that owns the endpoint group."
          },
          projectId: {
            type: "string",
            description: "The same as `tenantId`, under OpenStack's newer name."
          },
          region: {
            type: "string",
            description: "Region in which the endpoint group lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it."
          }
        }
      },
      outputs: {
        properties: {
          endpointGroups: {
            type: "array",
            items: {
              $ref: "#/types/vpnaas:index:FoundEndpointGroup"
            },
            description: "All that agree; none is no error."
          }
        },
        required: ["endpointGroups"]
      },
      "x-lookup-of": "vpnaas:index:EndpointGroup"
    },
    "vpnaas:index:peerConfiguration": {
      description: "Renders the configuration of the device on the other side of a connection, from what the program declares of it. It asks no service, and runs in previews as far as its arguments are known. An algorithm that the format has no word for is an error that names both.",
      inputs: {
        properties: {
          format: {
            $ref: "#/types/vpnaas:index:PeerFormat",
            description: "Which device or software the configuration is for."
          },
          name: {
            type: "string",
            description: "What the tunnel is called on the device. If omitted, `cloud`."
          },
          gatewayAddress: {
            type: "string",
            description: "Address of the VPN service: its `externalV4Ip` or `externalV6Ip`."
          },
          localId: {
            type: "string",
            description: "`localId` of the connection, where it has one. If omitted, `gatewayAddress`."
          },
          localCidrs: {
            type: "array",
            items: {
              type: "string"
            },
            description: "The networks of the local subnets as `address/prefix`: what the device reaches through the tunnel."
          },
          peerAddress: {
            type: "string",
            description: "`peerAddress` of the connection: the device itself."
          },
          peerId: {
            type: "string",
            description: "`peerId` of the connection. If omitted, `peerAddress`."
          },
          peerCidrs: {
            type: "array",
            items: {
              type: "string"
            },
            description: "The networks behind the device as `address/prefix`."
          },
          psk: {
            type: "string",
            secret: true,
            description: "Pre-shared key of the connection. Give a secret: then the result is one, too."
          },
          ike: {
            $ref: "#/types/vpnaas:index:PeerIke",
            description: "The IKE policy of the connection. If omitted, the defaults of `IkePolicy`."
          },
          ipsec: {
            $ref: "#/types/vpnaas:index:PeerIpsec",
            description: "The IPsec policy of the connection. If omitted, the defaults of `IpsecPolicy`."
          },
          initiator: {
            $ref: "#/types/vpnaas:index:Initiator",
            description: "`initiator` of the connection. With `response-only` the device starts the negotiation by itself."
          },
          dpd: {
            $ref: "#/types/vpnaas:index:Dpd",
            description: "`dpd` of the connection: the device does the same."
          },
          mtu: {
            type: "integer",
            description: "`mtu` of the connection, where it has one: a bound for the largest packet."
          }
        },
        required: ["format", "gatewayAddress", "localCidrs", "peerAddress", "peerCidrs", "psk"]
      },
      outputs: {
        properties: {
          format: {
            $ref: "#/types/vpnaas:index:PeerFormat",
            description: "The format that was asked for."
          },
          files: {
            type: "array",
            items: {
              $ref: "#/types/vpnaas:index:PeerFile"
            },
            description: "The files for the device. The pre-shared key is in one of them: keep them secret."
          },
          commands: {
            type: "array",
            items: {
              type: "string"
            },
            description: "Commands for the device that load the files, start the tunnel and show it."
          },
          advice: {
            type: "array",
            items: {
              type: "string"
            },
            description: "What has to be done besides, in sentences: the largest TCP segment, lines in other files."
          }
        },
        required: ["format", "files", "commands", "advice"]
      }
    }
  }
};

// provider/src/core/memoize.ts
function memoize(make) {
  const made = /* @__PURE__ */ new Map();
  return (key) => {
    const known = made.get(key) ?? { value: make(key) };
    if (!made.has(key)) {
      made.set(key, known);
      if (known.value instanceof Promise) known.value.catch(() => made.delete(key));
    }
    return known.value;
  };
}

// provider/src/core/schema.ts
var resources = schema_default.resources;
var functions = schema_default.functions;
var types = schema_default.types;
var TOKENS2 = Object.entries(schema_default.resources).filter(([, resource]) => !("isComponent" in resource)).map(([token]) => token);
var KINDS = TOKENS2.map(kindOf);
var DIALECTS = typeOf("vpnaas:index:Dialect").enum?.map(({ value }) => value);
function resourceSpec(token) {
  return resources[token];
}
function tokenOf(kind) {
  return `vpnaas:index:${kind}`;
}
function kindOf(token) {
  return token.slice("vpnaas:index:".length);
}
var secretInputs = memoize(
  (token) => namesWhere(resources[token].inputProperties, (property) => property.secret === true)
);
var inputsOutsideBody = memoize(
  (token) => namesWhere(resources[token].inputProperties, (property) => property["x-not-in-body"] === true)
);
var resetValues = memoize((token) => {
  const properties = Object.entries(resources[token].inputProperties);
  return Object.fromEntries(
    properties.flatMap(([name, property]) => "x-reset" in property ? [[name, property["x-reset"]]] : [])
  );
});
function objectProperties(property) {
  return property.$ref === void 0 ? void 0 : typeOf(property.$ref).properties;
}
function typeOf(reference) {
  const type = types[reference.replace("#/types/", "")];
  if (type === void 0) throw new Error(`schema.json: ${reference} is referred to but not declared under "types"`);
  return type;
}
function namesWhere(properties, holds) {
  return Object.entries(properties).flatMap(([name, property]) => holds(property) ? [name] : []);
}

// provider/src/peer/packetSize.ts
var import_node_net4 = require("node:net");
var LINK = 1500;
var [IPV4, IPV6, UDP, ESP, AH, ESP_END] = [20, 40, 8, 8, 12, 2];
var TCP = 20;
function packetSize(path) {
  const mtu = Math.min(roomIn(path), path.declared ?? LINK);
  const header = (0, import_node_net4.isIPv6)(path.inside.split("/")[0] ?? "") ? IPV6 : IPV4;
  return { mtu, mss: mtu - header - TCP };
}
function roomIn({ encryption, integrity, protocol, outside }) {
  const check = checkValueOf(encryption, integrity);
  const link = LINK - ((0, import_node_net4.isIPv6)(outside) ? IPV6 : IPV4);
  if (protocol === "ah") return link - AH - check;
  const { block, vector } = blockOf(encryption);
  const room = link - UDP - ESP - vector - check;
  return Math.floor(room / block) * block - ESP_END;
}

// provider/src/peer/declared.ts
var NAMES = [
  ["name", "gatewayAddress", "localId", "localCidrs", "peerAddress", "peerId", "peerCidrs", "psk"],
  ["ike", "ipsec", "initiator", "dpd", "mtu"]
].flat();
var POLICY = ["encryptionAlgorithm", "authAlgorithm", "pfs", "lifetime"];
var KNOWN = {
  ike: [...POLICY, "ikeVersion", "phase1NegotiationMode"],
  ipsec: [...POLICY, "transformProtocol", "encapsulationMode"],
  dpd: ["action", "interval", "timeout"]
};
function tunnelOf(declared) {
  const problems = [];
  const read = reader(declared, problems);
  problems.push(...unknownIn(declared, NAMES, ""));
  for (const [name, known] of Object.entries(KNOWN)) {
    if (declared[name] === void 0 || isRecord(declared[name])) {
      problems.push(...unknownIn(read.part(name), known, `${name}.`));
    } else problems.push(`${name} is no object`);
  }
  const [cloud, device] = gatewaysIn(read);
  const [ike, ipsec] = [phaseIn(read, "ike"), phaseIn(read, "ipsec")];
  const rest = { ...protocolsIn(read), psk: read.psk(), dpd: dpdIn(read), ...namesIn(read) };
  const mtu = read.number("mtu");
  if (problems.length === 0)
    problems.push(...familyProblems(cloud, device), ...ikev1Problems(rest.ikeVersion, ike, ipsec));
  if (problems.length > 0) return { problems };
  const { protocol, mode, ...others } = rest;
  const path = { ...ipsec, protocol, outside: cloud.address, inside: device.networks[0] ?? "" };
  const size = packetSize({ ...path, declared: mtu });
  return { problems, tunnel: { ...others, ...size, cloud, device, ike, ipsec: { ...ipsec, protocol, mode } } };
}
function reader(declared, problems) {
  const part = (name) => isRecord(declared[name]) ? declared[name] : {};
  const at = (path) => {
    const [first = "", ...rest] = path.split(".");
    return rest.reduce((value, name) => isRecord(value) ? value[name] : void 0, declared[first]);
  };
  const wrong = (path, wanted) => {
    problems.push(at(path) === void 0 ? `${path} is missing` : `${path} ${sanitize(at(path))} is ${wanted}`);
  };
  const text2 = (path, pattern, wanted) => {
    const value = at(path);
    if (typeof value === "string" && pattern.test(value)) return value;
    wrong(path, wanted);
    return "";
  };
  const number = (path) => {
    const value = at(path);
    if (value === void 0) return void 0;
    if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
    wrong(path, "no whole number");
    return void 0;
  };
  const networks2 = (path) => {
    const value = at(path);
    const list = Array.isArray(value) && value.length > 0 ? value : void 0;
    if (list?.every((each) => typeof each === "string" && isCidr(each)))
      return list.map((each) => withoutHostBits(each) ?? each);
    wrong(path, 'no list of networks as address/prefix, such as ["10.1.0.0/16"]');
    return [];
  };
  const psk = () => {
    const value = declared.psk;
    if (typeof value === "string" && /^[^\p{Cc}]+$/u.test(value)) return value;
    problems.push(value === void 0 ? "psk is missing" : "psk is empty, or has a control character in it");
    return "";
  };
  return { part, at, wrong, text: text2, number, networks: networks2, psk };
}
var ADDRESS = /^[0-9A-Za-z][0-9A-Za-z.:_-]*$|^::[0-9A-Fa-f:.]+$/;
var IDENTITY = /^[0-9A-Za-z][0-9A-Za-z@.:_+-]*$|^::[0-9A-Fa-f:.]+$/;
var IDENTITIES = "no identity that files can hold: an address, a domain name or an e-mail address";
function gatewaysIn({ at, text: text2, networks: networks2 }) {
  const gateway = (names3) => {
    const address = text2(names3.address, ADDRESS, "no address: neither an IP address nor a domain name");
    const own = at(names3.id);
    const id = own === void 0 || own === "" ? address : text2(names3.id, IDENTITY, IDENTITIES);
    return { address, id, networks: networks2(names3.networks) };
  };
  return [
    gateway({ address: "gatewayAddress", id: "localId", networks: "localCidrs" }),
    gateway({ address: "peerAddress", id: "peerId", networks: "peerCidrs" })
  ];
}
var NO_CIPHER = { name: "", bits: 0, mode: "cbc", icv: void 0 };
var NO_HASH = "sha256";
function phaseIn(read, policy) {
  const named = (property, find) => {
    const value = wordIn(read, policy, property);
    const found2 = find(value);
    if (found2 === void 0) read.wrong(`${policy}.${property}`, "unknown");
    return found2;
  };
  const encryption = named("encryptionAlgorithm", cipherOf) ?? NO_CIPHER;
  const integrity = named("authAlgorithm", hashOf) ?? NO_HASH;
  return { encryption, integrity, group: named("pfs", groupOf) ?? 0, lifetime: lifetimeIn(read, policy) };
}
function lifetimeIn(read, policy) {
  const [property, path] = [inputOf(policy, "lifetime"), `${policy}.lifetime`];
  const given = read.at(path);
  const unknown = isRecord(given) ? Object.keys(given).find((name) => !["units", "value"].includes(name)) : void 0;
  if (given !== void 0 && !isRecord(given) || unknown !== void 0) read.wrong(path, "no lifetime");
  return read.number(`${path}.value`) ?? Number(objectProperties(property)?.value?.default);
}
var KINDS2 = { ike: "IkePolicy", ipsec: "IpsecPolicy" };
function inputOf(policy, property) {
  return resourceSpec(tokenOf(KINDS2[policy])).inputProperties[property] ?? {};
}
function wordIn(read, policy, property) {
  const value = read.at(`${policy}.${property}`) ?? inputOf(policy, property).default;
  return typeof value === "string" ? value : "";
}
function protocolsIn(read) {
  const oneOf2 = (policy, property, words) => {
    const value = wordIn(read, policy, property);
    const word = words.find((each) => each === value);
    if (word === void 0) read.wrong(`${policy}.${property}`, `none of ${words.join(", ")}`);
    return word ?? words[0];
  };
  const ikeVersion = oneOf2("ike", "ikeVersion", ["v2", "v1"]) === "v1" ? 1 : 2;
  return {
    ikeVersion,
    isAggressive: ikeVersion === 1 && oneOf2("ike", "phase1NegotiationMode", ["main", "aggressive"]) === "aggressive",
    protocol: oneOf2("ipsec", "transformProtocol", ["esp", "ah"]),
    mode: oneOf2("ipsec", "encapsulationMode", ["tunnel", "transport"])
  };
}
var ACTIONS = {
  clear: "clear",
  hold: "hold",
  restart: "restart",
  "restart-by-peer": "restart"
};
function dpdIn(read) {
  const usual = resetValues(tokenOf("IpsecSiteConnection")).dpd;
  const { action: usualAction, interval: usualInterval, timeout: usualTimeout } = isRecord(usual) ? usual : {};
  const action = read.at("dpd.action") ?? usualAction;
  const interval = read.number("dpd.interval") ?? Number(usualInterval);
  const timeout = read.number("dpd.timeout") ?? Number(usualTimeout);
  if (action === "disabled" || interval === 0) return void 0;
  const known = typeof action === "string" ? ACTIONS[action] : void 0;
  if (known === void 0) read.wrong("dpd.action", `none of ${[...Object.keys(ACTIONS), "disabled"].join(", ")}`);
  return { action: known ?? "hold", interval, timeout };
}
function namesIn(read) {
  const [name, initiator] = [read.at("name") ?? "cloud", read.at("initiator") ?? "bi-directional"];
  if (initiator !== "bi-directional" && initiator !== "response-only")
    read.wrong("initiator", "none of bi-directional, response-only");
  const own = typeof name === "string" ? name.replace(/[^0-9A-Za-z_-]+/g, "-").replace(/^[^A-Za-z]+|-+$/g, "") : "";
  if (own === "") read.wrong("name", "no name: it needs a letter");
  return { name: own, deviceStarts: initiator === "response-only" };
}
function familyProblems(cloud, device) {
  const versionOf = (network2) => (0, import_node_net5.isIP)(network2.split("/")[0] ?? "");
  const [first = "", ...others] = [...cloud.networks, ...device.networks];
  const other = others.find((network2) => versionOf(network2) !== versionOf(first));
  if (other === void 0) return [];
  return [`peerCidrs and localCidrs have IPv4 and IPv6 (${first}, ${other}): a connection takes one IP version`];
}
function ikev1Problems(version, ike, ipsec) {
  if (version === 2) return [];
  const problem = (property, name) => `${property} ${sanitize(name)} does not exist in IKEv1`;
  return [
    ...ike.encryption.mode === "cbc" ? [] : [problem("ike.encryptionAlgorithm", ike.encryption.name)],
    ...ike.integrity.startsWith("aes") ? [problem("ike.authAlgorithm", ike.integrity)] : [],
    ...ipsec.integrity === "aes-cmac" ? [problem("ipsec.authAlgorithm", ipsec.integrity)] : []
  ];
}
function unknownIn(given, known, path) {
  const unknown = Object.keys(given).filter((name) => !known.includes(name) && given[name] !== void 0);
  return unknown.map((name) => `${path}${sanitize(name).slice(1, -1)} is unknown: there are ${known.join(", ")}`);
}

// provider/src/peer/format.ts
function wordsIn(tables) {
  return {
    encryption: ({ name }) => tables.encryption[name],
    integrity: (hash) => tables.integrity[hash],
    group: (number) => tables.group[number]
  };
}
function rekeyAfter({ lifetime }) {
  return lifetime - Math.ceil(lifetime / 10);
}
function lines(...parts) {
  const all = parts.flatMap((part) => part === void 0 ? [] : part);
  return `${all.join("\n")}
`;
}

// provider/src/peer/ipsecSecrets.ts
function ipsecSecret(psk) {
  if (/^[ !#-~]+$/.test(psk)) return `"${psk}"`;
  return `0s${Buffer.from(psk, "utf8").toString("base64")}`;
}

// provider/src/peer/formats/libreswan.ts
var HASH_WORDS = {
  md5: "md5",
  sha1: "sha1",
  sha256: "sha2_256",
  sha384: "sha2_384",
  sha512: "sha2_512",
  "aes-xcbc": "aes_xcbc",
  "aes-cmac": "aes_cmac"
};
var MODP = [5, 14, 15, 16, 17, 18];
var GROUPS = [...MODP, 19, 20, 21, 31];
var SUFFIX = { 8: "_a", 12: "_b", 16: "_c" };
function cipherWord({ name, bits, mode, icv = 0 }) {
  return name === "3des" ? name : `aes${mode === "cbc" ? "" : `_${mode}`}${SUFFIX[icv] ?? ""}${bits}`;
}
function groupWord(known) {
  return (number) => known.includes(number) ? `dh${number}` : void 0;
}
var IKE = {
  encryption: (cipher) => cipher.mode === "ccm" ? void 0 : cipherWord(cipher),
  integrity: (hash) => hash === "aes-cmac" ? void 0 : HASH_WORDS[hash],
  group: groupWord(GROUPS)
};
var libreswan = {
  name: "libreswan",
  title: "libreswan (ipsec.conf)",
  isTried: true,
  vocabulary: ({ ikeVersion }) => ({
    ike: IKE,
    // Its second phase of IKEv1 takes groups of numbers modulo a prime only.
    ipsec: {
      encryption: cipherWord,
      integrity: (hash) => HASH_WORDS[hash],
      group: groupWord(ikeVersion === 1 ? MODP : GROUPS)
    }
  }),
  limits: ({ ike }) => ike.group === 0 ? ["ike.pfs disable does not exist"] : [],
  render(tunnel, words) {
    const { name, device, cloud, psk, ikeVersion } = tunnel;
    return {
      files: [
        { path: `/etc/ipsec.d/${name}.conf`, content: contentOf(tunnel, words) },
        {
          path: `/etc/ipsec.d/${name}.secrets`,
          content: lines(`${identity(device.id)} ${identity(cloud.id)} : PSK ${ipsecSecret(psk)}`)
        }
      ],
      commands: [
        "ipsec auto --rereadsecrets",
        `ipsec auto --add ${name}`,
        `ipsec auto --up ${name}`,
        "ipsec trafficstatus"
      ],
      advice: ikeVersion === 2 ? [] : ["libreswan 4.2 or newer: config setup in /etc/ipsec.conf needs ikev1-policy=accept."]
    };
  }
};
function contentOf(tunnel, words) {
  const { name, cloud, device, ike, ipsec, dpd, mtu } = tunnel;
  return lines(
    `conn ${name}`,
    `  ikev2=${tunnel.ikeVersion === 2 ? "yes" : "no"}`,
    tunnel.isAggressive ? "  aggressive=yes" : void 0,
    "  authby=secret",
    "  left=%defaultroute",
    `  leftid=${identity(device.id)}`,
    `  ${networks("left", device.networks)}`,
    `  right=${cloud.address}`,
    `  rightid=${identity(cloud.id)}`,
    `  ${networks("right", cloud.networks)}`,
    `  ike=${[words.ike.encryption, words.ike.integrity, words.ike.group].join("-")}`,
    `  phase2=${ipsec.protocol}`,
    `  ${ipsec.protocol}=${childProposal(tunnel, words.ipsec)}`,
    `  pfs=${ipsec.group === 0 ? "no" : "yes"}`,
    `  type=${ipsec.mode}`,
    `  ikelifetime=${ike.lifetime}s`,
    `  salifetime=${ipsec.lifetime}s`,
    `  rekeymargin=${Math.max(1, Math.min(540, Math.floor(Math.min(ike.lifetime, ipsec.lifetime) / 10)))}s`,
    "  keyingtries=%forever",
    dpd === void 0 ? void 0 : [`  dpddelay=${dpd.interval}`, `  dpdtimeout=${dpd.timeout}`, `  dpdaction=${dpd.action}`],
    `  mtu=${mtu}`,
    `  auto=${tunnel.deviceStarts ? "start" : "ondemand"}`
  );
}
function childProposal({ ipsec }, { encryption, integrity, group }) {
  const hash = isAead(ipsec.encryption) ? "none" : integrity;
  const algorithms2 = ipsec.protocol === "ah" ? [integrity] : [encryption, hash];
  return [...algorithms2, group].filter((word) => word !== void 0).join("-");
}
function networks(side, list) {
  const [first, ...others] = list;
  return others.length === 0 ? `${side}subnet=${first}` : `${side}subnets={${list.join(",")}}`;
}
function identity(id) {
  return /[:@]|^[\d.]+$/.test(id) ? id : `@${id}`;
}

// provider/src/peer/tunnel.ts
function pairsOf({ device, cloud }) {
  return device.networks.flatMap((here) => cloud.networks.map((there) => ({ here, there })));
}

// provider/src/peer/formats/openiked.ts
var INTEGRITY = {
  md5: "hmac-md5",
  sha1: "hmac-sha1",
  sha256: "hmac-sha2-256",
  sha384: "hmac-sha2-384",
  sha512: "hmac-sha2-512"
};
var GROUP = {
  1: "modp768",
  2: "modp1024",
  5: "modp1536",
  14: "modp2048",
  15: "modp3072",
  16: "modp4096",
  17: "modp6144",
  18: "modp8192",
  19: "ecp256",
  20: "ecp384",
  21: "ecp521",
  25: "ecp192",
  26: "ecp224",
  27: "brainpool224",
  28: "brainpool256",
  29: "brainpool384",
  30: "brainpool512",
  31: "curve25519"
};
var CBC = { "3des": "3des", "aes-128": "aes-128", "aes-192": "aes-192", "aes-256": "aes-256" };
var IKE2 = wordsIn({
  encryption: {
    ...CBC,
    "aes-128-gcm-16": "aes-128-gcm",
    "aes-256-gcm-16": "aes-256-gcm",
    "aes-128-gcm-12": "aes-128-gcm-12",
    "aes-256-gcm-12": "aes-256-gcm-12"
  },
  integrity: INTEGRITY,
  group: GROUP
});
var CHILD = wordsIn({
  encryption: {
    ...CBC,
    "aes-128-ctr": "aes-128-ctr",
    "aes-192-ctr": "aes-192-ctr",
    "aes-256-ctr": "aes-256-ctr",
    "aes-128-gcm-16": "aes-128-gcm",
    "aes-192-gcm-16": "aes-192-gcm",
    "aes-256-gcm-16": "aes-256-gcm"
  },
  integrity: INTEGRITY,
  group: GROUP
});
var openiked = {
  name: "openiked",
  title: "OpenIKED (iked.conf)",
  isTried: true,
  vocabulary: () => ({ ike: IKE2, ipsec: CHILD }),
  limits: ({ ikeVersion, ike, psk }) => [
    ...ikeVersion === 1 ? ["ike.ikeVersion v1 does not exist"] : [],
    ...ike.group === 0 ? ["ike.pfs disable does not exist"] : [],
    ...Buffer.byteLength(psk) > 255 ? ["psk has more than 255 octets, the most"] : []
  ],
  render(tunnel, words) {
    const path = `/etc/iked.${tunnel.name}.conf`;
    return {
      files: [{ path, content: contentOf2(tunnel, words) }],
      commands: ["iked -n", "ikectl reload", "ikectl show sa"],
      advice: [`/etc/iked.conf has to hold the line: include "${path}"`]
    };
  }
};
function contentOf2(tunnel, words) {
  const { name, cloud, device, ipsec, dpd, psk } = tunnel;
  const parts = [
    `ikev2 "${name}" active ${ipsec.mode} ${ipsec.protocol}`,
    ...pairsOf(tunnel).map(({ here, there }) => `  from ${here} to ${there}`),
    `  peer ${cloud.address}`,
    `  ikesa ${ikeTransforms(tunnel, words.ike)}`,
    `  childsa ${childTransforms(tunnel, words.ipsec)} noesn`,
    `  srcid "${device.id}" dstid "${cloud.id}"`,
    `  ikelifetime ${tunnel.ike.lifetime} lifetime ${ipsec.lifetime}`,
    `  psk ${pskText(psk)}`
  ];
  return lines(`set dpd_check_interval ${dpd?.interval ?? 0}`, parts.join(" \\\n"));
}
function ikeTransforms({ ike }, { encryption, integrity, group }) {
  const auth = isAead(ike.encryption) ? "" : `auth ${integrity} `;
  return `enc ${encryption} ${auth}prf ${integrity} group ${group}`;
}
function childTransforms({ ipsec }, { encryption, integrity, group }) {
  const parts = [
    ipsec.protocol === "ah" ? void 0 : `enc ${encryption}`,
    ipsec.protocol === "esp" && isAead(ipsec.encryption) ? void 0 : `auth ${integrity}`,
    group === void 0 ? void 0 : `group ${group}`
  ];
  return parts.filter((part) => part !== void 0).join(" ");
}
function pskText(psk) {
  if (/^(?!0x)[!#-[\]-~ ]+$/i.test(psk)) return `"${psk}"`;
  return `0x${Buffer.from(psk, "utf8").toString("hex")}`;
}

// provider/src/peer/strongswanWords.ts
var HASH_WORDS2 = {
  md5: "md5",
  sha1: "sha1",
  sha256: "sha256",
  sha384: "sha384",
  sha512: "sha512",
  "aes-xcbc": "aesxcbc",
  "aes-cmac": "aescmac"
};
var GROUP_WORDS = {
  1: "modp768",
  2: "modp1024",
  5: "modp1536",
  14: "modp2048",
  15: "modp3072",
  16: "modp4096",
  17: "modp6144",
  18: "modp8192",
  19: "ecp256",
  20: "ecp384",
  21: "ecp521",
  22: "modp1024s160",
  23: "modp2048s224",
  24: "modp2048s256",
  25: "ecp192",
  26: "ecp224",
  27: "ecp224bp",
  28: "ecp256bp",
  29: "ecp384bp",
  30: "ecp512bp",
  31: "curve25519"
};
var STRONGSWAN_WORDS = {
  encryption: ({ name, bits, mode, icv = "" }) => name === "3des" ? name : `aes${bits}${mode === "cbc" ? "" : mode}${icv}`,
  integrity: (hash) => HASH_WORDS2[hash],
  group: (number) => GROUP_WORDS[number]
};
function ikeProposal({ ike }, { encryption, integrity, group }) {
  const hash = isAead(ike.encryption) ? `prf${integrity}` : integrity;
  return [encryption, hash, group].filter((word) => word !== void 0).join("-");
}
function childProposal2({ ipsec }, { encryption, integrity, group }) {
  const algorithms2 = ipsec.protocol === "ah" ? [integrity] : isAead(ipsec.encryption) ? [encryption] : [encryption, integrity];
  return [...algorithms2, group].filter((word) => word !== void 0).join("-");
}
function strongswanLimits({ ike }) {
  return ike.group === 0 ? ["ike.pfs disable does not exist"] : [];
}

// provider/src/peer/formats/strongswanIpsec.ts
var strongswanIpsec = {
  name: "strongswan-ipsec",
  title: "strongSwan (ipsec.conf)",
  isTried: true,
  vocabulary: () => ({ ike: STRONGSWAN_WORDS, ipsec: STRONGSWAN_WORDS }),
  limits: strongswanLimits,
  render(tunnel, words) {
    const { name, device, cloud, psk } = tunnel;
    const conns = connsOf(tunnel);
    const common2 = commonLines(tunnel, ikeProposal(tunnel, words.ike), childProposal2(tunnel, words.ipsec));
    return {
      files: [
        { path: `/etc/ipsec.d/${name}.conf`, content: lines(...conns.map((conn) => [...connLines(conn), ...common2])) },
        { path: `/etc/ipsec.d/${name}.secrets`, content: lines(`${device.id} ${cloud.id} : PSK ${ipsecSecret(psk)}`) }
      ],
      commands: [
        "ipsec rereadsecrets",
        "ipsec update",
        ...conns.map((conn) => `ipsec up ${conn.name}`),
        "ipsec statusall"
      ],
      advice: [
        "/etc/ipsec.conf has to hold the line: include /etc/ipsec.d/*.conf",
        "/etc/ipsec.secrets has to hold the line: include /etc/ipsec.d/*.secrets"
      ]
    };
  }
};
function connsOf(tunnel) {
  const { name, device, cloud, ikeVersion } = tunnel;
  const pairs = pairsOf(tunnel);
  if (ikeVersion === 2 || pairs.length === 1)
    return [{ name, left: device.networks.join(","), right: cloud.networks.join(",") }];
  return pairs.map(({ here, there }, at) => ({ name: `${name}-${at + 1}`, left: here, right: there }));
}
function connLines({ name, left, right }) {
  return [`conn ${name}`, `  leftsubnet=${left}`, `  rightsubnet=${right}`];
}
function marginOf({ ike, ipsec }) {
  return Math.max(1, Math.min(540, Math.floor(Math.min(ike.lifetime, ipsec.lifetime) / 10)));
}
function commonLines(tunnel, ike, child) {
  const { ikeVersion, isAggressive, cloud, device, ipsec, dpd, deviceStarts } = tunnel;
  return [
    `  keyexchange=ikev${ikeVersion}`,
    ...isAggressive ? ["  aggressive=yes"] : [],
    "  authby=secret",
    "  left=%any",
    `  leftid=${device.id}`,
    `  right=${cloud.address}`,
    `  rightid=${cloud.id}`,
    `  ike=${ike}!`,
    `  ${ipsec.protocol}=${child}!`,
    `  type=${ipsec.mode}`,
    `  ikelifetime=${tunnel.ike.lifetime}s`,
    `  lifetime=${ipsec.lifetime}s`,
    `  margintime=${marginOf(tunnel)}s`,
    "  keyingtries=%forever",
    ...dpd === void 0 ? ["  dpdaction=none"] : [`  dpdaction=${dpd.action}`, `  dpddelay=${dpd.interval}s`, `  dpdtimeout=${dpd.timeout}s`],
    ...deviceStarts ? ["  closeaction=restart", "  auto=start"] : ["  auto=route"]
  ];
}

// provider/src/peer/formats/strongswanSwanctl.ts
var strongswanSwanctl = {
  name: "strongswan-swanctl",
  title: "strongSwan (swanctl.conf)",
  isTried: true,
  vocabulary: () => ({ ike: STRONGSWAN_WORDS, ipsec: STRONGSWAN_WORDS }),
  limits: strongswanLimits,
  render(tunnel, words) {
    const { name } = tunnel;
    const proposals = { ike: ikeProposal(tunnel, words.ike), child: childProposal2(tunnel, words.ipsec) };
    const children = childrenOf(tunnel);
    return {
      files: [{ path: `/etc/swanctl/conf.d/${name}.conf`, content: contentOf3(tunnel, proposals, children) }],
      commands: [
        "swanctl --load-all",
        ...children.map((child) => `swanctl --initiate --child ${child.name}`),
        "swanctl --list-sas"
      ],
      advice: []
    };
  }
};
function childrenOf(tunnel) {
  const { name, device, cloud, ikeVersion } = tunnel;
  const pairs = pairsOf(tunnel);
  if (ikeVersion === 2 || pairs.length === 1)
    return [{ name, local: device.networks.join(", "), remote: cloud.networks.join(", ") }];
  return pairs.map(({ here, there }, at) => ({ name: `${name}-${at + 1}`, local: here, remote: there }));
}
function contentOf3(tunnel, proposals, children) {
  const { name, cloud, device, ike, dpd, psk } = tunnel;
  const rekey = rekeyAfter(ike);
  return lines(
    "connections {",
    `  ${name} {`,
    `    version = ${tunnel.ikeVersion}`,
    tunnel.isAggressive ? "    aggressive = yes" : void 0,
    "    local_addrs = %any",
    `    remote_addrs = ${cloud.address}`,
    `    proposals = ${proposals.ike}`,
    `    rekey_time = ${rekey}s`,
    `    over_time = ${ike.lifetime - rekey}s`,
    dpd === void 0 ? void 0 : `    dpd_delay = ${dpd.interval}s`,
    // IKEv2 has its own times of retransmission instead.
    dpd === void 0 || tunnel.ikeVersion === 2 ? void 0 : `    dpd_timeout = ${dpd.timeout}s`,
    "    keyingtries = 0",
    "    local {",
    "      auth = psk",
    `      id = ${device.id}`,
    "    }",
    "    remote {",
    "      auth = psk",
    `      id = ${cloud.id}`,
    "    }",
    "    children {",
    children.flatMap((child) => childLines(tunnel, child, proposals.child)),
    "    }",
    "  }",
    "}",
    "secrets {",
    `  ike-${name} {`,
    `    id-1 = ${device.id}`,
    `    id-2 = ${cloud.id}`,
    `    secret = ${secretText(psk)}`,
    "  }",
    "}"
  );
}
var DPD_ACTIONS = { clear: "clear", hold: "trap", restart: "restart" };
function childLines({ ipsec, dpd, deviceStarts }, child, proposal) {
  return [
    `      ${child.name} {`,
    `        local_ts = ${child.local}`,
    `        remote_ts = ${child.remote}`,
    `        ${ipsec.protocol}_proposals = ${proposal}`,
    `        rekey_time = ${rekeyAfter(ipsec)}s`,
    `        life_time = ${ipsec.lifetime}s`,
    `        mode = ${ipsec.mode}`,
    `        start_action = ${deviceStarts ? "start" : "trap"}`,
    ...deviceStarts ? ["        close_action = start"] : [],
    ...dpd === void 0 ? [] : [`        dpd_action = ${DPD_ACTIONS[dpd.action]}`],
    "      }"
  ];
}
function secretText(psk) {
  if (/^(?!0[xs])[!#-[\]-~ ]+$/i.test(psk)) return `"${psk}"`;
  return `0s${Buffer.from(psk, "utf8").toString("base64")}`;
}

// provider/src/peer/formats/index.ts
var FORMATS = [strongswanSwanctl, strongswanIpsec, libreswan, openiked];

// provider/src/peer/renderPeer.ts
var PeerProblem = class extends Error {
};
function renderPeer(formatName, declared) {
  const format = FORMATS.find(({ name }) => name === formatName);
  if (format === void 0) {
    const known = FORMATS.map(({ name }) => name).join(", ");
    throw refusal([`format ${sanitize(formatName)} is unknown: there are ${known}`]);
  }
  const { tunnel, problems } = tunnelOf(declared);
  if (tunnel === void 0) throw refusal(problems);
  const { ike, ipsec } = format.vocabulary(tunnel);
  const said = { ike: wordsOf(tunnel, "ike", ike), ipsec: wordsOf(tunnel, "ipsec", ipsec) };
  const unsaid = [...said.ike.unsaid, ...said.ipsec.unsaid].map(
    ({ property, value, known }) => `${property} ${sanitize(value)} has no word in ${format.title}: it has ${known}`
  );
  const limits = format.limits(tunnel).map((limit) => `${limit} in ${format.title}`);
  if (unsaid.length + limits.length > 0) throw refusal([...unsaid, ...limits]);
  const rendered2 = format.render(tunnel, { ike: said.ike.words, ipsec: said.ipsec.words });
  return { format: format.name, ...rendered2, advice: [...rendered2.advice, ...adviceFor(format, tunnel)] };
}
function refusal(problems) {
  const list = problems.map((problem) => `
  - ${problem}`).join("");
  return new PeerProblem(`There is no peer configuration:${list}`);
}
function wordsOf(tunnel, policy, vocabulary) {
  const { encryption, integrity, group } = tunnel[policy];
  const words = {
    encryption: vocabulary.encryption(encryption),
    integrity: vocabulary.integrity(integrity),
    group: group === 0 ? void 0 : vocabulary.group(group)
  };
  const unsaid = [];
  const note = (property, value, known) => unsaid.push({ property: `${policy}.${property}`, value, known: known.join(", ") });
  const isUsed2 = usedIn(tunnel, policy);
  if (words.encryption === void 0 && isUsed2.encryption)
    note("encryptionAlgorithm", encryption.name, cipherNames(vocabulary.encryption));
  if (words.integrity === void 0 && isUsed2.integrity)
    note("authAlgorithm", integrity, hashNames(vocabulary.integrity));
  if (group !== 0 && words.group === void 0) note("pfs", `group${group}`, groupNames(vocabulary.group));
  const { encryption: cipher = "", integrity: hash = "" } = words;
  return { words: { encryption: cipher, integrity: hash, group: words.group }, unsaid };
}
function usedIn({ ipsec }, policy) {
  if (policy === "ike") return { encryption: true, integrity: true };
  return { encryption: ipsec.protocol === "esp", integrity: ipsec.protocol === "ah" || !isAead(ipsec.encryption) };
}
function adviceFor({ isTried, title }, { mss, name, device, cloud, ikeVersion }) {
  const several = device.networks.length + cloud.networks.length > 2;
  return [
    `TCP segments above ${mss} bytes do not pass through the tunnel whole: let the device clamp the MSS to ${mss}.`,
    ...ikeVersion === 1 && several ? [`IKEv1 negotiates each pair of networks by itself, and some clouds bring up the first only: prefer IKEv2.`] : [],
    ...isTried ? [] : [`${title}: the text of ${name} has not been tried on a device. Read it before you load it.`]
  ];
}

// test/reality/peers/combinations.ts
var BASE = {
  gatewayAddress: "198.51.100.7",
  localCidrs: ["10.10.0.0/24", "10.11.0.0/24"],
  peerAddress: "203.0.113.9",
  peerId: "paris.example.com",
  peerCidrs: ["10.20.0.0/16"],
  psk: "Canary-psk-0123456789"
};
var valuesOf = (name) => schema_default.types[`vpnaas:index:${name}`].enum.filter((entry) => !("x-equivalent" in entry) || !entry.value.startsWith("sha2-")).map(({ value }) => value);
var ALL = valuesOf("EncryptionAlgorithm").flatMap(
  (encryptionAlgorithm) => valuesOf("AuthAlgorithm").flatMap(
    (authAlgorithm) => valuesOf("Pfs").map((pfs) => ({ encryptionAlgorithm, authAlgorithm, pfs }))
  )
);
function combinations(format, ikeVersion) {
  const usual = { ikeVersion };
  const ike = ALL.filter((policy) => rendered(format, { ike: { ...policy, ikeVersion } }) !== void 0);
  const ipsec = ALL.filter((policy) => rendered(format, { ike: usual, ipsec: policy }) !== void 0);
  const count = ike.length === 0 ? 0 : Math.max(ike.length, ipsec.length);
  const peers = Array.from({ length: count }, (_, at) => {
    const policies = { ike: { ...ike[at % ike.length], ikeVersion }, ipsec: ipsec[at % ipsec.length] };
    return renderPeer(format, { ...BASE, name: `c${at}`, ...policies });
  });
  return { ike, ipsec, peers };
}
function rendered(format, policies) {
  try {
    return renderPeer(format, { ...BASE, ...policies });
  } catch (error) {
    if (error instanceof PeerProblem) return void 0;
    throw error;
  }
}

// test/reality/peers/daemons.ts
var import_node_child_process = require("node:child_process");
var import_node_fs = require("node:fs");
var import_node_os = require("node:os");
var import_node_path = require("node:path");

// provider/emulator/settling.ts
function beginServiceUpdate(state, service) {
  const transition = state.serviceTransitions.update;
  if (transition.pending !== void 0) wait(state, service, { action: "update", transition, to: transition.to });
}
function countRead(state, id) {
  const write = state.pending.get(id);
  if (write === void 0 || !isCounted(write)) return;
  write.readsLeft -= 1;
  if (write.readsLeft <= 0) settle(state, id);
}
function settle(state, id, status) {
  const write = state.pending.get(id);
  state.pending.delete(id);
  const object = findAnywhere(state, id);
  if (object === void 0) {
    if (write !== void 0) return;
    throw new Error(`The emulator holds no object ${id} that could be settled.`);
  }
  if (status === void 0 && write?.action === "delete" && write.to === "GONE") {
    state.collections.connections.delete(id);
    return;
  }
  object.status = status ?? write?.to ?? object.status;
  startService(state, object);
}
function wait(state, object, write) {
  const { pending = "", reads, hold, milliseconds, beginsAfter } = write.transition;
  const now = state.now();
  const begins = beginsAfter === void 0 ? void 0 : { at: now + beginsAfter, status: pending };
  object.status = begins === void 0 ? pending : object.status ?? null;
  const dueAt = milliseconds === void 0 ? void 0 : now + milliseconds;
  state.pending.set(String(object.id), { action: write.action, readsLeft: reads, to: write.to, hold, dueAt, begins });
}
function isCounted({ hold, dueAt, begins }) {
  return !hold && dueAt === void 0 && begins === void 0;
}
function startService(state, connection) {
  const service = state.collections.vpnservices.get(String(connection.vpnservice_id));
  const isServed = connection.status === "ACTIVE" || connection.status === "DOWN";
  if (service?.status === "PENDING_CREATE" && isServed) service.status = "ACTIVE";
}
function findAnywhere(state, id) {
  const names3 = ["connections", "vpnservices", "ikepolicies", "ipsecpolicies", "endpointGroups"];
  for (const name of names3) {
    const object = state.collections[name].get(id);
    if (object !== void 0) return object;
  }
  return void 0;
}

// provider/emulator/storage.ts
function store(state, collection, object) {
  if (typeof object.id !== "string") throw new Error(`An object without an id cannot be put into ${collection}.`);
  state.collections[collection].set(object.id, object);
  return object;
}
function isUsed(state, keys, id) {
  for (const connection of state.collections.connections.values()) {
    if (!keys.some((key) => connection[key] === id)) continue;
    if (state.pending.get(String(connection.id))?.action === "delete") countRead(state, String(connection.id));
    return true;
  }
  return false;
}

// provider/emulator/gateway.ts
var largestSkew = 15 * 6e4;

// provider/emulator/attributes.ts
var import_node_net6 = require("node:net");

// provider/emulator/replies.ts
var Refusal = class extends Error {
  status;
  /** Neutron's name of the exception. */
  type;
  /** OTC's code; without one the otc dialect falls back to Neutron's shape, since the service documents no code. */
  code;
  constructor(status, type, details) {
    super(details.message);
    this.status = status;
    this.type = type;
    this.code = details.code;
  }
};
function badRequest(message) {
  return new Refusal(400, "HTTPBadRequest", { message, code: "VPC.1001" });
}
function invalidValue(attribute, reason) {
  return badRequest(`Invalid input for ${attribute}. Reason: ${reason}.`);
}
function ruleBroken(type, message, code = "VPC.1001") {
  return new Refusal(400, type, { message, code });
}
function notFound(type, message) {
  return new Refusal(404, type, { message, code: "VPC.1001" });
}
function inUse(status, type, message) {
  return new Refusal(status, type, { message });
}
function pendingRefusal(status, id, objectStatus) {
  const message = `Invalid state ${objectStatus} of vpnaas resource ${id} for updating`;
  return new Refusal(status, "VPNStateInvalidToUpdate", { message });
}
function internalError() {
  const message = "Request Failed: internal server error while processing your request.";
  return new Refusal(500, "HTTPInternalServerError", { message, code: "VPC.1002" });
}

// provider/emulator/attributes.ts
function serverOnly(name) {
  return { name, post: "refused", put: "refused", read: (value) => value };
}
function text(maximum, minimum = 0) {
  return (value, attribute) => {
    if (typeof value !== "string") throw invalidValue(attribute, `'${show(value)}' is not a valid string`);
    if (value.length > maximum) {
      throw invalidValue(attribute, `'${value}' exceeds maximum length of ${maximum}`);
    }
    if (value.length < minimum) throw invalidValue(attribute, `'${value}' is shorter than ${minimum} characters`);
    return value;
  };
}
var uuid = (value, attribute) => {
  if (typeof value !== "string" || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) {
    throw invalidValue(attribute, `'${show(value)}' is not a valid UUID`);
  }
  return value.toLowerCase();
};
var uuidOrNull = (value, attribute) => value === null ? null : uuid(value, attribute);
function oneOf(allowed) {
  return (value, attribute) => {
    if (typeof value === "string" && allowed.includes(value)) return value;
    throw invalidValue(attribute, `${show(value)} is not in valid_values`);
  };
}
var bool = (value) => {
  const spelled = String(value).toLowerCase();
  if (value !== null && ["true", "1"].includes(spelled)) return true;
  if (value !== null && ["false", "0"].includes(spelled)) return false;
  throw new Refusal(400, "InvalidInput", {
    message: `Invalid input for operation: '${show(value)}' cannot be converted to boolean.`,
    code: "VPC.1001"
  });
};
var nonNegative = (value, attribute) => {
  const number = typeof value === "string" && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number !== "number") {
    throw new Refusal(400, "InvalidInput", {
      message: `Invalid input for operation: '${show(value)}' is not an integer.`,
      code: "VPC.1001"
    });
  }
  const whole = Math.trunc(number);
  if (whole < 0) throw invalidValue(attribute, `'${whole}' should be non-negative`);
  return whole;
};
function dictionary(keys) {
  return (value, attribute) => {
    if (value === null) return {};
    if (!isObject(value)) throw invalidValue(attribute, `'${show(value)}' is not a dictionary`);
    const unexpected = Object.keys(value).filter((key) => !(key in keys));
    if (unexpected.length > 0) throw invalidValue(attribute, `Unexpected keys supplied: ${unexpected.join(", ")}`);
    const read = {};
    for (const [key, readKey] of Object.entries(keys)) if (key in value) read[key] = readKey(value[key], attribute);
    return read;
  };
}
function cidrVersion(value) {
  const [address = "", prefix = "", ...rest] = value.split("/");
  if (rest.length > 0 || !/^\d{1,3}$/.test(prefix)) return void 0;
  const version = (0, import_node_net6.isIP)(address);
  if (version === 4) return Number(prefix) <= 32 ? 4 : void 0;
  return version === 6 && Number(prefix) <= 128 ? 6 : void 0;
}
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function show(value) {
  if (value === null || value === void 0) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

// provider/emulator/model.ts
function isPending(object) {
  return /^PENDING[_ -]/.test(String(object.status ?? ""));
}

// provider/emulator/server.ts
var largestBody = 12 * 1024 * 1024;

// provider/emulator/collections.ts
var import_node_crypto = require("node:crypto");

// provider/emulator/kind.ts
function commonAttributes(dialect) {
  const project = [
    { name: "tenant_id", post: "optional", put: "refused", read: text(255) },
    // OTC: project_id is not supported in requests.
    ...dialect === "openstack" ? [{ name: "project_id", post: "optional", put: "refused", read: text(255) }] : []
  ];
  return [
    serverOnly("id"),
    ...project,
    {
      name: "name",
      post: "optional",
      put: "optional",
      fallback: "",
      read: dialect === "otc" ? text(64, 1) : text(255)
    },
    { name: "description", post: "optional", put: "optional", fallback: "", read: text(255) }
  ];
}
function missing(type, noun) {
  return (id) => notFound(type, `${noun} ${id} could not be found`);
}
function plainView(state, stored) {
  const shown = structuredClone(stored);
  if (state.dialect === "openstack" && "tenant_id" in shown) shown.project_id = shown.tenant_id;
  return shown;
}
function withTags(state, shown, verb) {
  if (state.dialect !== "otc") return shown;
  const { tags = [], ...rest } = shown;
  return verb === "GET" || verb === "LIST" ? { ...rest, tags } : rest;
}
function createdAt(state) {
  return `${new Date(state.now()).toISOString().slice(0, 23).replace("T", " ")}000`;
}

// provider/emulator/collections.ts
var free = { post: "optional", put: "optional" };
var vpnservices = {
  collection: "vpnservices",
  path: "vpnservices",
  singular: "vpnservice",
  plural: "vpnservices",
  filters: [
    "id",
    "name",
    "description",
    "status",
    "tenant_id",
    "project_id",
    "admin_state_up",
    "router_id",
    "subnet_id"
  ],
  sortKeys: ["id", "name", "tenant_id", "project_id", "router_id"],
  attributes: serviceAttributes,
  notFound: missing("VPNServiceNotFound", "VPNService"),
  create: createService,
  update(state, stored, values) {
    if (isPending(stored)) throw pendingRefusal(state.pendingRefusal, String(stored.id), String(stored.status));
    Object.assign(stored, values);
    if (Object.keys(values).length > 0) beginServiceUpdate(state, stored);
  },
  remove(state, stored) {
    if (isUsed(state, ["vpnservice_id"], stored.id)) {
      throw inUse(409, "VPNServiceInUse", `VPNService ${String(stored.id)} is still in use`);
    }
    state.collections.vpnservices.delete(String(stored.id));
  },
  view(state, stored, verb) {
    const shown = withTags(state, plainView(state, stored), verb);
    if (state.dialect === "openstack" || verb !== "PUT") return shown;
    const { external_v4_ip: _v4, external_v6_ip: _v6, ...rest } = shown;
    return rest;
  }
};
var endpointGroups = {
  collection: "endpointGroups",
  path: "endpoint-groups",
  singular: "endpoint_group",
  plural: "endpoint_groups",
  filters: ["id", "name", "description", "tenant_id", "project_id"],
  sortKeys: [],
  attributes: (dialect) => [
    ...commonAttributes(dialect),
    {
      name: "type",
      post: "required",
      put: "refused",
      read: oneOf(dialect === "otc" ? ["subnet", "cidr"] : ["subnet", "cidr", "network", "router", "vlan"])
    },
    {
      name: "endpoints",
      post: dialect === "otc" ? "required" : "optional",
      put: "refused",
      fallback: [],
      read: dialect === "otc" ? textList : anyList
    }
  ],
  notFound: missing("VPNEndpointGroupNotFound", "Endpoint group"),
  create(state, values, projectId) {
    checkEndpointsOfGroup(state, String(values.type), values.endpoints);
    return store(state, "endpointGroups", { id: (0, import_node_crypto.randomUUID)(), tenant_id: projectId, ...values });
  },
  update: (_state, stored, values) => void Object.assign(stored, values),
  remove(state, stored) {
    if (isUsed(state, ["local_ep_group_id", "peer_ep_group_id"], stored.id)) {
      const message = `Endpoint group ${String(stored.id)} is in use and cannot be deleted`;
      throw inUse(400, "EndpointGroupInUse", message);
    }
    state.collections.endpointGroups.delete(String(stored.id));
  },
  view(state, stored) {
    const shown = plainView(state, stored);
    if (state.dialect === "openstack" && Array.isArray(shown.endpoints)) shown.endpoints.sort();
    return shown;
  }
};
function isUuid(text2) {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text2);
}
function serviceAttributes(dialect) {
  const both = [
    ...commonAttributes(dialect),
    { name: "subnet_id", post: "optional", put: "refused", fallback: null, read: uuidOrNull },
    { name: "router_id", post: "required", put: "refused", read: uuid },
    { name: "admin_state_up", ...free, fallback: true, read: bool },
    serverOnly("external_v4_ip"),
    serverOnly("external_v6_ip"),
    serverOnly("status")
  ];
  if (dialect === "openstack") {
    return [...both, { name: "flavor_id", post: "optional", put: "refused", fallback: null, read: uuidOrNull }];
  }
  return [
    ...both,
    ...["order_id", "product_id", "resource_speccode"].map((name) => ({
      name,
      ...free,
      fallback: "",
      read: text(255)
    })),
    { name: "prepay_connection_num", ...free, fallback: 0, read: nonNegative },
    serverOnly("created_at"),
    serverOnly("tags")
  ];
}
function createService(state, values, projectId) {
  const routerId = String(values.router_id);
  const router = state.routers.get(routerId);
  if (typeof values.flavor_id === "string")
    throw notFound("FlavorNotFound", `Flavor ${values.flavor_id} could not be found.`);
  if (router === void 0) throw notFound("RouterNotFound", `Router ${routerId} could not be found`);
  if (typeof values.subnet_id === "string") {
    const subnet = state.subnets.get(values.subnet_id);
    if (subnet === void 0 && state.dialect === "otc")
      throw notFound("SubnetNotFound", `Subnet ${values.subnet_id} could not be found`);
    if (subnet === void 0 || !subnet.routerIds.includes(routerId)) {
      const message = `Subnet ${values.subnet_id} is not connected to Router ${routerId}`;
      throw ruleBroken("SubnetIsNotConnectedToRouter", message);
    }
  }
  if (router.gatewayV4 === null && router.gatewayV6 === null) {
    throw ruleBroken("RouterIsNotExternal", `Router ${routerId} has no external network gateway set`);
  }
  const taken = [...state.collections.vpnservices.values()].some((service) => service.router_id === routerId);
  if (state.dialect === "otc" && taken) {
    throw ruleBroken("VPNServiceExists", "A VPN gateway already exists in the VPC.", "VPC.1026");
  }
  return store(state, "vpnservices", {
    id: (0, import_node_crypto.randomUUID)(),
    tenant_id: projectId,
    ...values,
    external_v4_ip: router.gatewayV4,
    external_v6_ip: router.gatewayV6,
    status: "PENDING_CREATE",
    ...state.dialect === "otc" ? { created_at: createdAt(state) } : {}
  });
}
var textList = (value, attribute) => {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw invalidValue(attribute, `'${JSON.stringify(value)}' is not a list of strings`);
};
var anyList = (value) => (Array.isArray(value) ? value : value === null ? [] : [value]).map(String);
function checkEndpointsOfGroup(state, type, endpoints) {
  const list = Array.isArray(endpoints) ? endpoints.map(String) : [];
  if (list.length === 0) {
    throw ruleBroken("MissingEndpointForEndpointGroup", "No endpoints specified for endpoint group");
  }
  const seen = /* @__PURE__ */ new Set();
  for (const endpoint of list) {
    const refuse = (why) => ruleBroken(
      "InvalidEndpointInEndpointGroup",
      `Endpoint '${endpoint}' is invalid for group type '${type}': ${why}`
    );
    if (seen.has(endpoint)) throw state.dialect === "openstack" ? internalError() : refuse("Duplicate endpoint");
    seen.add(endpoint);
    if (type === "cidr" && cidrVersion(endpoint) === void 0) throw refuse("Invalid CIDR");
    if (state.dialect === "openstack" && type === "subnet" && !isUuid(endpoint)) throw refuse("Invalid UUID");
    if (type === "subnet" && !state.subnets.has(endpoint)) {
      const message = `Subnet ${endpoint} in endpoint group does not exist`;
      throw ruleBroken("NonExistingSubnetInEndpointGroup", message);
    }
  }
}

// provider/emulator/connections.ts
var largestInteger = 2 ** 31 - 1;

// provider/emulator/network.ts
var EXTERNAL_NETWORK = { id: "66666666-0000-4000-8000-000000000009", name: "public" };
var collections = [
  {
    ...{ singular: "router", plural: "routers", filters: [] },
    all: (state) => [...state.routers.values()].map((router) => routerView(state, router)),
    missing: (id) => notFound("RouterNotFound", `Router ${id} could not be found`)
  },
  {
    ...{ singular: "subnet", plural: "subnets", filters: ["network_id", "cidr", "ip_version", "gateway_ip"] },
    all: (state) => [...state.subnets.values()].map((subnet) => subnetView(state, subnet)),
    missing: (id) => notFound("SubnetNotFound", `Subnet ${id} could not be found.`)
  },
  {
    ...{ singular: "network", plural: "networks", filters: ["router:external", "shared"] },
    all: (state) => [
      ...[...state.subnets.values()].map((subnet) => networkView(state, subnet)),
      externalNetwork(state)
    ],
    missing: (id) => notFound("NetworkNotFound", `Network ${id} could not be found.`)
  },
  {
    // The client lists those of a router that it shows.
    ...{ singular: "port", plural: "ports", filters: ["device_id", "network_id"] },
    all: () => [],
    missing: (id) => notFound("PortNotFound", `Port ${id} could not be found.`)
  }
];
function routerView(state, { id, name, gatewayV4, gatewayV6 }) {
  const addresses = [gatewayV4, gatewayV6].filter((address) => address !== null);
  const fixed = addresses.map((address) => ({ subnet_id: EXTERNAL_NETWORK.id, ip_address: address }));
  const gateway = { network_id: EXTERNAL_NETWORK.id, enable_snat: true, external_fixed_ips: fixed };
  return {
    ...common(state, id, name),
    status: "ACTIVE",
    admin_state_up: true,
    external_gateway_info: addresses.length === 0 ? null : gateway,
    routes: []
  };
}
function subnetView(state, subnet) {
  const isV6 = subnet.cidr.includes(":");
  return {
    ...common(state, subnet.id, subnet.name),
    network_id: networkIdOf(subnet),
    cidr: subnet.cidr,
    ip_version: isV6 ? 6 : 4,
    gateway_ip: isV6 ? null : subnet.cidr.replace(/\d+\/.*$/, "1"),
    enable_dhcp: true,
    allocation_pools: [],
    dns_nameservers: [],
    host_routes: []
  };
}
function networkView(state, subnet) {
  return network(state, {
    id: networkIdOf(subnet),
    name: `network-of-${subnet.name ?? subnet.id}`,
    subnets: [subnet.id]
  });
}
function externalNetwork(state) {
  return { ...network(state, { ...EXTERNAL_NETWORK, subnets: [] }), "router:external": true };
}
function network(state, { id, name, subnets }) {
  const own = { status: "ACTIVE", admin_state_up: true, shared: false, mtu: 1500, subnets, "router:external": false };
  return { ...common(state, id, name), ...own };
}
function common({ mainProjectId }, id, name = "") {
  return { id, name, description: "", tenant_id: mainProjectId, project_id: mainProjectId };
}
function networkIdOf({ id }) {
  return id.replace(/^[0-9a-f]{8}/i, "66666666");
}

// provider/emulator/policies.ts
var import_node_crypto2 = require("node:crypto");
var free2 = { post: "optional", put: "optional" };
var policySortKeys = ["id", "name", "tenant_id", "project_id"];
var ikepolicies = policyKind({
  collection: "ikepolicies",
  singular: "ikepolicy",
  noun: "IKEPolicy",
  reference: "ikepolicy_id",
  own: [
    { name: "ike_version", ...free2, fallback: "v1", read: oneOf(["v1", "v2"]) },
    { name: "phase1_negotiation_mode", ...free2, fallback: "main", read: oneOf(["main", "aggressive"]) }
  ]
});
var ipsecpolicies = policyKind({
  collection: "ipsecpolicies",
  singular: "ipsecpolicy",
  noun: "IPsecPolicy",
  reference: "ipsecpolicy_id",
  own: [
    { name: "transform_protocol", ...free2, fallback: "esp", read: oneOf(["esp", "ah", "ah-esp"]) },
    { name: "encapsulation_mode", ...free2, fallback: "tunnel", read: oneOf(["tunnel", "transport"]) }
  ]
});
function policyKind(policy) {
  const { collection, noun, reference } = policy;
  const refuseIfUsed = (state, stored) => {
    if (!isUsed(state, [reference], stored.id)) return;
    const use = "is in use by existing IPsecSiteConnection and can't be updated or deleted";
    const message = `${noun} ${String(stored.id)} ${use}`;
    throw inUse(409, `${noun}InUse`, message);
  };
  const kind = {
    collection,
    path: collection,
    singular: policy.singular,
    plural: collection,
    filters: [
      ...policySortKeys,
      "description",
      "auth_algorithm",
      "encryption_algorithm",
      "pfs",
      ...policy.own.map((own) => own.name)
    ],
    sortKeys: policySortKeys,
    attributes: (dialect) => [...commonAttributes(dialect), ...algorithms(dialect), ...policy.own],
    notFound: missing(`${noun}NotFound`, noun),
    create: (state, values, projectId) => store(state, collection, {
      id: (0, import_node_crypto2.randomUUID)(),
      tenant_id: projectId,
      ...values,
      lifetime: { units: "seconds", value: 3600, ...dictionaryOf(values.lifetime) }
    }),
    update(state, stored, values) {
      if (state.dialect === "openstack") refuseIfUsed(state, stored);
      const lifetime = "lifetime" in values ? { lifetime: { ...dictionaryOf(stored.lifetime), ...dictionaryOf(values.lifetime) } } : {};
      Object.assign(stored, values, lifetime);
    },
    remove(state, stored) {
      refuseIfUsed(state, stored);
      state.collections[collection].delete(String(stored.id));
    },
    view: plainView
  };
  return kind;
}
function algorithms(dialect) {
  const isOtc = dialect === "otc";
  const auth = isOtc ? ["md5", "sha1", "sha2-256", "sha2-384", "sha2-512"] : ["sha1", "sha256", "sha384", "sha512", "aes-xcbc", "aes-cmac"];
  const modes = ["ccm", "gcm"].flatMap((mode) => [8, 12, 16].map((length) => `${mode}-${length}`)).concat("ctr");
  const modern = ["128", "192", "256"].flatMap((bits) => modes.map((mode) => `aes-${bits}-${mode}`));
  const encryption = ["3des", "aes-128", "aes-192", "aes-256", ...isOtc ? [] : modern];
  const upstreamGroups = [2, 5, ...Array.from({ length: 18 }, (_, index) => 14 + index)];
  const groups2 = (isOtc ? [1, 2, 5, 14, 15, 16, 19, 20, 21] : upstreamGroups).map((number) => `group${number}`);
  const value = (sent, attribute) => {
    const seconds = !isOtc && typeof sent === "string" && /^\d+$/.test(sent) ? Number(sent) : sent;
    if (!Number.isInteger(seconds)) throw invalidValue(attribute, `'${String(seconds)}' is not an integer`);
    if (Number(seconds) < 60)
      throw invalidValue(attribute, `'${String(seconds)}' is too small - must be at least '60'`);
    if (isOtc && Number(seconds) > 604800) {
      throw invalidValue(attribute, `'${String(seconds)}' is too large - must be no larger than '604800'`);
    }
    return seconds;
  };
  const lifetime = dictionary({ units: oneOf(["seconds"]), value });
  return [
    // OTC does not document a default; its console offers SHA2-256.
    { name: "auth_algorithm", ...free2, fallback: isOtc ? "sha2-256" : "sha1", read: oneOf(auth) },
    { name: "encryption_algorithm", ...free2, fallback: "aes-128", read: oneOf(encryption) },
    { name: "pfs", ...free2, fallback: "group5", read: oneOf(isOtc ? [...groups2, "disable"] : groups2) },
    { name: "lifetime", ...free2, fallback: {}, read: lifetime }
  ];
}
function dictionaryOf(value) {
  return isObject(value) ? value : {};
}

// test/reality/world/world.ts
var LAB = process.env.VPNAAS_LAB;
function labFolder() {
  if (LAB === void 0) throw new Error("This test needs the real server: run `make reality`.");
  return LAB;
}

// test/reality/peers/daemons.ts
var CHECKERS = {
  "strongswan-swanctl": swanctl,
  "strongswan-ipsec": starter,
  libreswan: libreswan2,
  openiked: iked
};
var STAGE = `
set -e
mount -t overlay usr -o "lowerdir=$PEER/usr:/usr" /usr
mount -t overlay etc -o "lowerdir=$WORK/etc:$PEER/etc:/etc" /etc
mount -t tmpfs run /run
ip link set lo up
cd "$WORK"
`;
async function stage(daemon, script, content) {
  const peers = JSON.parse((0, import_node_fs.readFileSync)((0, import_node_path.join)(labFolder(), "peers.json"), "utf8"));
  const work = (0, import_node_fs.mkdtempSync)((0, import_node_path.join)((0, import_node_os.tmpdir)(), "vpnaas-peer-"));
  const user = "_iked:x:64000:";
  try {
    (0, import_node_fs.writeFileSync)((0, import_node_path.join)(work, "file"), content, { mode: 384 });
    const passwd = `${(0, import_node_fs.readFileSync)("/etc/passwd", "utf8")}${user}64000::/var/empty:/usr/sbin/nologin
`;
    await run("mkdir", [(0, import_node_path.join)(work, "etc")], {});
    (0, import_node_fs.writeFileSync)((0, import_node_path.join)(work, "etc/passwd"), passwd);
    (0, import_node_fs.writeFileSync)((0, import_node_path.join)(work, "etc/group"), `${(0, import_node_fs.readFileSync)("/etc/group", "utf8")}${user}
`);
    const args = ["--net", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", `${STAGE}${script}`];
    return await run("unshare", args, { PEER: peers[daemon], WORK: work });
  } finally {
    (0, import_node_fs.rmSync)(work, { recursive: true, force: true });
  }
}
function run(command, args, env) {
  const options = { env: { ...process.env, ...env }, maxBuffer: 1 << 28 };
  return new Promise((resolve) => {
    (0, import_node_child_process.execFile)(
      command,
      args,
      options,
      (error, stdout, stderr) => resolve({ isFine: error === null, text: `${stdout}${stderr}` })
    );
  });
}
function matching(text2, pattern) {
  return text2.split("\n").filter((line) => pattern.test(line));
}
async function swanctl(content) {
  const { isFine, text: text2 } = await stage(
    "strongswan",
    `/usr/lib/ipsec/charon >charon.log 2>&1 &
for try in $(seq 100); do [ -S /run/charon.vici ] && break; sleep 0.1; done
swanctl --load-all --file file`,
    content
  );
  const refused = matching(text2, /failed:/).filter((line) => !line.includes("opening directory"));
  if (isFine && /successfully loaded \d+ connections, 0 unloaded/.test(text2)) return refused;
  return refused.length > 0 ? refused : [text2.slice(-2e3)];
}
async function starter(content) {
  const { text: text2 } = await stage(
    "strongswan",
    `cat >conf <<END
charon {
  load_modular = yes
  plugins {
    include /etc/strongswan.d/charon/*.conf
  }
  filelog {
    all {
      path = $WORK/log
      flush_line = yes
    }
  }
}
END
export STRONGSWAN_CONF="$WORK/conf"
printf '\\nconn the-last\\n  keyexchange=ikev2\\n  right=192.0.2.1\\n  auto=add\\n' >>file
/usr/lib/ipsec/starter --nofork --conf "$WORK/file" >starter.log 2>&1 &
for try in $(seq 600); do grep -q "added configuration 'the-last'" log 2>/dev/null && break; sleep 0.1; done
cat log starter.log`,
    content
  );
  const wanted = matching(content, /^conn /).length + 1;
  const added = matching(text2, /added configuration/).length;
  const refused = matching(text2, /\[CFG\].*(skipped|invalid|error|failed)|^# |unknown keyword|parse error/);
  return added === wanted ? refused : [...refused, `${added} of ${wanted} connections were added`];
}
async function libreswan2(content, version) {
  const { isFine, text: text2 } = await stage(
    "libreswan",
    `/usr/libexec/ipsec/addconn --checkconfig --config file
grep -E '^  (ike|esp|ah)=' file | sort -u | tr -d ' ' | xargs /usr/libexec/ipsec/algparse -${version} -pfs=yes`,
    content
  );
  const refused = matching(text2, /ERROR|error|ignoring|unknown/);
  return isFine || refused.length > 0 ? refused : [text2.slice(-2e3)];
}
async function iked(content) {
  const { isFine, text: text2 } = await stage("openiked", "iked -n -f file", content);
  return isFine ? [] : text2.trim().split("\n").slice(-3);
}

// test/reality/peers/checkers.test.ts
var counts = [];
afterAll(() => {
  process.stdout.write(`combinations that the daemons' own checkers took:
${counts.join("\n")}
`);
});
var WRONG = {
  "strongswan-swanctl": ["aes256-sha256-modp2048", "aes256-sha256-modp9999"],
  "strongswan-ipsec": ["aes256-sha256-modp2048", "aes256-sha256-modp9999"],
  libreswan: ["aes256-sha2_256-dh14", "aes256-sha2_256-dh99"],
  openiked: ["group modp2048", "group modp9999"]
};
var LEAST = [
  ["strongswan-swanctl", "v2", 3675, 3850],
  ["strongswan-swanctl", "v1", 420, 3300],
  ["strongswan-ipsec", "v2", 3675, 3850],
  ["strongswan-ipsec", "v1", 420, 3300],
  ["libreswan", "v2", 960, 1925],
  ["libreswan", "v1", 200, 1050],
  ["openiked", "v2", 720, 1064]
];
var AT_ONCE = Number(process.env.AT_ONCE ?? 600);
test.each(LEAST)("%s, IKE%s: %i combinations of phase 1 and %i of phase 2", async (format, version, ike, ipsec) => {
  const check = CHECKERS[format];
  if (check === void 0) throw new Error(`${format} has no checker`);
  const found2 = combinations(format, version);
  expect([found2.ike.length, found2.ipsec.length]).toEqual([ike, ipsec]);
  const refused = [];
  for (let at = 0; at < found2.peers.length; at += AT_ONCE) {
    const contents = found2.peers.slice(at, at + AT_ONCE).map(({ files }) => files[0]?.content);
    refused.push(...await check(contents.join("\n"), version));
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
