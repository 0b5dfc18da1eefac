package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumivpnaas.vpnaas.EndpointGroup;
import com.pulumivpnaas.vpnaas.EndpointGroupArgs;
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
        final var subnetId = config.require("subnetId");
        var local = new EndpointGroup("local", EndpointGroupArgs.builder()
            .type(EndpointType.Subnet)
            .endpoints(subnetId)
            .build());

        var remote = new EndpointGroup("remote", EndpointGroupArgs.builder()
            .type(EndpointType.Cidr)
            .endpoints(            
                "10.20.0.0/16",
                "10.21.0.0/16")
            .build());

        ctx.export("localId", local.id());
        ctx.export("remoteId", remote.id());
    }
}
