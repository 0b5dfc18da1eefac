// Everything that the Node SDK takes from the provider. A program has to start fast, so this loads neither a package nor the schema.
export { parentOf } from "./adapters/cliAbove";
export { declaredInputs, providerText } from "./adapters/dynamic/state";
export { PROVIDER } from "./adapters/hidden";
export { projectFileAbove } from "./adapters/pulumiCommand";
export { leaveToPlugin, warnInProgram, warnOfArguments } from "./adapters/settingNames";
export { DYNAMIC_PACKAGE, dynamicType, NATIVE_PACKAGE, nativeType } from "./adapters/tokens";
export { leaveToProvider, sayWithoutProvider } from "./adapters/warnings";
export type { FoundObject } from "./core/contract";
export { maskOwn } from "./core/masking/masking";
export type { Kind } from "./core/schema";
export type { Filters } from "./lookups/filters";
export type { Query } from "./lookups/search";
export { isPluginWanted } from "./settings/pluginSetting";
export { SETTINGS } from "./settings/table";

/** What says which property was probably meant; loads the comparison of words. */
export function loadMessages(): typeof import("./core/messages") {
  return require("./core/messages");
}

/** What renders the configuration of a peer; loads the schema. */
export function loadPeer(): typeof import("./peer/renderPeer") {
  return require("./peer/renderPeer");
}

/** What compares a connection with its peer; loads the schema. */
export function loadFit(): typeof import("./peer/described") {
  return require("./peer/described");
}

/** What searches in the process of a program; loads the HTTP client and the validation. */
export function loadLookups(): typeof import("./lookups/programLookups") {
  return require("./lookups/programLookups");
}
