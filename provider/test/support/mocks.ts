// A program under Pulumi's mocks, as its unit tests run it: no engine, no state; and what its Outputs hold.
import * as pulumi from "@pulumi/pulumi";
import type { ProviderArgs } from "../../../sdk/nodejs";
import type { Emulator } from "../../emulator";

/** Sets mocks under which resources come into being as they are declared. An invoke fails: lookups are none. */
export async function mock({ isPreview }: { isPreview: boolean }): Promise<void> {
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ name, inputs }) => ({ id: `id-of-${name}`, state: inputs }),
    call: ({ token }) => {
      throw new Error(`A lookup is no invoke, but ${token} was called`);
    },
  };
  await pulumi.runtime.setMocks(mocks, "project", "stack", isPreview);
}

/** What an Output holds. */
export interface Inside {
  readonly isKnown: boolean;
  readonly isSecret: boolean;
  readonly value: unknown;
}

export async function inside(output: pulumi.Output<unknown>): Promise<Inside> {
  // These exist on every Output, only their declarations are internal.
  const { isKnown, promise } = output as unknown as { isKnown: Promise<boolean>; promise(): Promise<unknown> };
  return { isKnown: await isKnown, isSecret: await pulumi.isSecret(output), value: await promise() };
}

export const known = (value: unknown): Inside => ({ isKnown: true, isSecret: false, value });
export const secret = (value: unknown): Inside => ({ isKnown: true, isSecret: true, value });

/** A text that is known after the update only. */
export function unknownText(): pulumi.Output<string> {
  return pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>; // as the engine's answers are typed
}

/** Arguments of a provider for an emulator. */
export function settingsOf({ authUrl, dialect, credentials }: Emulator): ProviderArgs & { password: string } {
  const { username, password, userDomainName, projectName, projectDomainName } = credentials;
  const region = dialect === "otc" ? "eu-de" : "RegionOne";
  return { authUrl, dialect, username, password, userDomainName, projectName, projectDomainName, region };
}
