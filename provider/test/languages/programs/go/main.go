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

	ctx.Export("router", service.RouterId())
	ctx.Export("connection", hq.ID())
	return nil
}
