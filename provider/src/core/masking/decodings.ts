// The ways in which servers, proxies and libraries encode what they echo, undone one after the other. What is looked for in the
// results is sharedRuns.ts' business.
import { rewrite, type Traced, traced } from "./traced";

/** Layers of encoding that are undone: JSON in a form in a page has three. */
const DEEPEST = 4;
/** Work for one text: characters that are looked at in all its readings together. */
const MOST_CHARACTERS = 1_500_000;
const MOST_READINGS = 200;

/** The text itself, and every other text that it may stand for. */
export function readingsOf(text: string): Traced[] {
  const readings = [traced(text)];
  const seen = new Set([text]);
  let characters = text.length;
  let layer: readonly Traced[] = readings.slice();
  for (let depth = 0; depth < DEEPEST && layer.length > 0; depth += 1) {
    const next: Traced[] = [];
    for (const reading of layer) {
      for (const { pattern, decode } of DECODERS) {
        if (readings.length >= MOST_READINGS || characters >= MOST_CHARACTERS) return readings;
        const decoded = rewrite(reading, pattern, decode);
        if (decoded === undefined || seen.has(decoded.text)) continue;
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

interface Decoder {
  readonly pattern: RegExp;
  /** The text behind a match, undefined where it is none. */
  readonly decode: (match: string) => string | undefined;
}

const HEXADECIMAL = /(?:0x|\\x)?[0-9a-f]{2}(?:[\s:,-]{0,2}(?:0x|\\x)?[0-9a-f]{2}){5,}/gi;

const DECODERS: readonly Decoder[] = [
  { pattern: /&(?:#\d{1,16}|#x[0-9a-f]{1,16}|[a-z]{2,8}\d{0,2});?/gi, decode: entity },
  { pattern: /(?:%[0-9a-f]{2})+/gi, decode: (run) => textOf(bytesOf(run.replaceAll("%", ""))) },
  {
    pattern:
      /\\(?:u\{[0-9a-f]{1,6}\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|U[0-9a-fA-F]{4}|[xX][0-9a-fA-F]{2}|[0-7]{3}|[nrt]|[^\s\w])/g,
    decode: escaped,
  },
  { pattern: /(?:=[0-9A-F]{2})+/g, decode: (run) => textOf(bytesOf(run.replaceAll("=", ""))) },
  { pattern: /[+_]/g, decode: () => " " },
  { pattern: /(?:(?:U\+|%u)[0-9a-f]{4,6}[\s,;]*)+/gi, decode: codePoints },
  { pattern: /(?:\\[0-9a-f]{2})+/gi, decode: (run) => textOf(bytesOf(run.replaceAll("\\", ""))) },
  // UTF-16 that was read byte by byte, and what is not to be seen.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  { pattern: /(?:\u001b\[[\d;]*[A-Za-z]|[\u0000-\u0008\u000e-\u001f\u007f\ufffd\p{Cf}])+/gu, decode: () => "" },
  { pattern: /<\/?[a-z][^<>]{0,40}>/gi, decode: () => "" },
  { pattern: /(?<!\S)\S(?: \S){5,}(?!\S)/g, decode: (run) => run.replaceAll(" ", "") },
  // And bytes that were read as UTF-16.
  { pattern: /[\u2000-\uffff]{3,}/g, decode: (run) => Buffer.from(run, "utf16le").toString("latin1") },
  { pattern: /[\u2000-\uffff]{3,}/g, decode: (run) => Buffer.from(run, "utf16le").swap16().toString("latin1") },
  // UTF-8 that was read as Latin-1.
  { pattern: /[\u0080-\u00ff]{2,}/g, decode: (run) => utf8Of(Buffer.from(run, "latin1")) },
  { pattern: HEXADECIMAL, decode: (run) => readable(bytesOf(run)) },
  { pattern: HEXADECIMAL, decode: (run) => readable(bytesOf(run.slice(1))) },
  { pattern: /\d{2,3}(?:[\s,;]{1,2}\d{2,3}){5,}/g, decode: decimals },
  { pattern: /(?:[01]\d\d|2[0-5]\d){6,}/g, decode: (run) => decimals(run.replace(/\d{3}(?=\d)/g, "$& ")) },
  { pattern: /[01]{8}(?:\s?[01]{8}){5,}/g, decode: binary },
  ...[0, 1, 2, 3].map((skipped) => ({
    pattern: /[A-Za-z0-9+/_-]{8,}/g,
    decode: (run: string) => readable(Buffer.from(run.slice(skipped), "base64")),
  })),
  { pattern: /[A-Z2-7]{10,}/gi, decode: (run) => readable(fromBase32(run.toUpperCase())) },
];

function bytesOf(hexadecimal: string): Buffer {
  return Buffer.from(hexadecimal.replaceAll(/\\?0?x|[^0-9a-f]/gi, ""), "hex");
}

function textOf(bytes: Buffer): string {
  return utf8Of(bytes) ?? bytes.toString("latin1");
}

function utf8Of(bytes: Buffer): string | undefined {
  const text = bytes.toString("utf8");
  return text.includes("\ufffd") ? undefined : text;
}

// Most words can be read as base64 or hexadecimal, and then stand for nothing that a person has written.
function readable(bytes: Buffer): string | undefined {
  const text = textOf(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: UTF-16 has them between its letters
  return /(?:[\p{L}\p{N}\p{P}\p{S} ]\u0000?){6}/u.test(text) ? text : undefined;
}

function decimals(run: string): string | undefined {
  const codes = run.split(/[\s,;]+/).map(Number);
  return codes.every((code) => code < 256) ? textOf(Buffer.from(codes)) : undefined;
}

function binary(run: string): string {
  return textOf(Buffer.from((run.match(/[01]{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2))));
}

function codePoints(run: string): string {
  return [...run.matchAll(/[0-9a-f]{4,6}/gi)].map(([code]) => character(Number.parseInt(code, 16)) ?? "").join("");
}

const CONTROLS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function escaped(run: string): string | undefined {
  const code = /^\\[ux]\{?([0-9a-f]+)\}?$/i.exec(run)?.[1];
  if (code !== undefined) return character(Number.parseInt(code, 16));
  return /^\\\d/.test(run) ? character(Number.parseInt(run.slice(1), 8)) : (CONTROLS[run.slice(1)] ?? run.slice(1));
}

function character(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function fromBase32(run: string): Buffer {
  const bits = [...run].map((sign) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0"));
  const octets = bits.join("").match(/.{8}/g) ?? [];
  return Buffer.from(octets.map((octet) => Number.parseInt(octet, 2)));
}

// HTML's names for what is no letter of ASCII; capitals make no difference, since those of secrets make none.
const NAMED: Readonly<Record<string, string>> = {
  ...names(32, "tab newline", [9, 10]),
  ...names(33, "excl quot num dollar percnt amp apos lpar rpar ast plus comma hyphen period sol"),
  ...names(58, "colon semi lt equals gt quest commat"),
  ...names(91, "lsqb bsol rsqb hat lowbar grave"),
  ...names(123, "lcub verbar rcub tilde"),
  ...names(0, "lbrack rbrack lbrace rbrace vert dash", [91, 93, 123, 125, 124, 45]),
  ...names(
    160,
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3",
  ),
  ...names(180, "acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"),
  ...names(224, "agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml"),
  ...names(240, "eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml"),
  szlig: "ß",
};

function names(first: number, list: string, codes?: readonly number[]): Record<string, string> {
  return Object.fromEntries(list.split(" ").map((name, at) => [name, String.fromCharCode(codes?.[at] ?? first + at)]));
}

function entity(run: string): string | undefined {
  const body = run.slice(1).replace(/;$/, "").toLowerCase();
  if (body.startsWith("#x")) return character(Number.parseInt(body.slice(2), 16));
  return body.startsWith("#") ? character(Number(body.slice(1))) : NAMED[body];
}
