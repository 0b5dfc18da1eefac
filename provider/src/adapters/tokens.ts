// The types under which a resource may stand in a state: one for each adapter.

/** Package of Pulumi's dynamic host; all dynamic resources share it, and so do their explicit providers. */
export const DYNAMIC_PACKAGE = "pulumi-nodejs";

/** Package of the plugin. */
export const NATIVE_PACKAGE = "vpnaas";

/** Type of a kind in URNs and import files, where the dynamic provider runs it. */
export function dynamicType(kind: string): string {
  return `${DYNAMIC_PACKAGE}:dynamic/vpnaas:${kind}`;
}

/** The same where the plugin does. */
export function nativeType(kind: string): string {
  return `${NATIVE_PACKAGE}:index:${kind}`;
}
