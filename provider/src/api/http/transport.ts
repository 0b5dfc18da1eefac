// Sends one request over HTTP and turns whatever happens into a reply or an ApiError. The home of axios.
// Repeating, logging in and the meaning of replies are left to retry.ts, auth.ts and collection.ts.
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import type { AxiosInstance, AxiosResponse } from "axios";
import { ApiError } from "../../core/errors";
import { fitsHeader } from "../../core/formats";
import {
  certificateFileError,
  headerError,
  httpError,
  networkError,
  notJsonError,
  replyError,
  timeoutError,
} from "./apiErrors";
import { rememberProxySecrets } from "./proxySecrets";

/** One request; the body is sent as JSON. */
export interface ApiRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** A POST that creates nothing and may be repeated as freely as a GET (a login). */
  repeatable?: boolean;
  /** Proves the identity of the sender over what is really sent; called again for each repetition. */
  sign?: Sign;
  /** Opens the error text: "updating ipsec_site_connection 8fd9650c". Never holds a secret. */
  purpose?: string;
}

/** The headers that prove a request: `headers` are all that it has so far, `text` is its body as it goes out. */
export type Sign = (request: {
  method: string;
  url: string;
  headers: Record<string, string>;
  text: string;
}) => Record<string, string>;

/** A reply of 200 to 299. Header names are in lower case; the body is parsed JSON, undefined when it is empty. */
export interface ApiReply {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** Sends a request; rejects with an ApiError for everything that is no 2xx reply with JSON or without a body. */
export type Send = (request: ApiRequest) => Promise<ApiReply>;

/** How to send: the time for a whole request in milliseconds, and whom to trust. */
interface TransportOptions {
  requestTimeout: number;
  /** Path of a PEM file; it replaces the machine's own list of CAs, as OS_CACERT does elsewhere. */
  cacert?: string | undefined;
  /** True switches the check of the server's certificate off. */
  insecure: boolean;
}

/** The most that may be under way at a time. */
export const OPEN_SOCKETS = 64;
/** Below what usual load balancers allow (60 s), so that a request rarely meets a connection closed at the far end. */
const IDLE_SOCKET_MILLISECONDS = 15_000;
const LARGEST_BODY = 64 * 1024 * 1024;
/** OTC's tokens carry their catalog and pass 32 KiB; Node's own limit is 16 KiB. */
const LARGEST_HEADERS = 256 * 1024;

/** Builds a Send; axios is loaded and the CA file read with the first request. */
export function createTransport(options: TransportOptions): Send {
  let client: AxiosInstance | undefined;
  return async (asked) => {
    const request = prepare(asked);
    client ??= createClient(request, options);
    const reply = await exchange(client, request, options.requestTimeout);
    if (reply.status < 200 || reply.status > 299) {
      throw httpError(request, reply);
    }
    return { status: reply.status, headers: reply.headers, body: parseBody(request, reply) };
  };
}

/** A request with every header that we set, so that errors know all of its secrets, and the exact text of its body. */
interface PreparedRequest extends ApiRequest {
  headers: Record<string, string>;
  text: string | undefined;
}

function prepare(request: ApiRequest): PreparedRequest {
  const { method, url, body, sign } = request;
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    Accept: "application/json",
    "User-Agent": "pulumi-vpnaas",
    ...(text === undefined ? {} : { "Content-Type": "application/json" }),
    ...request.headers,
  };
  const proof = sign?.({ method, url, headers, text: text ?? "" });
  const prepared = { ...request, headers: { ...headers, ...proof }, text };
  // axios would drop the characters and send another token, or another project, than the one that was meant.
  const unfit = Object.entries(prepared.headers).find(([, value]) => !fitsHeader(value));
  if (unfit !== undefined) throw headerError(prepared, unfit[0]);
  return prepared;
}

interface TextReply {
  status: number;
  headers: Record<string, string>;
  text: string;
}

function createClient(request: ApiRequest, options: TransportOptions): AxiosInstance {
  const ca = options.cacert === undefined || options.insecure ? undefined : readCertificates(request, options.cacert);
  rememberProxySecrets(process.env);
  // A plain require: only now, and the one CommonJS build of axios also where import() is not at hand.
  const axios: typeof import("axios") = require("axios");
  const agentOptions = { keepAlive: true, maxSockets: OPEN_SOCKETS, timeout: IDLE_SOCKET_MILLISECONDS };
  return axios.create({
    httpAgent: new http.Agent(agentOptions),
    httpsAgent: new https.Agent({
      ...agentOptions,
      rejectUnauthorized: !options.insecure,
      ...(ca === undefined ? {} : { ca }),
    }),
    // The header limit can be set per request only, and axios does not hand it on by itself.
    transport: { request: requestWithLargeHeaders },
    maxRedirects: 0,
    maxContentLength: LARGEST_BODY,
    maxBodyLength: LARGEST_BODY,
    validateStatus: () => true,
    responseType: "text",
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
  });
}

function requestWithLargeHeaders(options: RequestOptions, onReply: (reply: IncomingMessage) => void): ClientRequest {
  const sender = options.protocol === "https:" ? https : http;
  return sender.request({ ...options, maxHeaderSize: LARGEST_HEADERS }, onReply);
}

function readCertificates(request: ApiRequest, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const isCoded = typeof error === "object" && error !== null && "code" in error;
    const code = isCoded ? ` (${String(error.code)})` : "";
    throw certificateFileError(request, file, `cannot be read${code}`);
  }
  try {
    // Node ignores a file without a certificate and then trusts no one: better to say so at once.
    new X509Certificate(text);
  } catch {
    throw certificateFileError(request, file, "holds no certificate");
  }
  return text;
}

/** The time limit covers name look-up, connection, TLS, a silent server and one that trickles its reply. */
async function exchange(client: AxiosInstance, request: PreparedRequest, requestTimeout: number): Promise<TextReply> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), requestTimeout);
  try {
    const reply = await client.request<unknown>({
      method: request.method,
      url: request.url,
      headers: request.headers,
      ...(request.text === undefined ? {} : { data: request.text }),
      signal: abort.signal,
    });
    return { status: reply.status, headers: plainHeaders(reply), text: String(reply.data ?? "") };
  } catch (error) {
    throw abort.signal.aborted ? timeoutError(request, requestTimeout) : failureOf(request, error);
  } finally {
    clearTimeout(timer);
  }
}

function failureOf(request: ApiRequest, error: unknown): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  if (error instanceof Error && error.message.startsWith("maxContentLength")) {
    const problem = `the reply is larger than ${LARGEST_BODY / 1024 / 1024} MiB`;
    return replyError(request, { status: 200, headers: {} }, { problem, permanent: true });
  }
  return networkError(request, error);
}

function plainHeaders(reply: AxiosResponse): Record<string, string> {
  const pairs = Object.entries(reply.headers).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function parseBody(request: ApiRequest, reply: TextReply): unknown {
  if (reply.text.trim() === "") {
    return undefined;
  }
  try {
    return JSON.parse(reply.text);
  } catch {
    throw notJsonError(request, reply);
  }
}
