package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumivpnaas/pulumi-vpnaas/sdk/go/vpnaas"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		strong, err := vpnaas.NewIpsecPolicy(ctx, "strong", &vpnaas.IpsecPolicyArgs{
			AuthAlgorithm:       vpnaas.AuthAlgorithmSha2512,
			EncryptionAlgorithm: vpnaas.EncryptionAlgorithmAes256,
			Pfs:                 vpnaas.PfsGroup16,
			Lifetime: &vpnaas.LifetimeArgs{
				Units: vpnaas.LifetimeUnitsSeconds,
				Value: pulumi.Int(3600),
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("policyId", strong.ID())
		return nil
	})
}
