// Names at the service that the component makes of its own name.
import { createHash } from "node:crypto";

/** Most characters that Open Telekom Cloud allows in a name; OpenStack has room for more. */
const LONGEST = 64;

/**
 * `BASE-SUFFIX`, at most 64 characters. A longer one is cut and ends in eight digits that come from the whole, so the same
 * arguments always have the same name, and others most likely another.
 */
export function serviceName(base: string, suffix: string): string {
  const whole = `${base}-${suffix}`;
  if (whole.length <= LONGEST) return whole;
  const digits = createHash("sha256").update(whole).digest("hex").slice(0, 8);
  return `${whole.slice(0, LONGEST - 1 - digits.length)}-${digits}`;
}
