// A pre-shared key as ipsec.secrets(5) of strongSwan and libreswan has it: what stands in quotes is taken as it is, and both know
// base64 behind 0s.

/** The key, in quotes where they can hold it. */
export function ipsecSecret(psk: string): string {
  if (/^[ !#-~]+$/.test(psk)) return `"${psk}"`;
  return `0s${Buffer.from(psk, "utf8").toString("base64")}`;
}
