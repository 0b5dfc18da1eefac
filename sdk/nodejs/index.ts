// What a Pulumi program imports as `pulumi-vpnaas`.
export * from "./lookups.generated";
export { Provider } from "./provider";
export * from "./resources.generated";
export { type SiteConnectionState, SiteToSiteVpn } from "./siteToSiteVpn";
export type {
  ConnectionSettings,
  ServiceSettings,
  SiteConnectionArgs,
  SiteToSiteVpnArgs,
  StandbyArgs,
} from "./siteToSiteVpnArgs";
