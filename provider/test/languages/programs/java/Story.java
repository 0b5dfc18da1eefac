import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumivpnaas.vpnaas.IkePolicy;
import com.pulumivpnaas.vpnaas.IkePolicyArgs;
import com.pulumivpnaas.vpnaas.IpsecSiteConnection;
import com.pulumivpnaas.vpnaas.IpsecSiteConnectionArgs;
import com.pulumivpnaas.vpnaas.SiteToSiteVpn;
import com.pulumivpnaas.vpnaas.SiteToSiteVpnArgs;
import com.pulumivpnaas.vpnaas.VpnaasFunctions;
import com.pulumivpnaas.vpnaas.enums.DpdAction;
import com.pulumivpnaas.vpnaas.enums.PeerFormat;
import com.pulumivpnaas.vpnaas.inputs.DpdArgs;
import com.pulumivpnaas.vpnaas.inputs.GetVpnServiceArgs;
import com.pulumivpnaas.vpnaas.inputs.PeerConfigurationArgs;
import com.pulumivpnaas.vpnaas.inputs.SiteConnectionArgs;
import com.pulumivpnaas.vpnaas.outputs.PeerFile;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

public class Story {
    public static void main(String[] args) {
        Pulumi.run(Story::program);
    }

    private static void program(Context context) {
        var config = context.config();
        var psk = config.requireSecret("psk");

        var service = VpnaasFunctions.getVpnService(GetVpnServiceArgs.builder()
            .id(config.require("vpnserviceId"))
            .build());
        var policy = new IkePolicy("policy", IkePolicyArgs.builder().description("of the story").build());
        var hq = new IpsecSiteConnection("hq", IpsecSiteConnectionArgs.builder()
            .vpnserviceId(service.applyValue(found -> found.id()))
            .ikepolicyId(policy.id())
            .ipsecpolicyId(config.require("ipsecpolicyId"))
            .localEpGroupId(config.require("localEpGroupId"))
            .peerEpGroupId(config.require("peerEpGroupId"))
            .peerAddress("203.0.113.9")
            .peerId("branch")
            .psk(psk)
            .dpd(DpdArgs.builder()
                .action(DpdAction.Restart)
                .interval(config.requireInteger("interval"))
                .timeout(120)
                .build())
            .build());
        var branch = new SiteToSiteVpn("branch", SiteToSiteVpnArgs.builder()
            .routerId(config.require("routerId"))
            .localSubnetIds(config.require("subnetId"))
            .localCidrs("10.10.0.0/24")
            .peerFormat(PeerFormat.Libreswan)
            .connections(Map.of("berlin", SiteConnectionArgs.builder()
                .peerAddress("203.0.113.19")
                .peerCidrs("10.20.0.0/16")
                .psk(psk)
                .build()))
            .build());
        var device = VpnaasFunctions.peerConfiguration(PeerConfigurationArgs.builder()
            .format(PeerFormat.Openiked)
            .gatewayAddress(branch.gatewayAddress())
            .localCidrs("10.10.0.0/24")
            .peerAddress("203.0.113.19")
            .peerCidrs("10.20.0.0/16")
            .psk(psk)
            .build());

        context.export("router", service.applyValue(found -> found.routerId()));
        context.export("connection", hq.id());
        context.export("gateway", branch.gatewayAddress());
        // The Java SDK exports values of its own kinds only.
        context.export("peers", branch.peerConfigurations()
            .applyValue(all -> Map.of("berlin", Map.of("files", contents(all.orElseThrow().get("berlin").files())))));
        context.export("device", device.applyValue(found -> contents(found.files())));
    }

    private static List<Map<String, String>> contents(List<PeerFile> files) {
        return files.stream().map(file -> Map.of("content", file.content())).collect(Collectors.toList());
    }
}
