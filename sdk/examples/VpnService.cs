using System.Collections.Generic;
using System.Linq;
using Pulumi;
using Vpnaas = PulumiVpnaas.Vpnaas;

return await Deployment.RunAsync(() => 
{
    var config = new Config();
    var routerId = config.Require("routerId");
    var gateway = new Vpnaas.VpnService("gateway", new()
    {
        RouterId = routerId,
    });

    return new Dictionary<string, object?>
    {
        ["address"] = gateway.ExternalV4Ip,
    };
});

