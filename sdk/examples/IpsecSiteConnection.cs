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
    var gateway = new Vpnaas.VpnService("gateway", new()
    {
        RouterId = routerId,
    });

    var ike = new Vpnaas.IkePolicy("ike");

    var ipsec = new Vpnaas.IpsecPolicy("ipsec");

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
        },
    });

    var branch = new Vpnaas.IpsecSiteConnection("branch", new()
    {
        VpnserviceId = gateway.Id,
        IkepolicyId = ike.Id,
        IpsecpolicyId = ipsec.Id,
        LocalEpGroupId = local.Id,
        PeerEpGroupId = remote.Id,
        PeerAddress = "203.0.113.9",
        PeerId = "203.0.113.9",
        Psk = psk,
        Dpd = new Vpnaas.Inputs.DpdArgs
        {
            Action = Vpnaas.DpdAction.Restart,
            Interval = 30,
            Timeout = 120,
        },
    });

    return new Dictionary<string, object?>
    {
        ["status"] = branch.Status,
    };
});

