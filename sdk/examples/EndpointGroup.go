package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
	"github.com/pulumivpnaas/pulumi-vpnaas/sdk/go/vpnaas"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cfg := config.New(ctx, "")
		subnetId := cfg.Require("subnetId")
		local, err := vpnaas.NewEndpointGroup(ctx, "local", &vpnaas.EndpointGroupArgs{
			Type: vpnaas.EndpointTypeSubnet,
			Endpoints: pulumi.StringArray{
				pulumi.String(subnetId),
			},
		})
		if err != nil {
			return err
		}
		remote, err := vpnaas.NewEndpointGroup(ctx, "remote", &vpnaas.EndpointGroupArgs{
			Type: vpnaas.EndpointTypeCidr,
			Endpoints: pulumi.StringArray{
				pulumi.String("10.20.0.0/16"),
				pulumi.String("10.21.0.0/16"),
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("localId", local.ID())
		ctx.Export("remoteId", remote.ID())
		return nil
	})
}
