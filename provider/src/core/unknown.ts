// Values that are not known yet during a preview: the engine puts a sentinel string in their place, at any depth.

/** Stands for a text, or for anything, that is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

// One per type of value; Node programs send the first, other languages the others too
// (pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go).
const SENTINELS: ReadonlySet<unknown> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Is the value itself not known yet? */
export function isUnknown(value: unknown): boolean {
  return SENTINELS.has(value);
}

/** Is the value, or anything inside it, not known yet? */
export function hasUnknown(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).some(hasUnknown);
  return isUnknown(value);
}
