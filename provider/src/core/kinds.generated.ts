// Generated from schema.json by `make generate`; edit that file instead of this one.

/**
 * Name of a resource without package and module, for example `IpsecSiteConnection`.
 */
export type Kind =
  | "IpsecSiteConnection"
  | "VpnService"
  | "IkePolicy"
  | "IpsecPolicy"
  | "EndpointGroup";

/**
 * Whose rules inputs are checked against.
 */
export type Dialect = "otc" | "openstack";
