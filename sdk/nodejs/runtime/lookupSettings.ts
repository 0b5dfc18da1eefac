// Whose settings a lookup uses: those of the given provider, of its parent's, or of the stack configuration.
import * as pulumi from "@pulumi/pulumi";
import { SETTINGS, warnInProgram } from "../../../provider/src";
import { engineOfStack } from "./engines";
import { userError } from "./userError";

type Inputs = Readonly<Record<string, unknown>>;

/** How a lookup is done; everything can be omitted. */
export interface LookupOptions {
  /** The `Provider` of this package whose cloud is searched; default: that of `parent`, else the stack configuration. */
  readonly provider?: pulumi.ProviderResource | undefined;
  /** A resource whose provider is taken where none is given. */
  readonly parent?: pulumi.Resource | undefined;
}

// By name in the registry of symbols, so that a provider made by another copy of this package is known, too.
const KEPT = Symbol.for("pulumi-vpnaas.settings");

/** Keeps the arguments of the provider for lookups, where nothing that prints or serializes the object sees them. */
export function keepSettings(provider: pulumi.ProviderResource, args: Inputs): void {
  Object.defineProperty(provider, KEPT, { value: args, enumerable: false });
}

/** The settings of a lookup by name, each perhaps an Output. Throws for a provider that is none of this package. */
export function settingsFor({ provider, parent }: LookupOptions): Inputs {
  warnInProgram();
  // Any type of the package asks the parent for the same provider as a resource would.
  const used = provider ?? parent?.getProvider(engineOfStack().typeOf("Resource"));
  if (used === undefined) return stackConfiguration();
  const kept: unknown = Reflect.get(used, KEPT);
  if (typeof kept === "object" && kept !== null) return { ...kept };
  throw userError(
    "A lookup was given a provider that is none of pulumi-vpnaas, so its settings are not known. " +
      "Give one made with new vpnaas.Provider(…), or none for the settings of the stack configuration",
  );
}

function stackConfiguration(): Inputs {
  const config = new pulumi.Config("vpnaas");
  // As a secret, whatever it is: Pulumi warns of secrets that are read in another way.
  return Object.fromEntries(SETTINGS.map(({ name }) => [name, config.getSecret(name)]));
}
