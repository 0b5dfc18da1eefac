import pulumi
import pulumi_vpnaas as vpnaas

config = pulumi.Config()
router_id = config.require("routerId")
gateway = vpnaas.VpnService("gateway", router_id=router_id)
pulumi.export("address", gateway.external_v4_ip)
