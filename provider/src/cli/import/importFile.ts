// The file for `pulumi import --file`: the state of every object as the engine is to take it. Where a pre-shared key comes from,
// and in which form it may be written down, is decided by psk.ts.

import { providerText } from "../../adapters/dynamic/state";
import { bare, DECLARED, PROVIDER } from "../../adapters/hidden";
import { SECRET, SIGNATURE } from "../../adapters/signature";
import { dynamicType, nativeType } from "../../adapters/tokens";
import { secretInputs, tokenOf } from "../../core/schema";
import type { Takeover } from "./takeover";

/** A secret as the engine writes it: encrypted with the key of the stack, or, where the user wants that, in clear. */
export type SealedSecret = { readonly ciphertext: string } | { readonly plaintext: string };

/** What the states are to hold. */
interface ImportOptions {
  /** The sealed JSON text of each connection's key, by id; one that is missing stays out of the state. */
  readonly psks: ReadonlyMap<string, SealedSecret>;
  /** Does the plugin run the stack? */
  readonly isNative: boolean;
}

/** The text of the file. */
export function importFile(takeovers: readonly Takeover[], { psks, isNative }: ImportOptions): string {
  const resources = takeovers.map((each) => {
    const secrets = secretsOf(each, psks.get(each.id));
    return isNative ? nativeResource(each, secrets) : dynamicResource(each, secrets);
  });
  return `${JSON.stringify({ resources }, null, 2)}\n`;
}

type Secrets = Readonly<Record<string, unknown>>;

function secretsOf({ kind }: Takeover, psk: SealedSecret | undefined): Secrets {
  const names = psk === undefined ? [] : secretInputs(tokenOf(kind));
  return Object.fromEntries(names.map((name) => [name, { [SIGNATURE]: SECRET, ...psk }]));
}

function nativeResource({ kind, logical, id, inputs, outputs }: Takeover, secrets: Secrets) {
  const own = { inputs: { ...inputs, ...secrets }, outputs: { ...bare(outputs), ...secrets } };
  return { type: nativeType(kind), name: logical, id, ...own };
}

function dynamicResource({ kind, logical, id, inputs, outputs }: Takeover, secrets: Secrets) {
  const own = { ...secrets, [PROVIDER]: providerText(kind) };
  const declared = [...Object.keys(inputs), ...Object.keys(secrets)].sort();
  return {
    type: dynamicType(kind),
    name: logical,
    id,
    inputs: { ...inputs, ...own },
    outputs: { ...outputs, [DECLARED]: declared, ...own },
  };
}
