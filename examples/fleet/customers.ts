// The customers, from customers.json, and their pre-shared keys, which stand in no file of the repository.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type * as vpnaas from "pulumi-vpnaas";

const HERE = import.meta.dirname;

/** One customer: one stack with the same name. */
export interface Customer {
  readonly name: string;
  readonly routerId: string;
  readonly subnetIds: string[];
  /** Where the customer lives, if that differs from the settings of the environment: project, region, cloud. */
  readonly settings?: vpnaas.ProviderArgs;
  readonly connections: Readonly<Record<string, Omit<vpnaas.SiteConnectionArgs, "psk">>>;
  /** The pre-shared key of each connection. */
  readonly keys: Readonly<Record<string, string>>;
  /** Changes with everything that may change what an `up` does. */
  readonly fingerprint: string;
}

type Entry = Omit<Customer, "name" | "keys" | "fingerprint">;
type Keys = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** All customers in the order of the file. Throws one error with everything that is wrong; `isKeyNeeded`: also with what has no key. */
export function readCustomers({ isKeyNeeded }: { isKeyNeeded: boolean }): Customer[] {
  const entries: Record<string, Entry> = readObject(join(HERE, "customers.json"));
  const keys = isKeyNeeded ? readKeys() : {};
  const shared = sharedState();
  const customers = Object.entries(entries).map(([name, entry]) => {
    const fingerprint = createHash("sha256")
      .update(JSON.stringify([shared, entry]))
      .digest("hex");
    return { ...entry, name, keys: keys[name] ?? {}, fingerprint };
  });
  const problems = customers.flatMap((customer) => problemsOf(customer, isKeyNeeded));
  if (problems.length > 0) throw new Error(["customers.json:", ...problems].join("\n  "));
  return customers;
}

/** Written by whatever keeps your secrets, before the fleet starts: customer → connection → key. */
function readKeys(): Keys {
  return existsSync(keysFile()) ? readObject(keysFile()) : {};
}

/** The error of the parser would quote what stands there: a key. */
function readObject(file: string): Record<string, never> {
  const value = parsed(readFileSync(file, "utf8"));
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new Error(`${file} holds no JSON object`);
}

function parsed(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keysFile(): string {
  return resolve(HERE, process.env.FLEET_KEYS ?? "keys.json");
}

function problemsOf({ name, routerId, subnetIds, connections, keys }: Customer, isKeyNeeded: boolean): string[] {
  if (!/^[a-zA-Z0-9][\w.-]{0,99}$/.test(name)) return [`${JSON.stringify(name)} cannot be the name of a stack`];
  if (
    typeof routerId !== "string" ||
    !Array.isArray(subnetIds) ||
    typeof connections !== "object" ||
    connections === null
  )
    return [`${name}: routerId, subnetIds and connections are required`];
  const isMissing = (site: string) => typeof keys[site] !== "string" || keys[site] === "";
  const sites = isKeyNeeded ? Object.keys(connections).filter(isMissing) : [];
  return sites.map((site) => `${name}: ${site} has no key in ${keysFile()}`);
}

/** This program, its packages, and when the keys were written: a hash of the keys themselves would help to guess them. */
function sharedState(): unknown[] {
  const programs = readdirSync(HERE).filter((name) => name.endsWith(".ts"));
  const packages = ["@pulumi/pulumi", "pulumi-vpnaas"].map(versionOf);
  const written = existsSync(keysFile()) ? statSync(keysFile()).mtimeMs : 0;
  return [packages, written, programs.sort().map((name) => readFileSync(join(HERE, name), "utf8"))];
}

function versionOf(name: string): string {
  return createRequire(import.meta.url)(`${name}/package.json`).version;
}
