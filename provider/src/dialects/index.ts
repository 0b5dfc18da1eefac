// The dialects, and which one a host or a vendor profile belongs to.
import type { KindOnDialect } from "../core/definition";
import { DIALECTS, type Dialect, type Kind } from "../core/schema";
import type { DialectFacts } from "./facts";
import { openstack } from "./openstack";
import { otc } from "./otc";

/** What depends on the flavor of the cloud, by the name of the dialect. */
export const dialects: Readonly<Record<Dialect, DialectFacts>> = { otc, openstack };

/** What is true of a kind on each dialect. */
export function onDialects(kind: Kind): Readonly<Record<Dialect, KindOnDialect>> {
  return { otc: otc.kinds[kind] ?? {}, openstack: openstack.kinds[kind] ?? {} };
}

/** The dialect of a host, which may be unknown (empty). */
export function dialectOfHost(host: string): Dialect {
  const isIn = (dialect: Dialect) => dialects[dialect].hosts.some((end) => host.replace(/\.$/, "").endsWith(end));
  return DIALECTS.find(isIn) ?? "openstack";
}

/** The dialect of a vendor profile of clouds.yaml; undefined for a profile that no dialect has. */
export function dialectOfProfile(profile: string | undefined): Dialect | undefined {
  return DIALECTS.find((dialect) => dialects[dialect].profiles.has(profile ?? ""));
}
