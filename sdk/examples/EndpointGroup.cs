using System.Collections.Generic;
using System.Linq;
using Pulumi;
using Vpnaas = PulumiVpnaas.Vpnaas;

return await Deployment.RunAsync(() => 
{
    var config = new Config();
    var subnetId = config.Require("subnetId");
    var local = new Vpnaas.EndpointGroup("local", new()
    {
        Type = Vpnaas.EndpointType.Subnet,
        Endpoints = new[]
        {
            subnetId,
        },
    });

    var remote = new Vpnaas.EndpointGroup("remote", new()
    {
        Type = Vpnaas.EndpointType.Cidr,
        Endpoints = new[]
        {
            "10.20.0.0/16",
            "10.21.0.0/16",
        },
    });

    return new Dictionary<string, object?>
    {
        ["localId"] = local.Id,
        ["remoteId"] = remote.Id,
    };
});

