// What an identifier and a network look like, for the formats of schema.json and the rules over several fields.
import { isIP } from "node:net";

/** A UUID, with or without hyphens. */
export function isIdentifier(value: string): boolean {
  return /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(value);
}

/** An IPv4 or IPv6 address, a slash and a prefix length that fits. */
export function isCidr(value: string): boolean {
  const [address = "", prefix = "", ...rest] = value.split("/");
  const version = isIP(address);
  return rest.length === 0 && version !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}
