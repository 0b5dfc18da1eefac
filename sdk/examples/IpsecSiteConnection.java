package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumivpnaas.vpnaas.VpnService;
import com.pulumivpnaas.vpnaas.VpnServiceArgs;
import com.pulumivpnaas.vpnaas.IkePolicy;
import com.pulumivpnaas.vpnaas.IpsecPolicy;
import com.pulumivpnaas.vpnaas.EndpointGroup;
import com.pulumivpnaas.vpnaas.EndpointGroupArgs;
import com.pulumivpnaas.vpnaas.IpsecSiteConnection;
import com.pulumivpnaas.vpnaas.IpsecSiteConnectionArgs;
import com.pulumivpnaas.vpnaas.inputs.DpdArgs;
import com.pulumivpnaas.vpnaas.enums.DpdAction;
import com.pulumivpnaas.vpnaas.enums.EndpointType;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Paths;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        final var config = ctx.config();
        final var routerId = config.require("routerId");
        final var subnetId = config.require("subnetId");
        final var psk = config.requireSecret("psk");
        var gateway = new VpnService("gateway", VpnServiceArgs.builder()
            .routerId(routerId)
            .build());

        var ike = new IkePolicy("ike");

        var ipsec = new IpsecPolicy("ipsec");

        var local = new EndpointGroup("local", EndpointGroupArgs.builder()
            .type(EndpointType.Subnet)
            .endpoints(subnetId)
            .build());

        var remote = new EndpointGroup("remote", EndpointGroupArgs.builder()
            .type(EndpointType.Cidr)
            .endpoints("10.20.0.0/16")
            .build());

        var branch = new IpsecSiteConnection("branch", IpsecSiteConnectionArgs.builder()
            .vpnserviceId(gateway.id())
            .ikepolicyId(ike.id())
            .ipsecpolicyId(ipsec.id())
            .localEpGroupId(local.id())
            .peerEpGroupId(remote.id())
            .peerAddress("203.0.113.9")
            .peerId("203.0.113.9")
            .psk(psk)
            .dpd(DpdArgs.builder()
                .action(DpdAction.Restart)
                .interval(30)
                .timeout(120)
                .build())
            .build());

        ctx.export("status", branch.status());
    }
}
