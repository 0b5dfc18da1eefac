// A stage for tests of the native plugin: an emulator that settles at once, the plugin, and a connection that a program declares.
import { type Emulator, startEmulator } from "../../emulator";
import type { Dialect } from "../../src/core/schema";
import { PSK } from "./connection";
import { type NativePlugin, openPlugin, settingsFor } from "./nativePlugin";
import { nativeResource } from "./nativeResource";
import { secret } from "./nativeValues";
import { settleAtOnce } from "./settleAtOnce";
import { validInputs } from "./validInputs";

export interface NativeStage {
  readonly emulator: Emulator;
  readonly plugin: NativePlugin;
  readonly hq: ReturnType<typeof nativeResource>;
  /** The inputs of `hq`. */
  readonly program: Record<string, unknown>;
}

/** Opens it; the caller closes plugin and emulator. */
export async function openNativeStage(dialect: Dialect = "otc"): Promise<NativeStage> {
  const emulator = await startEmulator({ dialect });
  settleAtOnce(emulator);
  const plugin = await openPlugin(settingsFor(emulator));
  const program = { ...validInputs("IpsecSiteConnection", emulator.seeded), psk: secret(PSK) };
  return { emulator, plugin, hq: nativeResource(plugin, "IpsecSiteConnection"), program };
}
