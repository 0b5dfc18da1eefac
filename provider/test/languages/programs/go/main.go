package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
	"github.com/pulumivpnaas/pulumi-vpnaas/sdk/go/vpnaas"
)

func main() {
	pulumi.Run(program)
}

func program(ctx *pulumi.Context) error {
	conf := config.New(ctx, "")
	psk := conf.RequireSecret("psk")

	service := vpnaas.LookupVpnServiceOutput(ctx, vpnaas.LookupVpnServiceOutputArgs{
		Id: pulumi.String(conf.Require("vpnserviceId")),
	})
	policy, err := vpnaas.NewIkePolicy(ctx, "policy", &vpnaas.IkePolicyArgs{Description: pulumi.String("of the story")})
	if err != nil {
		return err
	}
	hq, err := vpnaas.NewIpsecSiteConnection(ctx, "hq", &vpnaas.IpsecSiteConnectionArgs{
		VpnserviceId:   service.Id(),
		IkepolicyId:    policy.ID(),
		IpsecpolicyId:  pulumi.String(conf.Require("ipsecpolicyId")),
		LocalEpGroupId: pulumi.String(conf.Require("localEpGroupId")),
		PeerEpGroupId:  pulumi.String(conf.Require("peerEpGroupId")),
		PeerAddress:    pulumi.String("203.0.113.9"),
		PeerId:         pulumi.String("branch"),
		Psk:            psk,
		Dpd: vpnaas.DpdArgs{
			Action:   vpnaas.DpdActionRestart,
			Interval: pulumi.Int(conf.RequireInt("interval")),
			Timeout:  pulumi.Int(120),
		},
	})
	if err != nil {
		return err
	}
	branch, err := vpnaas.NewSiteToSiteVpn(ctx, "branch", &vpnaas.SiteToSiteVpnArgs{
		RouterId:       pulumi.String(conf.Require("routerId")),
		LocalSubnetIds: pulumi.ToStringArray([]string{conf.Require("subnetId")}),
		LocalCidrs:     pulumi.ToStringArray([]string{"10.10.0.0/24"}),
		PeerFormat:     vpnaas.PeerFormatLibreswan,
		Connections: map[string]vpnaas.SiteConnectionArgs{
			"berlin": {
				PeerAddress: pulumi.String("203.0.113.19"),
				PeerCidrs:   pulumi.ToStringArray([]string{"10.20.0.0/16"}),
				Psk:         psk,
			},
		},
	})
	if err != nil {
		return err
	}
	device := vpnaas.PeerConfigurationOutput(ctx, vpnaas.PeerConfigurationOutputArgs{
		Format:         vpnaas.PeerFormatOpeniked,
		GatewayAddress: branch.GatewayAddress,
		LocalCidrs:     pulumi.ToStringArray([]string{"10.10.0.0/24"}),
		PeerAddress:    pulumi.String("203.0.113.19"),
		PeerCidrs:      pulumi.ToStringArray([]string{"10.20.0.0/16"}),
		Psk:            psk,
	})

	ctx.Export("router", service.RouterId())
	ctx.Export("connection", hq.ID())
	ctx.Export("gateway", branch.GatewayAddress)
	ctx.Export("peers", branch.PeerConfigurations)
	ctx.Export("device", device.Files())
	return nil
}
