// What a Pulumi program imports as `pulumi-vpnaas`.
export * from "./lookups.generated";
export { Provider } from "./provider";
export * from "./resources.generated";
export { SiteToSiteVpn } from "./siteToSiteVpn";
export type * from "./siteToSiteVpnArgs.generated";
