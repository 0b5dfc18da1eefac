// What a Pulumi program imports as `pulumi-vpnaas`.
export * from "./lookups.generated";
export { peerConfiguration } from "./peerConfiguration";
export { Provider } from "./provider";
export { generatePsk, pskPasswordArgs } from "./psk";
export * from "./resources.generated";
export type { PeerOptions } from "./sitePeers";
export { SiteToSiteVpn } from "./siteToSiteVpn";
export type * from "./siteToSiteVpnArgs.generated";
