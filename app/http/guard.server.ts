import { addressOf } from "~/platform/address.server";
import { readUpTo } from "./body.server";

/** A prompt of 1,000 characters is at most 12 KB as a form sends it. */
const LARGEST_BODY = 64 * 1024;

export type Bounds = {
  /** In bytes: of a form with which a picture may come, and of what is read of a refused one, so that the refusal is heard. */
  largestWithPicture: number;
};

const FORM_TYPES = ["application/x-www-form-urlencoded", "multipart/form-data"];

export type Refusal = { status: number; headers?: Record<string, string> };

/** What every request must be before any route sees it: the request, its body read and known to be a form, or why not. */
export async function admit(request: Request, bounds: Bounds): Promise<Request | Refusal> {
  const admitted = await judge(request, bounds);
  if (!(admitted instanceof Request) && !request.bodyUsed)
    await readUpTo(0, request.body, bounds.largestWithPicture);
  return admitted;
}

async function judge(request: Request, bounds: Bounds): Promise<Request | Refusal> {
  if (!isReadable(request)) return { status: 404 };
  if (request.method === "GET" || request.method === "HEAD") return request;
  if (request.method !== "POST") return { status: 405, headers: { Allow: "GET, HEAD, POST" } };
  if (isWebhook(request)) return request;
  if (!isFromHere(request)) return { status: 403 };
  if (!FORM_TYPES.some((type) => request.headers.get("Content-Type")?.toLowerCase().startsWith(type)))
    return { status: 415 };
  const body = await readUpTo(largestBody(request, bounds), request.body, bounds.largestWithPicture);
  if (!body) return { status: 413 };
  if (!(await isForm(request, body))) return { status: 400 };
  const admitted: Request = new Request(request, { body });
  // Remix would check it again, against headers that a proxy may have changed, and answer a bare 500.
  admitted.headers.delete("Origin");
  return admitted;
}

/** Its path can be decoded. Remix would answer too, after writing such a path, which may be a link, into the log. */
function isReadable(request: Request): boolean {
  try {
    decodeURIComponent(addressOf(request).pathname);
    return true;
  } catch {
    return false;
  }
}

/** Comes from elsewhere and is no form; it is signed, and its route checks that. */
function isWebhook(request: Request): boolean {
  return addressOf(request).pathname.startsWith("/webhooks/");
}

/** Browsers say where a post comes from; older ones only its origin. */
function isFromHere(request: Request): boolean {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== null) return site === "same-origin" || site === "none";
  return request.headers.get("Origin") === addressOf(request).origin;
}

function largestBody(request: Request, { largestWithPicture }: Bounds): number {
  const isMultipart = request.headers.get("Content-Type")?.toLowerCase().startsWith("multipart/form-data");
  const isOrder = ["/", "/_root.data"].includes(addressOf(request).pathname);
  return isMultipart && isOrder ? largestWithPicture : LARGEST_BODY;
}

function isForm({ headers }: Request, body: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const copy = new Response(body, { headers: { "Content-Type": headers.get("Content-Type") ?? "" } });
  return copy.formData().then(
    () => true,
    () => false,
  );
}
