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
		subnetId := cfg.Require("subnetId")
		psk := cfg.RequireSecret("psk")
		branch, err := vpnaas.NewSiteToSiteVpn(ctx, "branch", &vpnaas.SiteToSiteVpnArgs{
			RouterId: pulumi.String(routerId),
			LocalSubnetIds: pulumi.StringArray{
				pulumi.String(subnetId),
			},
			PeerAddress: pulumi.String("203.0.113.9"),
			PeerCidrs: pulumi.StringArray{
				pulumi.String("10.20.0.0/16"),
			},
			Psk: psk,
		})
		if err != nil {
			return err
		}
		ctx.Export("gatewayAddress", branch.GatewayAddress)
		ctx.Export("status", branch.Status)
		return nil
	})
}
