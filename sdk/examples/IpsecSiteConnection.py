import pulumi
import pulumi_vpnaas as vpnaas

config = pulumi.Config()
router_id = config.require("routerId")
subnet_id = config.require("subnetId")
psk = config.require_secret("psk")
gateway = vpnaas.VpnService("gateway", router_id=router_id)
ike = vpnaas.IkePolicy("ike")
ipsec = vpnaas.IpsecPolicy("ipsec")
local = vpnaas.EndpointGroup("local",
    type=vpnaas.EndpointType.SUBNET,
    endpoints=[subnet_id])
remote = vpnaas.EndpointGroup("remote",
    type=vpnaas.EndpointType.CIDR,
    endpoints=["10.20.0.0/16"])
branch = vpnaas.IpsecSiteConnection("branch",
    vpnservice_id=gateway.id,
    ikepolicy_id=ike.id,
    ipsecpolicy_id=ipsec.id,
    local_ep_group_id=local.id,
    peer_ep_group_id=remote.id,
    peer_address="203.0.113.9",
    peer_id="203.0.113.9",
    psk=psk,
    dpd={
        "action": vpnaas.DpdAction.RESTART,
        "interval": 30,
        "timeout": 120,
    })
pulumi.export("status", branch.status)
