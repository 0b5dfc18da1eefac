import pulumi
import pulumi_vpnaas as vpnaas

config = pulumi.Config()
subnet_id = config.require("subnetId")
local = vpnaas.EndpointGroup("local",
    type=vpnaas.EndpointType.SUBNET,
    endpoints=[subnet_id])
remote = vpnaas.EndpointGroup("remote",
    type=vpnaas.EndpointType.CIDR,
    endpoints=[
        "10.20.0.0/16",
        "10.21.0.0/16",
    ])
pulumi.export("localId", local.id)
pulumi.export("remoteId", remote.id)
