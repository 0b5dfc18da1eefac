// What an identifier, a network and a value of a header look like, for the formats of schema.json and the checks of foreign values.
import { isIP } from "node:net";

/** A UUID, with or without hyphens. */
export function isIdentifier(value: string): boolean {
  return /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(value);
}

/** An IPv4 or IPv6 address, without a zone of one machine, a slash and a prefix length that fits. */
export function isCidr(value: string): boolean {
  const [address = "", prefix = "", ...rest] = value.split("/");
  const version = isIP(address);
  if (rest.length > 0 || version === 0 || address.includes("%")) return false;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}

/** Whether the text arrives as it is sent when it is the value of a header: HTTP clients drop other characters silently. */
export function fitsHeader(value: string): boolean {
  return /^[ -~]*$/.test(value);
}

/** Whether the text can be a token or an id: something to see, and nothing that a header or a sentence would alter. */
export function isVisible(value: string): boolean {
  return /^[!-~]+$/.test(value);
}
