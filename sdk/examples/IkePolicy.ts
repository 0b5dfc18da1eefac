import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "@pulumivpnaas/vpnaas";

const strong = new vpnaas.IkePolicy("strong", {
    authAlgorithm: vpnaas.AuthAlgorithm.Sha2512,
    encryptionAlgorithm: vpnaas.EncryptionAlgorithm.Aes256,
    pfs: vpnaas.Pfs.Group16,
    ikeVersion: vpnaas.IkeVersion.V2,
    lifetime: {
        units: vpnaas.LifetimeUnits.Seconds,
        value: 28800,
    },
});
export const policyId = strong.id;
