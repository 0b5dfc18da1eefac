// Token → definition; the type makes the compiler refuse a token of schema.json that has none.
import type { Token } from "../schema";
import type { ResourceDefinition } from "./definition";
import { ipsecSiteConnection } from "./ipsecSiteConnection";

/** The definition of every resource of schema.json. */
export const definitions: Readonly<Record<Token, ResourceDefinition>> = {
  "vpnaas:index:IpsecSiteConnection": ipsecSiteConnection,
};
