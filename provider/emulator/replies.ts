// Errors that the VPN API answers with, in the shapes of the two dialects.
// Which rule is broken when is decided by connections.ts, collections.ts and vpnApi.ts.
import { randomUUID } from "node:crypto";
import type { Reply } from "./exchange";
import type { Dialect, ErrorShape } from "./model";

/** A request that the server refuses; thrown by the rules, turned into a reply by {@link renderRefusal}. */
export class Refusal extends Error {
  readonly status: number;
  /** Neutron's name of the exception. */
  readonly type: string;
  /** OTC's code; without one the otc dialect falls back to Neutron's shape, since the service documents no code. */
  readonly code: string | undefined;

  constructor(status: number, type: string, details: { message: string; code?: string }) {
    super(details.message);
    this.status = status;
    this.type = type;
    this.code = details.code;
  }
}

/** 400 `HTTPBadRequest`: malformed body, unknown or read-only key, missing or bad value (OTC: VPC.1001). */
export function badRequest(message: string): Refusal {
  return new Refusal(400, "HTTPBadRequest", { message, code: "VPC.1001" });
}

/** 400 in Neutron's wording for a value that an attribute does not take. */
export function invalidValue(attribute: string, reason: string): Refusal {
  return badRequest(`Invalid input for ${attribute}. Reason: ${reason}.`);
}

/** 400 with an own exception type, for the cross-field rules of a connection. */
export function ruleBroken(type: string, message: string, code = "VPC.1001"): Refusal {
  return new Refusal(400, type, { message, code });
}

/** 404: no such object, or it belongs to another project. */
export function notFound(type: string, message: string): Refusal {
  return new Refusal(404, type, { message, code: "VPC.1001" });
}

/** 403: the role of the caller does not allow it (OTC: VPC.1017). */
export function notAllowed(rule: string): Refusal {
  return new Refusal(403, "PolicyNotAuthorized", {
    message: `rule:${rule} is disallowed by policy`,
    code: "VPC.1017",
  });
}

/** Object is in use: 409, but 400 for endpoint groups. */
export function inUse(status: 400 | 409, type: string, message: string): Refusal {
  return new Refusal(status, type, { message });
}

/** 400 `VPNStateInvalidToUpdate` (or the status that the test has chosen): a PUT while pending. */
export function pendingRefusal(status: 400 | 409, id: string, objectStatus: string): Refusal {
  const message = `Invalid state ${objectStatus} of vpnaas resource ${id} for updating`;
  return new Refusal(status, "VPNStateInvalidToUpdate", { message });
}

/** 500 that Neutron answers to some client mistakes, without saying which. */
export function internalError(): Refusal {
  const message = "Request Failed: internal server error while processing your request.";
  return new Refusal(500, "HTTPInternalServerError", { message, code: "VPC.1002" });
}

/** The reply for a refusal in the wanted shape. */
export function renderRefusal(refusal: Refusal, dialect: Dialect, shape: ErrorShape): Reply {
  const neutron = { NeutronError: { type: refusal.type, message: refusal.message, detail: "" } };
  const { status, message } = refusal;
  if (dialect === "openstack" || shape === "neutron") return { status, body: neutron };
  if (shape === "wrapped") return { status, body: { error_msg: JSON.stringify(neutron) } };
  if (shape === "gateway") {
    return { status, body: { error_code: "APIGW.0101", error_msg: message, request_id: randomUUID() } };
  }
  if (refusal.code === undefined) return { status, body: neutron };
  return { status, body: { code: refusal.code, message } };
}

/** 401 of the token check in front of the VPN API, word for word as keystonemiddleware sends it. */
export function unauthorized(keystoneUrl: string): Reply {
  const message = "The request you have made requires authentication.";
  return {
    status: 401,
    headers: { "www-authenticate": `Keystone uri="${keystoneUrl}"` },
    body: { error: { code: 401, title: "Unauthorized", message } },
  };
}

/** 404 for a path that no extension serves; below one of an extension Neutron has a form of its own. */
export function unknownPath(isOfExtension: boolean): Reply {
  if (isOfExtension) {
    const error = { type: "HTTPNotFound", message: "The resource could not be found.", detail: "" };
    return { status: 404, body: { NeutronError: error } };
  }
  const message = "The resource could not be found.<br /><br />\n\n\n";
  return { status: 404, body: { message, code: "404 Not Found", title: "Not Found" } };
}

/** 405; a HEAD is answered without a body. */
export function methodNotAllowed(method: string): Reply {
  if (method === "HEAD") return { status: 405 };
  const message = "The server could not comply with the request since it is either malformed or otherwise incorrect.";
  return { status: 405, body: { NeutronError: { type: "HTTPMethodNotAllowed", message, detail: "" } } };
}
