// An explicit provider: one cloud, project and login besides the one of the stack configuration.
import * as pulumi from "@pulumi/pulumi";
import { SETTINGS } from "../../provider/src";
import type { ProviderArgs } from "./resources.generated";
import { engineOfStack, withOtherNames } from "./runtime/engines";
import { keepSettings } from "./runtime/lookupSettings";

/**
 * Settings for the resources and lookups that are given this provider, in place of `vpnaas:*` of the stack configuration; what
 * is omitted still comes from `OS_*` variables and clouds.yaml. Passwords, tokens and secrets are encrypted in the state.
 *
 * ```ts
 * const nl = new vpnaas.Provider("nl", { cloud: "otc-nl" });
 * new vpnaas.IpsecSiteConnection("hq", { … }, { provider: nl });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, options: pulumi.ResourceOptions = {}) {
    const engine = engineOfStack();
    super(
      engine.packageName,
      name,
      engine.argumentsOf(withSecrets(args), name),
      withOtherNames(options, (each) => `pulumi:providers:${each.packageName}`),
    );
    keepSettings(this, { ...args });
  }
}

function withSecrets(args: ProviderArgs): Record<string, unknown> {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, isSecret(name) ? pulumi.secret(value) : value]));
}

function isSecret(name: string): boolean {
  return SETTINGS.some((setting) => setting.name === name && setting.secret === true);
}
