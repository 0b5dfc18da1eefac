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

pulumi.export("router", service.router_id)
pulumi.export("connection", hq.id)
