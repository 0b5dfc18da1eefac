// Reads what a program declared of a tunnel by path, and notes what is wrong with it in sentences that open with the path.
import { isCidr } from "../core/formats";
import { withoutHostBits } from "../core/meaning";
import { memoize } from "../core/memoize";
import { isRecord } from "../core/record";
import { sanitize } from "../core/sanitize";
import { DIALECTS, inputSchema, type Token } from "../core/schema";
import type { Range } from "./devices";

/** The values of a connection and of its policies, as they came from a program. */
export type Declared = Readonly<Record<string, unknown>>;

export type Reader = ReturnType<typeof createReader>;

/** A reader that adds what is wrong to `problems`. */
export function createReader(declared: Declared, problems: string[]) {
  const part = (name: string): Declared => (isRecord(declared[name]) ? declared[name] : {});
  const at = (path: string): unknown => {
    const [first = "", ...rest] = path.split(".");
    return rest.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), declared[first]);
  };
  const wrong = (path: string, wanted: string) => {
    problems.push(at(path) === undefined ? `${path} is missing` : `${path} ${sanitize(at(path))} is ${wanted}`);
  };
  const text = (path: string, isRight: (value: string) => boolean, wanted: string): string => {
    const value = at(path);
    if (typeof value === "string" && isRight(value)) return value;
    wrong(path, wanted);
    return "";
  };
  const number = (path: string, [least, most]: Range): number | undefined => {
    const value = at(path);
    if (value === undefined) return undefined;
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
    wrong(path, Number.isInteger(value) ? `outside ${least} to ${most}` : "not a whole number");
    return undefined;
  };
  const networks = (path: string): string[] => {
    const value = at(path);
    const list = Array.isArray(value) && value.length > 0 ? value : undefined;
    if (list?.every((each) => typeof each === "string" && isCidr(each))) return [...new Set(list.map(networkOf))];
    wrong(path, 'not a list of networks as address/prefix, such as ["10.1.0.0/16"]');
    return [];
  };
  // Never shown, whatever is wrong with it.
  const psk = (): string => {
    const value = declared.psk;
    // Of a half of a character, each side would make another key.
    if (typeof value === "string" && /^[^\p{Cc}\p{Cs}]+$/u.test(value)) return value;
    problems.push(value === undefined ? "psk is missing" : "psk is empty, or has a control character in it");
    return "";
  };
  const problem = (sentence: string) => void problems.push(sentence);
  return { part, at, wrong, problem, text, number, networks, psk };
}

function networkOf(cidr: string): string {
  const [address, prefix] = (withoutHostBits(cidr) ?? cidr).split("/");
  return `${address}/${Number(prefix)}`;
}

/** The least and the most that any cloud allows for the input at a path, as schema.json has them. */
export function boundsOf(token: Token, path: string): Range {
  const schemas = schemasOf(token).map((schema) =>
    path.split(".").reduce<unknown>((own, name) => partOf(partOf(own, "properties"), name), schema),
  );
  const bounds = (word: string) => schemas.map((schema) => Number(partOf(schema, word)));
  return [Math.min(...bounds("minimum")), Math.max(...bounds("maximum"))];
}

const schemasOf = memoize((token: Token) => DIALECTS.map((dialect) => inputSchema(token, dialect)));

function partOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}
