import type { Services } from "~/platform/services.server";
import { unavailable } from "~/platform/unavailable.server";
import { pictureKey, thumbnailKey } from "./keys.server";

/** An image that its reader may see; who may is asked before. */
export type Servable = {
  id: string;
  prompt: string;
  content_type: string;
  /** NULL: there is no thumbnail yet, or never. */
  thumbnail_bytes: number | null;
};

/** Cache-Control of what never changes under its address, and of what stands in for something that may come. */
export type Caching = { kept: string; passing: string };

/** The picture itself, or null when it is not in the store. */
export async function servePicture(
  using: Services,
  image: Servable,
  request: Request,
  { kept }: Caching,
): Promise<Response | null> {
  return serve(using, pictureKey(image.id), image, request, kept);
}

/** The picture's thumbnail; in its place, until it is made, the picture. */
export async function serveThumbnail(
  using: Services,
  image: Servable,
  request: Request,
  { kept, passing }: Caching,
): Promise<Response | null> {
  const small = { ...image, content_type: "image/webp" };
  const thumbnail =
    image.thumbnail_bytes !== null && (await serve(using, thumbnailKey(image.id), small, request, kept));
  return thumbnail || serve(using, pictureKey(image.id), image, request, passing);
}

async function serve(
  using: Services,
  key: string,
  { prompt, content_type }: Servable,
  request: Request,
  cacheControl: string,
): Promise<Response | null> {
  const object = await read(using, key, request);
  if (!object) return null;
  const headers = {
    "Content-Type": content_type,
    "Cache-Control": cacheControl,
    "Content-Disposition": disposition(prompt, content_type, request),
    ETag: object.httpEtag,
    "X-Content-Type-Options": "nosniff",
  };
  if (!("body" in object)) return new Response(null, { status: 304, headers });
  return new Response(object.body, { headers: { ...headers, "Content-Length": String(object.size) } });
}

async function read({ pictures, timings }: Services, key: string, request: Request) {
  try {
    return await timings.measure("storage", () => pictures.get(key, { onlyIf: ifNoneMatch(request) }));
  } catch (error) {
    throw unavailable("pictures", error instanceof Error ? error.message : String(error));
  }
}

/** Only this condition: R2 refuses malformed others, and none else means anything for bytes that never change. */
function ifNoneMatch(request: Request): R2Conditional {
  const etags = request.headers.get("If-None-Match")?.match(/[0-9a-f]{32}/);
  return etags ? { etagDoesNotMatch: etags[0] } : {};
}

/** Shown in the page, or saved with `?download`; the name is the prompt, in ASCII and, for all who can, in UTF-8. */
function disposition(prompt: string, contentType: string, request: Request): string {
  const kind = new URL(request.url).searchParams.has("download") ? "attachment" : "inline";
  const extension = contentType.replace("image/", "").replace("jpeg", "jpg");
  const name = fileName(prompt, /[^\p{L}\p{N}]+/gu);
  const ascii = fileName(prompt.normalize("NFKD"), /[^a-zA-Z0-9]+/g);
  return `${kind}; filename="${ascii}.${extension}"; filename*=UTF-8''${encodeURIComponent(name)}.${extension}`;
}

const LONGEST_NAME = 60;

function fileName(prompt: string, separators: RegExp): string {
  const name = [...prompt.replace(separators, "-")]
    .slice(0, LONGEST_NAME)
    .join("")
    .replace(/^-+|-+$/g, "");
  return name || "picture";
}
