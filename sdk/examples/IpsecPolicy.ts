import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "@pulumivpnaas/vpnaas";

const strong = new vpnaas.IpsecPolicy("strong", {
    authAlgorithm: vpnaas.AuthAlgorithm.Sha2512,
    encryptionAlgorithm: vpnaas.EncryptionAlgorithm.Aes256,
    pfs: vpnaas.Pfs.Group16,
    lifetime: {
        units: vpnaas.LifetimeUnits.Seconds,
        value: 3600,
    },
});
export const policyId = strong.id;
