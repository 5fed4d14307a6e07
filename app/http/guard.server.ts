import { addressOf } from "~/platform/address.server";
import { readUpTo } from "./body.server";

/** A prompt of 1,000 characters is at most 12 KB as a form sends it. */
const LARGEST_BODY = 64 * 1024;
/** A picture may come with an order; one that is a little too large is told so beside the form, with the prompt kept. */
const LARGEST_BODY_WITH_PICTURE = 16 * 1024 * 1024;

/** How much is read of what is refused, so that the refusal is heard. */
const PATIENCE = LARGEST_BODY_WITH_PICTURE;

const FORM_TYPES = ["application/x-www-form-urlencoded", "multipart/form-data"];

export type Refusal = { status: number; headers?: Record<string, string> };

/** What every request must be before any route sees it: the request, its body read and known to be a form, or why not. */
export async function admit(request: Request): Promise<Request | Refusal> {
  const admitted = await judge(request);
  if (!(admitted instanceof Request) && !request.bodyUsed) await readUpTo(0, request.body, PATIENCE);
  return admitted;
}

async function judge(request: Request): Promise<Request | Refusal> {
  if (!isReadable(request)) return { status: 404 };
  if (request.method === "GET" || request.method === "HEAD") return request;
  if (request.method !== "POST") return { status: 405, headers: { Allow: "GET, HEAD, POST" } };
  if (isWebhook(request)) return request;
  if (!isFromHere(request)) return { status: 403 };
  if (!FORM_TYPES.some((type) => request.headers.get("Content-Type")?.toLowerCase().startsWith(type)))
    return { status: 415 };
  const body = await readUpTo(largestBody(request), request.body, PATIENCE);
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

function largestBody(request: Request): number {
  const isMultipart = request.headers.get("Content-Type")?.toLowerCase().startsWith("multipart/form-data");
  const isOrder = ["/", "/_root.data"].includes(addressOf(request).pathname);
  return isMultipart && isOrder ? LARGEST_BODY_WITH_PICTURE : LARGEST_BODY;
}

function isForm({ headers }: Request, body: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const copy = new Response(body, { headers: { "Content-Type": headers.get("Content-Type") ?? "" } });
  return copy.formData().then(
    () => true,
    () => false,
  );
}
