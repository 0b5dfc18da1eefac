// What the command prints when the emulator has started: how to log in, which ids a new VPN can use, and all that is there.
import type { Emulator } from "./emulator";
import type { Router } from "./model";

/** The lines for a user with these variables. The password is the emulator's own and opens nothing else. */
export function greetingOf(emulator: Emulator, environment: NodeJS.ProcessEnv): string[] {
  const there = Object.entries(emulator.seeded).filter(([, id]) => isThere(emulator, id));
  return [
    `# Emulator of the ${emulator.dialect} VPN API on ${emulator.url}; end it with Ctrl-C.`,
    ...Object.entries(emulator.environment).map(([name, value]) => `export ${name}=${value}`),
    ...(hasProxy(environment) ? ["export no_proxy=127.0.0.1"] : []),
    ...freeLines(emulator),
    "# Objects that are there, by their names in `emulator.seeded`:",
    ...there.map(([name, id]) => `#   ${name.padEnd(22)} ${id}`),
  ];
}

// A proxy reaches no emulator on this machine. Programs read no_proxy before NO_PROXY.
function hasProxy(environment: NodeJS.ProcessEnv): boolean {
  return ["http_proxy", "all_proxy"].some(
    (name) => (environment[name] || environment[name.toUpperCase()] || "") !== "",
  );
}

function isThere(emulator: Emulator, id: string): boolean {
  const { routers, subnets, vpnservices, ikepolicies, ipsecpolicies, endpointGroups } = emulator;
  return [routers, subnets, vpnservices, ikepolicies, ipsecpolicies, endpointGroups].some((map) => map.has(id));
}

// A router and a subnet of it are all that a whole VPN needs.
function freeLines(emulator: Emulator): string[] {
  const all = [...emulator.routers.values()].map((router) => ({ router, obstacle: obstacleOf(emulator, router) }));
  const free = all.filter(({ obstacle }) => obstacle === undefined).map(({ router }) => router);
  const subnets = [...emulator.subnets.values()].filter(({ routerIds }) => routerIds.includes(free[0]?.id ?? ""));
  const others = all.filter(({ obstacle }) => obstacle !== undefined);
  return [
    "# Free for a new VPN: this router, and a subnet that is connected to it.",
    ...free.slice(0, 1).map(({ id }) => `#   pulumi config set routerId ${id}`),
    ...subnets.slice(0, 1).map(({ id }) => `#   pulumi config set subnetId ${id}`),
    `# Routers that are free: ${free.map(labelOf).join(", ")}.`,
    "# Routers that are not:",
    ...others.map(({ router, obstacle }) => `#   ${labelOf(router)}: ${obstacle}`),
  ];
}

function labelOf({ id, name }: Router): string {
  return name === undefined ? id : `${name} (${id})`;
}

/** Why no new VPN can be put on the router; undefined where one can. */
function obstacleOf({ vpnservices, subnets }: Emulator, { id, gatewayV4, gatewayV6 }: Router): string | undefined {
  if ([...vpnservices.values()].some(({ router_id }) => router_id === id)) return "has a VPN service";
  if (gatewayV4 === null && gatewayV6 === null) return "has no external gateway";
  const isConnected = [...subnets.values()].some(({ routerIds }) => routerIds.includes(id));
  return isConnected ? undefined : "has no subnet";
}
