using System.Collections.Generic;
using System.Linq;
using Pulumi;
using Vpnaas = PulumiVpnaas.Vpnaas;

return await Deployment.RunAsync(() => 
{
    var config = new Config();
    var routerId = config.Require("routerId");
    var subnetId = config.Require("subnetId");
    var psk = config.RequireSecret("psk");
    var branch = new Vpnaas.SiteToSiteVpn("branch", new()
    {
        RouterId = routerId,
        LocalSubnetIds = new[]
        {
            subnetId,
        },
        PeerAddress = "203.0.113.9",
        PeerCidrs = new[]
        {
            "10.20.0.0/16",
        },
        Psk = psk,
    });

    return new Dictionary<string, object?>
    {
        ["gatewayAddress"] = branch.GatewayAddress,
        ["status"] = branch.Status,
    };
});

