// The errors of the api and the operations, and the questions that are asked about them.
// They hold plain, masked text only; api/http/apiErrors.ts builds them from requests and replies.
import type { Stored } from "./contract";
import { escapeControls } from "./sanitize";

/** What kind of thing went wrong; "reply" means 2xx but unusable (HTML, cut-off JSON, wrong envelope). */
export type ApiErrorKind = "http" | "network" | "timeout" | "reply";

/**
 * What a failed request has done at the service. "done": it answered with success, though not with a usable reply. "unknown": it may
 * have acted, then or later. "none": the request never arrived, or was refused.
 */
type Effect = "none" | "unknown" | "done";

/** Statuses above 499 that refuse: the method, the version of HTTP. */
const REFUSING: ReadonlySet<number> = new Set([501, 505]);

/** Behind a gateway that gave up, or a failure on the way, the service may have acted all the same; gateways have statuses of their own (524). */
function mayHaveActed(status = 0): boolean {
  return status === 408 || (status >= 500 && !REFUSING.has(status));
}

/** The parts of an ApiError. Every text in it must have been masked before. */
interface ApiErrorParts {
  kind: ApiErrorKind;
  method: string;
  path: string;
  /** What the request was for: "updating ipsec_site_connection 8fd9650c". */
  purpose: string;
  /** What came back, as it follows "failed: "; of a success that cannot be used, as it follows "answered ". */
  outcome: string;
  /** What the user can do, as whole sentences. */
  advice?: string | undefined;
  /** What else happened: "after 6 tries in 14 seconds". */
  note?: string | undefined;
  status?: number | undefined;
  code?: string | undefined;
  serverMessage?: string | undefined;
  requestId?: string | undefined;
  retryAfter?: number | undefined;
  neverSent?: boolean | undefined;
  permanent?: boolean | undefined;
  wantsSecondFactor?: boolean | undefined;
}

/** A request that failed. Its message says what was tried, on what, what came back and what to do; never a secret. */
export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  readonly status: number | undefined;
  readonly method: string;
  /** Path of the URL, without host and query. */
  readonly path: string;
  /** The server's code ("VPNStateInvalidToUpdate", "VPC.1004"), or that of the connection ("ECONNREFUSED"). */
  readonly code: string | undefined;
  /** The server's own sentence, masked. */
  readonly serverMessage: string | undefined;
  readonly requestId: string | undefined;
  /** Milliseconds the server asked us to wait (Retry-After). */
  readonly retryAfter: number | undefined;
  /** True when the request surely was not processed: no connection came about. */
  readonly neverSent: boolean;
  /** True when the same request cannot do better later (certificate refused, no HTTP spoken there). */
  readonly permanent: boolean;
  /** True when a login was right as far as it went, and one more proof is wanted. */
  readonly wantsSecondFactor: boolean;
  readonly #parts: ApiErrorParts;

  constructor(parts: ApiErrorParts) {
    super(escapeControls(messageOf(parts)));
    this.name = "ApiError";
    this.kind = parts.kind;
    this.status = parts.status;
    this.method = parts.method;
    this.path = parts.path;
    this.code = parts.code === undefined ? undefined : escapeControls(parts.code);
    this.serverMessage = parts.serverMessage === undefined ? undefined : escapeControls(parts.serverMessage);
    this.requestId = parts.requestId;
    this.retryAfter = parts.retryAfter;
    this.neverSent = parts.neverSent ?? false;
    this.permanent = parts.permanent ?? false;
    this.wantsSecondFactor = parts.wantsSecondFactor ?? false;
    this.#parts = parts;
  }

  /** Whether the request may have changed anything. */
  get effect(): Effect {
    if (this.neverSent) return "none";
    if (this.kind === "reply") return "done";
    return this.kind !== "http" || mayHaveActed(this.status) ? "unknown" : "none";
  }

  /** The same error with a note about what else happened, or with better advice. Both must be free of secrets. */
  with(addition: { note?: string; advice?: string }): ApiError {
    const note = [this.#parts.note, addition.note].filter((text) => text !== undefined).join("; ");
    return new ApiError({ ...this.#parts, ...addition, ...(note === "" ? {} : { note }) });
  }
}

/** Whether the server asked to slow down: 429, or 413 with a time to wait, as older OpenStack services say it (`overLimit`). Nothing was done. */
export function isRateLimit(error: ApiError): boolean {
  return error.status === 429 || (error.status === 413 && error.retryAfter !== undefined);
}

/** Whether the server said 404: on a POST that is about an object the body refers to. */
export function isNotFound(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 404;
}

/**
 * Whether the server said a bare 404: without a kind of object that it did not find, and without a code of Open Telekom
 * Cloud's own service. A gateway may say it, or a cloud without VPNs.
 */
export function isBareNotFound(error: unknown): error is ApiError {
  return isNotFound(error) && !/(?<!^HTTP)NotFound$|^VPC\./.test(error.code ?? "");
}

/**
 * Whether a change was refused because the object is between two states. Neutron answers 400 VPNStateInvalidToUpdate,
 * also seen as its bare sentence inside of other codes; a 409 that speaks of a pending state is treated as the same.
 */
export function isPending(error: unknown): error is ApiError {
  if (!(error instanceof ApiError)) {
    return false;
  }
  const said = `${error.code ?? ""} ${error.serverMessage ?? ""}`;
  return (
    (error.status === 400 && /VPNStateInvalidToUpdate|invalid state PENDING/i.test(said)) ||
    (error.status === 409 && /pending|VPNStateInvalidToUpdate/i.test(said))
  );
}

/**
 * Whether something else still uses the object: 409 ...InUse..., or 400 EndpointGroupInUse (a quirk of Neutron). A gateway in
 * front of it keeps only the sentence; as the answer to a DELETE that one is clear enough.
 */
export function isInUse(error: unknown): error is ApiError {
  if (!(error instanceof ApiError)) {
    return false;
  }
  const isNamedSo = /InUse/.test(error.code ?? "");
  const isSaidSo = /\bin use\b/i.test(error.serverMessage ?? "");
  return (
    (error.status === 409 && (isNamedSo || isSaidSo)) ||
    (error.status === 400 && (error.code === "EndpointGroupInUse" || (error.method === "DELETE" && isSaidSo)))
  );
}

/** An object that exists but is not usable: the state has to keep it, under its id. */
export class InitFailedError extends Error {
  readonly id: string;
  /** What the state has to keep of it. */
  stored: Stored;
  /** Why it is not usable; never empty, since the engine would then show nothing. */
  readonly reasons: string[];

  constructor(options: {
    message: string;
    id: string;
    stored: Stored;
    reasons: readonly string[];
  }) {
    super(options.message);
    this.name = "InitFailedError";
    this.id = options.id;
    this.stored = options.stored;
    this.reasons = options.reasons.length > 0 ? [...options.reasons] : [options.message];
    // The outputs hold the psk: nothing that prints the error may show them.
    Object.defineProperty(this, "stored", { enumerable: false });
  }
}

function messageOf(parts: ApiErrorParts): string {
  const requestId = parts.requestId === undefined ? "" : ` (request id ${parts.requestId})`;
  const note = parts.note === undefined ? "" : `; ${parts.note}`;
  const advice = parts.advice === undefined ? "" : `. ${parts.advice}`;
  const outcome = parts.outcome.replace(/[.\s]+$/, "");
  const verb = parts.kind === "reply" && parts.status !== undefined ? "answered" : "failed:";
  return `${parts.purpose}: ${parts.method} ${parts.path} ${verb} ${outcome}${requestId}${note}${advice}`;
}

/**
 * A refusal of ours before anything was sent: its sentence says all, and its stack nothing. The dynamic host prints
 * `error: stack` next to what the engine shows of the message, so both are short there.
 */
export class Refused extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Refused";
    this.stack = "see the error of the resource";
  }

  override toString(): string {
    return "vpnaas refused";
  }
}

/** The sentence of an error with its full stop, for another to follow. */
export function sentenceOf(error: unknown): string {
  return `${reasonOf(error).replace(/\.$/, "")}.`;
}

/** The sentence of an error, for another sentence to hold it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
