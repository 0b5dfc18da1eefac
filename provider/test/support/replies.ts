// A request and the replies to it, as values, for tests of errors.

export const REQUEST = {
  method: "PUT",
  url: "https://vpc.example.com/v2.0/vpn/ipsec-site-connections/8fd9650c?psk=in-the-query",
  purpose: "updating ipsec_site_connection 8fd9650c",
};

export function replyOf(status: number, body: unknown, headers: Record<string, string> = {}) {
  return { status, headers, text: typeof body === "string" ? body : JSON.stringify(body) };
}

export function neutron(type: string, message: string) {
  return { NeutronError: { type, message, detail: "" } };
}
