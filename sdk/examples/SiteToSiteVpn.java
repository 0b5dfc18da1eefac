package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumivpnaas.vpnaas.SiteToSiteVpn;
import com.pulumivpnaas.vpnaas.SiteToSiteVpnArgs;
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
        var branch = new SiteToSiteVpn("branch", SiteToSiteVpnArgs.builder()
            .routerId(routerId)
            .localSubnetIds(subnetId)
            .peerAddress("203.0.113.9")
            .peerCidrs("10.20.0.0/16")
            .psk(psk)
            .build());

        ctx.export("gatewayAddress", branch.gatewayAddress());
        ctx.export("status", branch.status());
    }
}
