// The one question that every reader of foreign values asks: is this an object with keys?

/** A plain object, not a list and not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
