import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "pulumi-vpnaas";

const config = new pulumi.Config();
const psks = config.getSecretObject<Record<string, string>>("psks") ?? pulumi.secret<Record<string, string>>({});

// What is misspelt or missing in the file is found in the preview.
const sites: Record<string, Omit<vpnaas.SiteConnectionArgs, "psk">> = JSON.parse(readFileSync("sites.json", "utf8"));

const connections = Object.entries(sites).map(([name, site]) => [name, { ...site, psk: pskOf(name) }]);

const hub = new vpnaas.SiteToSiteVpn("hub", {
  routerId: config.require("routerId"),
  localSubnetIds: config.requireObject<string[]>("subnetIds"),
  dpd: { action: "restart" },
  connections: Object.fromEntries(connections),
});

// A site without a key is refused in the preview: pulumi config set --secret --path 'psks["SITE"]'
function pskOf(site: string): pulumi.Output<string> {
  return psks.apply((all) => all[site]);
}

export const gatewayAddress = hub.gatewayAddress;
export const statuses = hub.connections.apply((all) =>
  Object.fromEntries(Object.entries(all).map(([name, { status }]) => [name, status])),
);
