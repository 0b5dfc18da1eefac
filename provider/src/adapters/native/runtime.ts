// What a component needs of Pulumi's runtime for programs, which has a store for each program that runs in a process. Pulumi exports it,
// and omits it from its types.

import type * as pulumi from "@pulumi/pulumi";
import type { ProviderMessages } from "./rpc";

interface State {
  /** Runs something with a store of its own: several components are made at once. */
  withLocalStorage<T>(act: () => Promise<T>): Promise<T>;
}

interface Settings {
  awaitFeatureSupport(): Promise<void>;
  waitForRPCs(): Promise<void>;
}

interface Registration {
  hookBindingFromProto(
    hooks: ProviderMessages.ConstructRequest.ResourceHooksBinding | undefined,
  ): pulumi.ResourceHookBinding | undefined;
}

export const { withLocalStorage }: State = require("@pulumi/pulumi/runtime/state");
export const { awaitFeatureSupport, waitForRPCs }: Settings = require("@pulumi/pulumi/runtime/settings");
export const { hookBindingFromProto }: Registration = require("@pulumi/pulumi/runtime/resource");
