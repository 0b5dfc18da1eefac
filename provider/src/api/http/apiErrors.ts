// Turns a request and what came of it into an ApiError: masked, cut to size, with advice.
// Decides nothing: whether to repeat a request is left to retry.ts, what an error means to the operations.
import { ApiError, type ApiErrorKind } from "../../core/errors";
import {
  idIn,
  maskForeign,
  maskSecrets,
  maskSentence,
  pathOfUrl,
  publicWordsOf,
  secretsOf,
} from "../../core/masking/masking";
import { MASK, withoutUser } from "../../core/masking/tokenLike";
import { addressSetting, adviceForNetwork, adviceForStatus, CERTIFICATE_REFUSED, NO_HTTP_SPOKEN } from "./advice";
import { isHtml, readErrorBody } from "./errorBody";

/** The part of a request that its error speaks of. */
interface FailedRequest {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** Opens the error text: "updating ipsec_site_connection 8fd9650c". Without secrets. */
  purpose?: string;
}

/** The part of a reply that its error speaks of; header names in lower case, the body as text. */
interface FailedReply {
  status: number;
  headers: Record<string, string>;
  text: string;
}

const LONGEST_SENTENCE = 500;
const LONGEST_PATH = 300;
/** Codes of the API, which rules are written for: that a secret shares a piece of one may not change what is done. */
const KNOWN_CODE =
  /^(?:VPC\.\d{4}|VPNStateInvalidToUpdate|(?:IKEPolicy|IPsecPolicy|IPsecSiteConnection|(?:VPN)?EndpointGroup|VPNService)(?:NotFound|InUse)|OverQuota)$/;
const VERBS: Record<string, string> = { GET: "reading", POST: "creating", PUT: "updating", DELETE: "deleting" };

/** The error for a reply that is no success: any status outside of 200 to 299. */
export function httpError(request: FailedRequest, reply: FailedReply): ApiError {
  const secrets = secretsOfBoth(request, reply.headers);
  const inTheOpen = publicWordsOf(request);
  const shown = (text: string | undefined) =>
    text === undefined ? undefined : shortened(maskSentence(text, secrets, inTheOpen));
  const body = readErrorBody(reply.text);
  const [sentence, code] = [shown(body.sentence), KNOWN_CODE.test(body.code ?? "") ? body.code : shown(body.code)];
  const said = [code, sentence].filter((text) => text !== undefined && text !== "").join(": ");
  const location = reply.headers.location;
  const target = location === undefined ? "" : ` (it points to ${shortened(shownTarget(location, secrets))})`;
  const isRedirect = reply.status >= 300 && reply.status < 400;
  // With a time to wait, 413 is a rate limit (`overLimit`).
  const status = reply.status === 413 && retryAfterOf(reply.headers) !== undefined ? 429 : reply.status;
  return new ApiError({
    ...subjectOf(request, secrets, "http"),
    status: reply.status,
    code,
    serverMessage: sentence,
    outcome: `${reply.status} ${said === "" ? silence(reply) : said}${isRedirect ? target : ""}`,
    requestId: requestIdOf(reply.headers, body.requestId, secrets),
    retryAfter: retryAfterOf(reply.headers),
    wantsSecondFactor: reply.status === 401 && reply.headers["openstack-auth-receipt"] !== undefined,
    advice: adviceForStatus(request, status, code),
  });
}

/** The error for a 2xx reply that cannot be used; `problem` is a phrase of ours, never a piece of the body. */
export function replyError(
  request: FailedRequest,
  reply: { status: number; headers: Record<string, string> },
  words: { problem: string; advice?: string; permanent?: boolean },
): ApiError {
  const secrets = secretsOfBoth(request, reply.headers);
  return new ApiError({
    ...subjectOf(request, secrets, "reply"),
    status: reply.status,
    outcome: `${reply.status}, but ${shortened(maskForeign(words.problem, secrets, publicWordsOf(request)))}`,
    requestId: requestIdOf(reply.headers, undefined, secrets),
    permanent: words.permanent,
    advice: words.advice,
  });
}

/** The error for a 2xx reply whose text is no JSON. Shows nothing of the body, since replies hold the psk in clear. */
export function notJsonError(request: FailedRequest, reply: FailedReply): ApiError {
  const type = reply.headers["content-type"] ?? "no content type";
  const what = isHtml(reply.text) ? "a web page" : `${reply.text.length} characters that are not (whole) JSON`;
  return replyError(request, reply, {
    problem: `the reply is ${what} (${type})`,
    advice: `Check that ${addressSetting(request.url)} is the address of the API itself, and that no proxy or portal answers.`,
  });
}

/** The error for a request that got no (whole) reply. `cause` is read for its code and message, and never kept. */
export function networkError(request: FailedRequest, cause: unknown): ApiError {
  const secrets = secretsOf(request);
  const { code, message, syscall } = describe(cause);
  const isRefusedCertificate = CERTIFICATE_REFUSED.test(code ?? "");
  const neverSent =
    syscall === "connect" ||
    syscall === "getaddrinfo" ||
    isRefusedCertificate ||
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/.test(code ?? "");
  const said = shortened(maskSentence(message, secrets, publicWordsOf(request)));
  const isNamed = code === undefined || said.includes(code);
  return new ApiError({
    ...subjectOf(request, secrets, "network"),
    code,
    outcome: `${isNamed ? "" : `${code}: `}${said} (${maskSecrets(originOf(request.url), secrets)})`,
    neverSent,
    permanent: isRefusedCertificate || NO_HTTP_SPOKEN.test(code ?? ""),
    advice: adviceForNetwork(code, request.url),
  });
}

/** The error for a request whose reply was not complete after `requestTimeout` milliseconds. */
export function timeoutError(request: FailedRequest, requestTimeout: number): ApiError {
  const secrets = secretsOf(request);
  const where = maskSecrets(originOf(request.url), secrets);
  return new ApiError({
    ...subjectOf(request, secrets, "timeout"),
    outcome: `no complete reply from ${where} within ${requestTimeout / 1000} seconds`,
    advice: `Check that ${where} can be reached from here; vpnaas:requestTimeout allows a slow service more time.`,
  });
}

/** The error for a header whose value HTTP cannot carry: nothing was sent. */
export function headerError(request: FailedRequest, name: string): ApiError {
  return new ApiError({
    ...subjectOf(request, secretsOf(request), "network"),
    code: "HEADER",
    outcome: `it was not sent, since the value of the header ${name} holds characters that HTTP cannot carry`,
    neverSent: true,
    permanent: true,
    advice: "Check the settings of the login for line breaks, control characters and anything beyond ASCII.",
  });
}

/** The error for a CA file that cannot be used: nothing was sent. */
export function certificateFileError(request: FailedRequest, file: string, problem: string): ApiError {
  return new ApiError({
    ...subjectOf(request, secretsOf(request), "network"),
    code: "CACERT",
    outcome: `the CA file ${file} ${problem}`,
    neverSent: true,
    permanent: true,
    advice: "Check the setting vpnaas:cacert (OS_CACERT): it takes the path of a file with certificates in PEM form.",
  });
}

/** The error for a request that was not sent at all, since the service has answered no request for two minutes. */
export function heldBackError(request: FailedRequest): ApiError {
  return new ApiError({
    ...subjectOf(request, secretsOf(request), "timeout"),
    outcome: "it was not sent, since the service has refused or not answered every other request for minutes",
    neverSent: true,
    permanent: true,
    advice: "See the other errors of this run for the reason; try again later, or with a lower --parallel.",
  });
}

/** A URL as it may be shown: without user, password, query and fragment. */
export function shownUrl(url: string): string {
  const parsed = /^\w+:\/\//.test(url) && URL.canParse(url) ? new URL(url) : undefined;
  if (parsed !== undefined && parsed.origin !== "null") return `${parsed.origin}${parsed.pathname}`;
  return withoutUser(url.split(/[?#]/)[0] ?? "");
}

// The host stays readable where a step of the path is blotted out.
function shownTarget(location: string, secrets: readonly string[]): string {
  const shown = shownUrl(location);
  const origin = /^https?:\/\//i.test(location) && URL.canParse(location) ? new URL(location).origin : "";
  // As it came: reading it as a URL turns `\x43` into `/x43`.
  const path = location.replace(/^\w+:\/\/[^/\\]*/, "").split("?")[0] ?? "";
  if (origin !== "" && maskForeign(path, secrets).includes(MASK)) return `${maskForeign(origin, secrets)}/${MASK}`;
  return `${maskForeign(origin, secrets)}${maskForeign(shown.slice(origin.length), secrets)}`;
}

/** A header that comes twice arrives as one, joined by commas. */
function secretsOfBoth(request: FailedRequest, headers: FailedReply["headers"]): string[] {
  const issued = secretsOf({ headers }).flatMap((value) => [value, ...value.split(",").map((part) => part.trim())]);
  return [...new Set([...secretsOf(request), ...issued])].filter((secret) => secret !== "");
}

function subjectOf(request: FailedRequest, secrets: readonly string[], kind: ApiErrorKind) {
  const path = pathOfUrl(request.url);
  const purpose = request.purpose ?? VERBS[request.method] ?? "sending";
  // The service chose the id.
  const id = idIn(request.url) ?? "";
  const isShown = id === "" || maskForeign(id, secrets) === id;
  const shown = (text: string) => maskSecrets(isShown ? text : text.replaceAll(id, MASK), secrets);
  return {
    kind,
    method: request.method,
    path: shortened(shown(isShown ? path : path.replace(encodeURIComponent(id), MASK)), LONGEST_PATH),
    purpose: shortened(shown(purpose), LONGEST_PATH),
  };
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : shownUrl(url);
}

/** What to say of an error reply without a sentence. */
function silence(reply: FailedReply): string {
  if (reply.text.trim() === "") {
    return "with an empty body";
  }
  return isHtml(reply.text) ? "with a web page" : "with a body that says nothing about the reason";
}

function shortened(text: string, longest = LONGEST_SENTENCE): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}...`;
}

function requestIdOf(headers: Record<string, string>, inBody: string | undefined, secrets: readonly string[]) {
  const id = headers["x-openstack-request-id"] ?? headers["x-request-id"] ?? inBody;
  return id === undefined ? undefined : maskForeign(id.slice(0, 100), secrets);
}

/** Seconds, or a date that is compared with the reply's own: so a wrong clock on either side does no harm. */
function retryAfterOf(headers: Record<string, string>): number | undefined {
  const value = headers["retry-after"]?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(value)) {
    return Number(value) * 1000;
  }
  const until = Date.parse(value);
  const replied = Date.parse(headers.date ?? "");
  return Number.isNaN(until) ? undefined : Math.max(0, until - (Number.isNaN(replied) ? Date.now() : replied));
}

/** Errors of Node and axios hold the whole request in their other fields: only these three are ever looked at. */
function describe(cause: unknown): { code: string | undefined; message: string; syscall: string | undefined } {
  if (typeof cause !== "object" || cause === null) {
    return { code: undefined, message: "the connection failed", syscall: undefined };
  }
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
  const syscall = "syscall" in cause && typeof cause.syscall === "string" ? cause.syscall : undefined;
  const message = "message" in cause && typeof cause.message === "string" ? cause.message : "";
  return { code, syscall, message: message === "" ? "the connection failed" : message };
}
