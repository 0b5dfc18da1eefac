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
		gateway, err := vpnaas.NewVpnService(ctx, "gateway", &vpnaas.VpnServiceArgs{
			RouterId: pulumi.String(routerId),
		})
		if err != nil {
			return err
		}
		ike, err := vpnaas.NewIkePolicy(ctx, "ike", nil)
		if err != nil {
			return err
		}
		ipsec, err := vpnaas.NewIpsecPolicy(ctx, "ipsec", nil)
		if err != nil {
			return err
		}
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
			},
		})
		if err != nil {
			return err
		}
		branch, err := vpnaas.NewIpsecSiteConnection(ctx, "branch", &vpnaas.IpsecSiteConnectionArgs{
			VpnserviceId:   gateway.ID().ToIDOutput().ToStringOutput(),
			IkepolicyId:    ike.ID().ToIDOutput().ToStringOutput(),
			IpsecpolicyId:  ipsec.ID().ToIDOutput().ToStringOutput(),
			LocalEpGroupId: local.ID().ToIDOutput().ToStringOutput(),
			PeerEpGroupId:  remote.ID().ToIDOutput().ToStringOutput(),
			PeerAddress:    pulumi.String("203.0.113.9"),
			PeerId:         pulumi.String("203.0.113.9"),
			Psk:            psk,
			Dpd: &vpnaas.DpdArgs{
				Action:   vpnaas.DpdActionRestart,
				Interval: pulumi.Int(30),
				Timeout:  pulumi.Int(120),
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("status", branch.Status)
		return nil
	})
}
