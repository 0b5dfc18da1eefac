import pulumi
import pulumi_vpnaas as vpnaas

config = pulumi.Config()
router_id = config.require("routerId")
subnet_id = config.require("subnetId")
psk = config.require_secret("psk")
branch = vpnaas.SiteToSiteVpn("branch",
    router_id=router_id,
    local_subnet_ids=[subnet_id],
    peer_address="203.0.113.9",
    peer_cidrs=["10.20.0.0/16"],
    psk=psk)
pulumi.export("gatewayAddress", branch.gateway_address)
pulumi.export("status", branch.status)
