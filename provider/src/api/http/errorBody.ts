// Reads code, sentence and request id out of the body of an error reply, whichever of the many shapes it has.
// The text comes back as the server wrote it: masking is left to apiErrors.ts.

import { isRecord } from "../../core/record";

/** What an error body says; each part undefined when it does not. */
interface ErrorBody {
  /** A type of Neutron ("IKEPolicyInUse"), a code of Open Telekom Cloud ("VPC.1003", "APIGW.0101") or a title. */
  code: string | undefined;
  sentence: string | undefined;
  requestId: string | undefined;
}

type Fields = Record<string, unknown>;

const NOTHING: ErrorBody = { code: undefined, sentence: undefined, requestId: undefined };
/** Open Telekom Cloud puts Neutron's JSON as text into its own; deeper nesting has never been seen. */
const DEEPEST = 4;
/** Characters of a web page that are searched for its title: the search goes through what follows each mark that opens one. */
const HEAD = 4 * 1024;

/** Reads the shapes of Neutron, Keystone, Open Telekom Cloud's services and gateway, and proxies (HTML, plain text). */
export function readErrorBody(text: string): ErrorBody {
  const trimmed = text.trim();
  if (trimmed === "") {
    return NOTHING;
  }
  const parsed = parse(trimmed);
  if (parsed !== undefined) {
    return fromValue(parsed, DEEPEST);
  }
  return { ...NOTHING, sentence: isHtml(trimmed) ? headline(trimmed) : oneLine(trimmed) };
}

/** Whether the text is a web page: the reply of a proxy, a log-in portal or a wrong address. */
export function isHtml(text: string): boolean {
  return /^\s*(<!doctype|<html|<head|<body|<\?xml)/i.test(text);
}

function fromValue(value: unknown, depth: number): ErrorBody {
  if (typeof value === "string") {
    const nested = depth > 0 ? parse(value) : undefined;
    return typeof nested === "object" ? fromValue(nested, depth - 1) : { ...NOTHING, sentence: oneLine(value) };
  }
  if (!isRecord(value)) {
    return NOTHING;
  }
  if (depth === 0) return NOTHING;
  for (const wrapper of WRAPPERS) {
    const inner = firstOf(value[wrapper]);
    if (isRecord(inner) || typeof inner === "string") {
      const error = fromValue(inner, depth - 1);
      // {"error": "invalid", "message": "..."} has its sentence next to the wrapper.
      return error.sentence === undefined ? { ...fromFields(value, depth), ...defined(error) } : error;
    }
  }
  return fromFields(value, depth);
}

/** Keys that hold the error itself: Neutron's, Keystone's, those of the older OpenStack APIs, and a list as JSON:API has it. */
const WRAPPERS = [
  ...["NeutronError", "NotImplementedError", "error", "errors", "badRequest", "itemNotFound", "forbidden"],
  ...["overLimit", "conflictingRequest", "unauthorized", "serviceUnavailable", "computeFault"],
];

// Of several errors the first one says enough.
function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function fromFields(fields: Fields, depth: number): ErrorBody {
  const spoken = text(fields.message) ?? text(fields.error_msg) ?? text(fields.errorMessage);
  // Neutron's detail only repeats; elsewhere (JSON:API, problem+json) it is the sentence.
  const sentence = spoken ?? text(fields.detail);
  const own: ErrorBody = {
    code: codeOf(fields),
    sentence: sentence === undefined ? undefined : oneLine(withoutTags(sentence)),
    requestId: text(fields.request_id),
  };
  const nested = sentence !== undefined && depth > 0 ? parse(sentence.trim()) : undefined;
  // The innermost code is the one that rules are written for (VPNStateInvalidToUpdate), so it wins over the wrapping.
  return isRecord(nested) ? { ...own, ...defined(fromValue(nested, depth - 1)) } : own;
}

/** Keystone's and WebOb's `code` only repeats the status: their title says more. */
function codeOf(fields: Fields): string | undefined {
  const code = text(fields.type) ?? text(fields.error_code) ?? text(fields.code);
  return code === undefined || /^\d{3}\b/.test(code) ? text(fields.title) : code;
}

function defined(body: ErrorBody): Partial<ErrorBody> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

function parse(candidate: string): unknown {
  try {
    return /^[[{"]/.test(candidate) ? JSON.parse(candidate) : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function headline(html: string): string | undefined {
  const title = /<(title|h1)[^>]*>([^<]{1,300})</i.exec(html.slice(0, HEAD))?.[2];
  return title === undefined ? undefined : oneLine(title);
}

function withoutTags(sentence: string): string {
  return sentence.replace(/<\/?(br|p|b|i|a|ul|li|h\d)\b[^<>]*>/gi, " ");
}

function oneLine(sentence: string): string {
  return sentence.replace(/\s+/g, " ").trim();
}
