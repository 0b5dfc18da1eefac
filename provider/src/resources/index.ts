// Token → definition; the type makes the compiler refuse a token of schema.json that has none.

import type { ResourceDefinition } from "../core/definition";
import type { Token } from "../core/schema";
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
