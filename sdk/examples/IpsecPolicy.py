import pulumi
import pulumi_vpnaas as vpnaas

strong = vpnaas.IpsecPolicy("strong",
    auth_algorithm=vpnaas.AuthAlgorithm.SHA2512,
    encryption_algorithm=vpnaas.EncryptionAlgorithm.AES256,
    pfs=vpnaas.Pfs.GROUP16,
    lifetime={
        "units": vpnaas.LifetimeUnits.SECONDS,
        "value": 3600,
    })
pulumi.export("policyId", strong.id)
