import pulumi
import pulumi_vpnaas as vpnaas

config = pulumi.Config()
psk = config.require_secret("psk")

service = vpnaas.get_vpn_service_output(id=config.require("vpnserviceId"))
policy = vpnaas.IkePolicy("policy", description="of the story")
hq = vpnaas.IpsecSiteConnection(
    "hq",
    vpnservice_id=service.id,
    ikepolicy_id=policy.id,
    ipsecpolicy_id=config.require("ipsecpolicyId"),
    local_ep_group_id=config.require("localEpGroupId"),
    peer_ep_group_id=config.require("peerEpGroupId"),
    peer_address="203.0.113.9",
    peer_id="branch",
    psk=psk,
    dpd=vpnaas.DpdArgs(action=vpnaas.DpdAction.RESTART, interval=config.require_int("interval"), timeout=120),
)
branch = vpnaas.SiteToSiteVpn(
    "branch",
    router_id=config.require("routerId"),
    local_subnet_ids=[config.require("subnetId")],
    local_cidrs=["10.10.0.0/24"],
    peer_format=vpnaas.PeerFormat.LIBRESWAN,
    connections={
        "berlin": vpnaas.SiteConnectionArgs(peer_address="203.0.113.19", peer_cidrs=["10.20.0.0/16"], psk=psk),
    },
)
device = vpnaas.peer_configuration_output(
    format=vpnaas.PeerFormat.OPENIKED,
    gateway_address=branch.gateway_address,
    local_cidrs=["10.10.0.0/24"],
    peer_address="203.0.113.19",
    peer_cidrs=["10.20.0.0/16"],
    psk=psk,
)

pulumi.export("router", service.router_id)
pulumi.export("connection", hq.id)
pulumi.export("gateway", branch.gateway_address)
pulumi.export("peers", branch.peer_configurations)
pulumi.export("device", device.files)
