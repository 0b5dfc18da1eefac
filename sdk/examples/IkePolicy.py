import pulumi
import pulumi_vpnaas as vpnaas

strong = vpnaas.IkePolicy("strong",
    auth_algorithm=vpnaas.AuthAlgorithm.SHA2512,
    encryption_algorithm=vpnaas.EncryptionAlgorithm.AES256,
    pfs=vpnaas.Pfs.GROUP16,
    ike_version=vpnaas.IkeVersion.V2,
    lifetime={
        "units": vpnaas.LifetimeUnits.SECONDS,
        "value": 28800,
    })
pulumi.export("policyId", strong.id)
