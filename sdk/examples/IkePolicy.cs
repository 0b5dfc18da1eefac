using System.Collections.Generic;
using System.Linq;
using Pulumi;
using Vpnaas = PulumiVpnaas.Vpnaas;

return await Deployment.RunAsync(() => 
{
    var strong = new Vpnaas.IkePolicy("strong", new()
    {
        AuthAlgorithm = Vpnaas.AuthAlgorithm.Sha2512,
        EncryptionAlgorithm = Vpnaas.EncryptionAlgorithm.Aes256,
        Pfs = Vpnaas.Pfs.Group16,
        IkeVersion = Vpnaas.IkeVersion.V2,
        Lifetime = new Vpnaas.Inputs.LifetimeArgs
        {
            Units = Vpnaas.LifetimeUnits.Seconds,
            Value = 28800,
        },
    });

    return new Dictionary<string, object?>
    {
        ["policyId"] = strong.Id,
    };
});

