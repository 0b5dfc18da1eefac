package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumivpnaas.vpnaas.VpnService;
import com.pulumivpnaas.vpnaas.VpnServiceArgs;
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
        var gateway = new VpnService("gateway", VpnServiceArgs.builder()
            .routerId(routerId)
            .build());

        ctx.export("address", gateway.externalV4Ip());
    }
}
