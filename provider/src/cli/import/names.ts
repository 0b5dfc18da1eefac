// What an object is called: as a Pulumi resource, as a variable of the program, and as a key of the configuration.
// Names at a service may be empty, equal, or anything at all; these here are unique, of plain letters, and always the same.

import { type Kind, tokenOf } from "../../core/schema";
import { definitions } from "../../resources";
import type { Existing } from "./survey";

/** The names of one object. */
export interface Names {
  /** Name of the Pulumi resource, unique among the resources of its kind. */
  readonly logical: string;
  /** Name of the variable, unique in the program. */
  readonly variable: string;
  /** Key of the stack's configuration that holds the pre-shared key. */
  readonly pskKey: string;
}

const wordOf = (kind: Kind) => definitions[tokenOf(kind)].word;

// Words of the language, names of the module's own scope, and those that the program uses.
const RESERVED = new Set(
  (
    "abstract any arguments as async await boolean break case catch class config const continue debugger declare default delete do " +
    "else enum eval export exports extends false finally for function global globalThis if implements import in " +
    "instanceof interface let module name new null number object package private protected public pulumi require return " +
    "static string super switch symbol this throw true try type typeof undefined unknown var void vpnaas while with yield"
  ).split(" "),
);

/** Names for all objects, in the same order. The same objects get the same names, in whatever order the service lists them. */
export function nameAll(existing: readonly Existing[]): Names[] {
  const logical = logicalNames(existing);
  const wished = logical.map(camelCase);
  const taken = new Set<string>();
  return existing.map(({ kind }, at) => {
    const [own = "", wish = ""] = [logical[at], wished[at]];
    const isAlone = wished.filter((other) => other === wish).length === 1;
    const isPlain = /^[a-z]/.test(wish) && !RESERVED.has(wish);
    const base = isAlone && isPlain ? wish : isPlain ? `${wish}${kind}` : `${wordOf(kind)}${capitalised(wish)}`;
    return { logical: own, variable: firstFree(base, taken, ""), pskKey: `psk-${own}` };
  });
}

function logicalNames(existing: readonly Existing[]): string[] {
  const taken = new Map<Kind, Set<string>>();
  return existing.map(({ kind, outs }) => {
    const ofKind = taken.get(kind) ?? new Set();
    taken.set(kind, ofKind);
    return firstFree(plain(String(outs.name ?? "")) || wordOf(kind), ofKind, "-");
  });
}

function firstFree(base: string, taken: Set<string>, separator: string): string {
  let name = base;
  for (let number = 2; taken.has(name); number += 1) name = `${base}${separator}${number}`;
  taken.add(name);
  return name;
}

// "Büro Köln" becomes "Buro-Koln"; what has no letters of this kind becomes nothing.
function plain(name: string): string {
  const letters = name.normalize("NFKD").replace(/\p{M}/gu, "");
  return letters
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .slice(0, 60)
    .replace(/^[_-]+|[_-]+$/g, "");
}

function camelCase(name: string): string {
  const [first = "", ...rest] = name.split(/[_-]+/);
  const start = first.replace(/^(?:[A-Z]+(?![a-z])|[A-Z])/, (capitals) => capitals.toLowerCase());
  return [start, ...rest.map(capitalised)].join("");
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
