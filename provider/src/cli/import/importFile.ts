// The file for `pulumi import --file`: the state of every object as the engine is to take it. Where a pre-shared key comes from,
// and in which form it may be written down, is decided by psk.ts.

import { providerText } from "../../adapters/dynamic/state";
import { DECLARED, PROVIDER } from "../../adapters/hidden";
import { dynamicType } from "../../adapters/tokens";
import { secretInputs, tokenOf } from "../../core/schema";
import type { Takeover } from "./takeover";

/** A secret as the engine writes it: encrypted with the key of the stack, or, where the user wants that, in clear. */
export type SealedSecret = { readonly ciphertext: string } | { readonly plaintext: string };

// Marks a secret in states and import files (pulumi/pulumi, sdk/go/common/resource/sig).
const SIGNATURE = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** The text of the file. `psks`: the sealed JSON text of each connection's key, by id; one that is missing stays out of the state. */
export function importFile(takeovers: readonly Takeover[], psks: ReadonlyMap<string, SealedSecret>): string {
  const resources = takeovers.map((each) => resourceOf(each, psks.get(each.id)));
  return `${JSON.stringify({ resources }, null, 2)}\n`;
}

function resourceOf({ kind, logical, id, inputs, outputs }: Takeover, psk: SealedSecret | undefined) {
  const names = psk === undefined ? [] : secretInputs(tokenOf(kind));
  const secrets = Object.fromEntries(names.map((name) => [name, { ...SIGNATURE, ...psk }]));
  const own = { ...secrets, [PROVIDER]: providerText(kind) };
  const declared = [...Object.keys(inputs), ...names].sort();
  return {
    type: dynamicType(kind),
    name: logical,
    id,
    inputs: { ...inputs, ...own },
    outputs: { ...outputs, [DECLARED]: declared, ...own },
  };
}
