// Routers that see each other on the external network only, each with a subnet of its own.
import type { Lab } from "../world/lab";
import type { Layout, Post } from "../world/neutron";
import type { World } from "../world/world";

export interface Side {
  readonly router: string;
  readonly subnet: string;
}

/** What a side with this number has behind its router. */
export const networkOf = (number: number): string => `10.150.${number}.0/24`;

/** The address of the router inside. */
export const addressOf = (number: number): string => `10.150.${number}.1`;

export async function makeSides(
  { lab, post, send }: { lab: Lab; post: Post; send: World["send"] },
  count: number,
): Promise<Side[]> {
  const external_gateway_info = { network_id: lab.externalNetworkId };
  const made: Side[] = [];
  for (let number = 1; number <= count; number += 1) {
    const { id: network_id } = await post("/networks", "network", { name: `side-${number}` });
    const values = { network_id, ip_version: 4, cidr: networkOf(number), enable_dhcp: false };
    const { id: subnet } = await post("/subnets", "subnet", values);
    const { id: router } = await post("/routers", "router", { name: `side-${number}`, external_gateway_info });
    await send("PUT", `/routers/${router}/add_router_interface`, { subnet_id: subnet });
    made.push({ router, subnet });
  }
  return made;
}

/** A hub and two sides around it, once the world is open: the first two are the routers of the network. */
export function hubAndTwo(): { readonly layout: Layout; sideOf(number: number): Side } {
  let sides: readonly Side[] = [];
  const sideOf = (number: number): Side => {
    const side = sides[number - 1];
    if (side === undefined) throw new Error(`There is no side ${number}.`);
    return side;
  };
  const layout: Layout = async (lab, post, send) => {
    sides = await makeSides({ lab, post, send }, 3);
    const [hub, south] = [sideOf(1), sideOf(2)];
    const network = { routerId: hub.router, subnetId: hub.subnet, secondRouterId: south.router };
    return { ...network, secondSubnetId: south.subnet, bareRouterId: "", lonelySubnetId: "" };
  };
  return { layout, sideOf };
}
