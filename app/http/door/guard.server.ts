import { addressOf } from "~/platform/address.server";
import { log } from "~/platform/log.server";
import { readUpTo } from "../body.server";
import { LARGEST_FORM_KB, MOST_FIELDS, MOST_FIELDS_OF_A_SELECTION } from "../limits";
import { isForRemix } from "../wire";
import { readForm } from "./form.server";
import { isFormToken, takeToken } from "./form-token.server";

const FORM_TYPES = ["application/x-www-form-urlencoded", "multipart/form-data"];

/** `typed`: the prompt of a form that is refused only because nothing says where it comes from. */
export type Refusal = { status: number; headers?: Record<string, string>; typed?: string };

/** What is known of a request before any route sees it, without asking the database. */
export type Known = {
  secrets: string[];
  /** Whether there is a session cookie of our signature; the session may have ended. */
  hasSession: boolean;
  /** What the browser keeps in a signed cookie, and of which the token in its forms is made. */
  bearer: string | null;
  publicOrigin: string | undefined;
  /** Whether whoever asks is let in, so that only addresses may lead here that no other site can make its own name lead to. */
  isOpenToAll: boolean;
  /** The largest form with a picture, in bytes. As much is read of what is refused, so that the refusal is heard. */
  largestPictureForm: number;
  /** What stands in the log for who asks, where that is known. */
  whom: string | undefined;
};

/** A request that may go on to a route. Whatever it brought is in `form`; the request itself has no body any more. */
export type Admitted = { request: Request; form?: FormData };

/** What every request must be before any route sees it: the request, and the form that it brought, or why not. */
export async function admit(asked: Request, known: Known): Promise<Admitted | Refusal> {
  const request = withoutRuntimeHeaders(asked);
  const admitted = await judge(request, known);
  if ("status" in admitted) await readUpTo(0, request.body, known.largestPictureForm);
  return admitted;
}

async function judge(request: Request, known: Known): Promise<Admitted | Refusal> {
  const url = addressOf(request);
  if (!isReadable(url)) return { status: 404 };
  if (!isOurHost(url, known)) return { status: 421 };
  if (isForRemix(url)) return { status: 404 };
  if (request.method === "GET" || request.method === "HEAD") return { request };
  if (request.method !== "POST") return { status: 405, headers: { Allow: "GET, HEAD, POST" } };
  if (WEBHOOK.test(url.pathname)) return { request };
  if (url.pathname.startsWith("/webhooks/")) return { status: 404 };
  const said = whereFrom(request, known);
  if (said === "elsewhere") return refusedOrigin(known);
  const type = request.headers.get("Content-Type") ?? "";
  if (!FORM_TYPES.some((known) => type.toLowerCase().startsWith(known))) return { status: 415 };
  const form = await readForm(request, {
    largestBytes: largestBody(url, type, known),
    mostFields: mostFields(url),
  });
  if (!(form instanceof FormData)) return { status: form === "too large" ? 413 : 400 };
  const token = takeToken(form);
  if (said === "nothing" && !isFormToken(token, known.bearer, known.secrets))
    return refusedOrigin(known, form.get("prompt"));
  return { request: withoutBody(request), form };
}

/** The headers that describe a body go with it, and Origin: Remix would check it again, after a proxy may have changed the host. */
function withoutBody(request: Request): Request {
  const headers = new Headers(request.headers);
  for (const name of ["Content-Length", "Content-Type", "Origin"]) headers.delete(name);
  return new Request(request.url, { method: request.method, headers, signal: request.signal });
}

/** The runtime that serves the app elsewhere than at Cloudflare has headers of its own, which no visitor may send. */
function withoutRuntimeHeaders(request: Request): Request {
  const names = [...request.headers.keys()].filter((name) => name.startsWith("mf-"));
  if (names.length === 0) return request;
  const headers = new Headers(request.headers);
  for (const name of names) headers.delete(name);
  return new Request(request, { headers });
}

/** Whether the path can be decoded. Remix would answer too, after writing such a path, which may be a link, into the log. */
function isReadable({ pathname }: URL): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Whether it is the host that the app is said to have, if any, or this machine's own, by which a proxy beside it asks. */
function isOurHost({ hostname }: URL, { publicOrigin, isOpenToAll }: Known): boolean {
  if (LOOPBACK.includes(hostname)) return true;
  if (publicOrigin !== undefined) return new URL(publicOrigin).hostname === hostname;
  return !isOpenToAll || IP_ADDRESS.test(hostname);
}

const IP_ADDRESS = /^(\d+\.\d+\.\d+\.\d+|\[[\da-f:]+\])$/;

/** The addresses where something comes from elsewhere and is no form; it is signed, and its route checks that. */
const WEBHOOK = /^\/webhooks\/(?:replicate\/[0-9a-f-]{36}|stripe)$/;

/** Browsers say where a post comes from; older ones only its origin; and what stands between may take away both. */
function whereFrom(request: Request, { publicOrigin }: Known): "here" | "elsewhere" | "nothing" {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== null) return site === "same-origin" || site === "none" ? "here" : "elsewhere";
  const origin = request.headers.get("Origin");
  if (!origin) return "nothing";
  // A proxy that changes the host leaves the origin as the browser sent it.
  return origin === addressOf(request).origin || origin === publicOrigin ? "here" : "elsewhere";
}

function refusedOrigin({ whom }: Known, typed: FormDataEntryValue | null = null): Refusal {
  log.warn({ event: "origin_refused", whom });
  return { status: 403, ...(typeof typed === "string" && typed !== "" && { typed }) };
}

/** The largest body that is kept, in bytes: only who seems to be signed in may bring a picture, and so megabytes. */
function largestBody(url: URL, type: string, { hasSession, largestPictureForm }: Known): number {
  const mayHavePicture = hasSession && type.toLowerCase().startsWith("multipart/") && url.pathname === "/";
  return mayHavePicture ? largestPictureForm : LARGEST_FORM_KB * 1024;
}

const SELECTIONS = ["/history/selection", "/downloads/zip", "/collections/members"];

function mostFields(url: URL): number {
  return SELECTIONS.includes(url.pathname) ? MOST_FIELDS_OF_A_SELECTION : MOST_FIELDS;
}
