// Routers that see each other on the external network only, each with a subnet of its own.
import type { Lab } from "../world/lab";
import type { Post } from "../world/neutron";
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
