// What a user can do about a failed request, by status, by code of the service and by code of the connection.
// Only words: nothing here decides what the provider does.

/** Codes of a server certificate that did not pass the check: the request itself was never sent. */
export const CERTIFICATE_REFUSED = /CERT|UNABLE_TO_|CRL_|SELF_SIGNED|INVALID_CA|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED/;

/** Codes that mean that the other side does not speak this protocol at all (TLS on a plain port, or the reverse). */
export const NO_HTTP_SPOKEN = /^(EPROTO|HPE_|ERR_SSL_|ERR_INVALID_URL|ERR_UNESCAPED|ERR_INVALID_CHAR)/;

const OWN_IN_THE_WAY =
  " If this stack has it under a former name, use `aliases` or `pulumi state rename`; if this run replaces it " +
  "(`pulumi state taint`, `replacementTrigger`), set deleteBeforeReplace: true.";

/** Sources: OTC's page of VPN error codes and its list of roles; Neutron's exception types. */
const BY_CODE: Record<string, string> = {
  OverQuota: "The project's quota is used up: delete what is no longer needed, or ask for a higher quota.",
  "VPC.1003": "The project's quota is used up: delete what is no longer needed, or ask for a higher quota.",
  "VPC.1004": `Another connection already leads to this peer address: delete it first, or use another address.${OWN_IN_THE_WAY}`,
  "VPC.1017": "Check the roles of the user: VPN Administrator, VPC Administrator and Tenant Guest.",
  "VPC.1018": `Another connection already joins these subnets: delete it first, or use other subnets.${OWN_IN_THE_WAY}`,
  "VPC.1021": `Another connection already reaches these remote subnets: delete it first, or use other subnets.${OWN_IN_THE_WAY}`,
  "VPC.1026": `This VPC already has a VPN service: delete it first, or use that one.${OWN_IN_THE_WAY}`,
};

const BY_STATUS: Record<number, string> = {
  401:
    "Check the credentials (vpnaas:username and vpnaas:password, vpnaas:token or vpnaas:applicationCredentialId, " +
    "or the OS_* variables of the same names): the token was not accepted.",
  403:
    "The credentials are valid but not allowed to do this: check the roles of the user in this project (OpenStack: " +
    "member; Open Telekom Cloud: VPN Administrator, VPC Administrator and Tenant Guest).",
  404: "Check the id, and that project, region and vpnaas:endpoint are the ones the object lives in.",
  407: "The proxy wants credentials: check HTTPS_PROXY and HTTP_PROXY.",
  413: "A proxy or the service found the request too large.",
  429: "The service asked to slow down: try again later, or with a lower --parallel.",
  431: "A proxy or the service found the headers too large: a token without its catalog is much smaller.",
};

const MISSING_REFERENCE =
  "Something the request refers to does not exist in this project: check the ids in it, and vpnaas:endpoint.";
const OUT_OF_ORDER =
  "The service has a problem: try again later; if it stays so, give the operator the request id. (Neutron also " +
  "answers 500 to some invalid values.)";

/** Advice of a login that Keystone wants to see a second factor of. */
export const SECOND_FACTOR =
  "The user has to log in with a second factor (Keystone answered with a receipt and required_auth_methods), which this " +
  "provider cannot give: log in with an application credential of that user (vpnaas:applicationCredentialId).";

/** Advice for an error reply; undefined where the server's sentence says it all. */
export function adviceForStatus(
  { method, url }: { method: string; url: string },
  status: number,
  code: string | undefined,
): string | undefined {
  const byCode = BY_CODE[code ?? ""];
  if (byCode !== undefined) {
    return byCode;
  }
  if (status >= 300 && status < 400) {
    return `Redirects are not followed, since the request carries credentials: set ${addressSetting(url)} to the final address.`;
  }
  // An error 404 with the type of a reference (VPNEndpointGroupNotFound) is also an answer to POST and PUT.
  if (status === 404 && method === "POST") {
    return MISSING_REFERENCE;
  }
  return status >= 500 ? OUT_OF_ORDER : BY_STATUS[status];
}

/** The setting that an address comes from: that of the VPN API may also come from the service catalog, which the setting overrides. */
export function addressSetting(url: string): string {
  return isOfNetwork(url) ? "vpnaas:endpoint (OS_NETWORK_ENDPOINT_OVERRIDE)" : "vpnaas:authUrl (OS_AUTH_URL)";
}

function isOfNetwork(url: string): boolean {
  return /\/v2\.0\//.test(url);
}

/** Advice for a request that got no reply, by the code of Node. */
export function adviceForNetwork(code: string | undefined, url: string): string {
  const named = code ?? "";
  const elsewhere = isOfNetwork(url) ? ", the service catalog" : "";
  if (named === "ENOTFOUND" || named === "EAI_AGAIN") {
    return `The host name could not be resolved: check ${addressSetting(url)}${elsewhere}, vpnaas:region, and the DNS.`;
  }
  if (named === "ECONNREFUSED") {
    return `Nothing listens there: check host and port of ${addressSetting(url)}${elsewhere}, or the proxy settings.`;
  }
  if (named === "HPE_HEADER_OVERFLOW") {
    return "The reply has more than 256 KiB of headers: check that the address is that of the API itself.";
  }
  if (CERTIFICATE_REFUSED.test(named)) {
    return (
      "The certificate of the server is not trusted: name the file of the right CA in vpnaas:cacert (OS_CACERT), " +
      "or check the host name and the clock of this machine."
    );
  }
  if (NO_HTTP_SPOKEN.test(named)) {
    return "The other side does not speak this protocol: check http or https, and the port, of the address.";
  }
  return "Check the network between here and the service, and the settings HTTPS_PROXY and NO_PROXY.";
}
