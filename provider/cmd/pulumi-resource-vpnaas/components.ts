// The components of the SDK for programs in any language. They are loaded with the first one: Pulumi's runtime for programs is larger
// than all else in the plugin.

import type { Component } from "../../src/adapters/native/construct";

/** The component with this token. */
export function componentNamed(token: string): Component | undefined {
  if (token !== "vpnaas:index:SiteToSiteVpn") return undefined;
  // Plain requires, which a bundler can follow.
  const {
    runInPlugin,
  }: typeof import("../../../sdk/nodejs/runtime/engines") = require("../../../sdk/nodejs/runtime/engines");
  const {
    SiteToSiteVpn,
  }: typeof import("../../../sdk/nodejs/siteToSiteVpn") = require("../../../sdk/nodejs/siteToSiteVpn");
  runInPlugin();
  return (name, args, options) => {
    const resource = new SiteToSiteVpn(name, args, options);
    const { gatewayAddress, gatewayV6Address, connections, connectionId, status, peerConfigurations } = resource;
    const outputs = { gatewayAddress, gatewayV6Address, connections, connectionId, status, peerConfigurations };
    return { resource, outputs };
  };
}
