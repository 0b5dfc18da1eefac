// Token → definition; the type makes the compiler refuse a token of schema.json that has none.
import type { Token } from "../schema";
import type { ResourceDefinition } from "./definition";
import { endpointGroup } from "./endpointGroup";
import { ikePolicy } from "./ikePolicy";
import { ipsecPolicy } from "./ipsecPolicy";
import { ipsecSiteConnection } from "./ipsecSiteConnection";
import { vpnService } from "./vpnService";

/** The definition of every resource of schema.json. */
export const definitions: Readonly<Record<Token, ResourceDefinition>> = {
  "vpnaas:index:IpsecSiteConnection": ipsecSiteConnection,
  "vpnaas:index:VpnService": vpnService,
  "vpnaas:index:IkePolicy": ikePolicy,
  "vpnaas:index:IpsecPolicy": ipsecPolicy,
  "vpnaas:index:EndpointGroup": endpointGroup,
};
