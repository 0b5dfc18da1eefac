package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumivpnaas.vpnaas.IpsecPolicy;
import com.pulumivpnaas.vpnaas.IpsecPolicyArgs;
import com.pulumivpnaas.vpnaas.inputs.LifetimeArgs;
import com.pulumivpnaas.vpnaas.enums.AuthAlgorithm;
import com.pulumivpnaas.vpnaas.enums.EncryptionAlgorithm;
import com.pulumivpnaas.vpnaas.enums.LifetimeUnits;
import com.pulumivpnaas.vpnaas.enums.Pfs;
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
        var strong = new IpsecPolicy("strong", IpsecPolicyArgs.builder()
            .authAlgorithm(AuthAlgorithm.Sha2512)
            .encryptionAlgorithm(EncryptionAlgorithm.Aes256)
            .pfs(Pfs.Group16)
            .lifetime(LifetimeArgs.builder()
                .units(LifetimeUnits.Seconds)
                .value(3600)
                .build())
            .build());

        ctx.export("policyId", strong.id());
    }
}
