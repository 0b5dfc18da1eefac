// Who sends a request: the login behind its token or, on the otc dialect, the owner of the access key that signed it.
// Signatures are computed by signature.ts; tokens and keys are kept by identity.ts.
import { randomUUID } from "node:crypto";
import type { IncomingRequest, Reply } from "./exchange";
import type { AccessKey, Identity, Project, User } from "./identity";
import type { Dialect } from "./model";
import { claimsSignature, isRight, readSignature, type Signature } from "./signature";

/** What the gateway looks things up in; `now` is the emulator's clock, milliseconds since 1970. */
export interface Gateway {
  readonly identity: Identity;
  readonly dialect: Dialect;
  readonly now: () => number;
}

/** The sender of a request. */
export interface Caller {
  readonly user: User;
  /** `undefined` for an unscoped token, and for a signature that leaves open which of several projects is meant. */
  readonly project: Project | undefined;
  readonly isSigned: boolean;
}

/** A signed request that the gateway does not let in. */
export class GatewayRefusal extends Error {
  readonly reply: Reply;

  constructor(status: 401 | 403, code: string, message: string) {
    super(message);
    this.reply = { status, body: { error_code: code, error_msg: message, request_id: randomUUID() } };
  }
}

const largestSkew = 15 * 60_000;

/** The sender; `undefined` without a valid token. Throws a {@link GatewayRefusal} for a signature that is not right. */
export function callerOf(gateway: Gateway, request: IncomingRequest): Caller | undefined {
  if (gateway.dialect === "otc" && claimsSignature(request)) return signerOf(gateway, request);
  const grant = gateway.identity.grantOf(request.headers["x-auth-token"]);
  return grant === undefined ? undefined : { user: grant.user, project: grant.project, isSigned: false };
}

/** Like {@link callerOf}, for the APIs of a project: a signature must say which project of several is meant. */
export function callerInProject(gateway: Gateway, request: IncomingRequest): Caller | undefined {
  const caller = callerOf(gateway, request);
  if (caller?.isSigned === true && caller.project === undefined) {
    throw refused("the account has several projects and the header X-Project-Id is missing");
  }
  return caller;
}

// Wordings with "aksk", "calc ak sk" and "Get secretKey" are those of the public gateway's error pages.
function signerOf({ identity, now }: Gateway, request: IncomingRequest): Caller {
  const signature = readSignature(request);
  if (signature === undefined) throw refused("verify aksk signature fail, the header Authorization cannot be read");
  const key = identity.accessKeys.find((candidate) => candidate.accessKey === signature.accessKey);
  if (key === undefined) throw refused(`Get secretKey failed,ak:${signature.accessKey},err:ak not exist`);
  checkSignedHeaders(signature, request);
  checkDate(signature, request, now());
  checkSecurityToken(key, request, now());
  if (!isRight(signature, key.secretKey, request)) throw refused("verify aksk signature fail");
  return { user: key.user, project: projectOf(key.user, request.headers["x-project-id"]), isSigned: true };
}

function checkSignedHeaders({ signedHeaders }: Signature, request: IncomingRequest): void {
  for (const name of ["host", "x-sdk-date"]) {
    if (!signedHeaders.includes(name)) throw refused(`verify aksk signature fail, the header ${name} is not signed`);
  }
  const absent = signedHeaders.find((name) => request.headers[name] === undefined);
  if (absent !== undefined) throw refused(`verify aksk signature fail, the signed header ${absent} is missing`);
}

function checkDate({ scope }: Signature, request: IncomingRequest, now: number): void {
  const date = request.headers["x-sdk-date"] ?? "";
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const [year = "", month = "", day = "", hour = "", minute = "", second = ""] = parts;
  const sentAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(sentAt)) throw refused("verify aksk signature fail, x-sdk-date is not of the form YYYYMMDDTHHMMSSZ");
  if (Math.abs(now - sentAt) > largestSkew) throw refused("calc ak sk signature fail:signature expired");
  if (scope === undefined) return;
  const isInScope = scope.length === 4 && scope[0] === date.slice(0, 8) && scope[3] === "sdk_request";
  if (!isInScope) throw refused("verify aksk signature fail, the credential scope does not fit");
}

function checkSecurityToken(key: AccessKey, request: IncomingRequest, now: number): void {
  const isLive = key.expiresAt === undefined || now < key.expiresAt;
  if (isLive && request.headers["x-security-token"] === key.securityToken) return;
  throw refused("the security token is missing, unknown or expired");
}

function projectOf(user: User, id: string | undefined): Project | undefined {
  if (id === undefined) return user.projects.length === 1 ? user.projects[0] : undefined;
  const project = user.projects.find((candidate) => candidate.id === id);
  if (project !== undefined) return project;
  throw new GatewayRefusal(403, "APIGW.0302", `The user is not authorized to access the project ${id}`);
}

function refused(reason: string): GatewayRefusal {
  return new GatewayRefusal(401, "APIGW.0301", `Incorrect IAM authentication information: ${reason}`);
}
