package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
	"github.com/pulumivpnaas/pulumi-vpnaas/sdk/go/vpnaas"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cfg := config.New(ctx, "")
		routerId := cfg.Require("routerId")
		gateway, err := vpnaas.NewVpnService(ctx, "gateway", &vpnaas.VpnServiceArgs{
			RouterId: pulumi.String(routerId),
		})
		if err != nil {
			return err
		}
		ctx.Export("address", gateway.ExternalV4Ip)
		return nil
	})
}
