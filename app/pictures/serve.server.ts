import { addressOf } from "~/platform/address.server";
import type { Services } from "~/services.server";
import { disposition, pictureName } from "./file-name.server";
import { pictureKey, thumbnailKey } from "./keys.server";
import { askStore } from "./store.server";

/** An image that its reader may see; who may is asked before. */
export type Servable = {
  id: string;
  /** The text of which the file's name is made. */
  prompt: string;
  content_type: string;
};

/** Cache-Control of what never changes under its address, and of what stands in for something that may come. */
export type Caching = { kept: string; passing: string };

/** The picture itself, or null when it is not in the store. */
export function servePicture(
  using: Services,
  image: Servable,
  request: Request,
  { kept }: Pick<Caching, "kept">,
): Promise<Response | null> {
  return serve(using, pictureKey(image.id), request, headersOf(image, request, kept));
}

/** The picture's thumbnail; in its place, until it is made, the picture. `thumbnail_bytes`: null while there is none. */
export async function serveThumbnail(
  using: Services,
  image: Servable & { thumbnail_bytes: number | null },
  request: Request,
  { kept, passing }: Caching,
): Promise<Response | null> {
  const small = headersOf({ ...image, content_type: "image/webp" }, request, kept);
  const thumbnail =
    image.thumbnail_bytes !== null && (await serve(using, thumbnailKey(image.id), request, small));
  return thumbnail || serve(using, pictureKey(image.id), request, headersOf(image, request, passing));
}

/** The headers of a picture that is shown, or saved with `?download`; its name is the prompt, in ASCII and in UTF-8. */
export function headersOf(
  image: Pick<Servable, "prompt" | "content_type">,
  request: Request,
  cacheControl: string,
): Record<string, string> {
  const kind = addressOf(request).searchParams.has("download") ? "attachment" : "inline";
  return {
    "Content-Type": image.content_type,
    "Cache-Control": cacheControl,
    "Content-Disposition": disposition(kind, pictureName(image)),
  };
}

/** An object under these headers, or as 304 to who has it; null when the store has no such object. */
export async function serve(
  using: Services,
  key: string,
  request: Request,
  headers: Record<string, string>,
): Promise<Response | null> {
  if (request.method === "HEAD") return describe(using, key, request, headers);
  const object = await askStore(using, (pictures) => pictures.get(key, { onlyIf: ifNoneMatch(request) }));
  if (!object) return null;
  const tagged = { ...headers, ETag: object.httpEtag };
  if (!("body" in object)) return new Response(null, { status: 304, headers: tagged });
  return new Response(object.body, { headers: { ...tagged, "Content-Length": String(object.size) } });
}

/** What `serve` answers, without the bytes, which nobody would read. */
async function describe(
  using: Services,
  key: string,
  request: Request,
  headers: Record<string, string>,
): Promise<Response | null> {
  const object = await askStore(using, (pictures) => pictures.head(key));
  if (!object) return null;
  const tagged = { ...headers, ETag: object.httpEtag };
  const known = ifNoneMatch(request).etagDoesNotMatch;
  return known === object.etag
    ? new Response(null, { status: 304, headers: tagged })
    : new Response(null, { headers: { ...tagged, "Content-Length": String(object.size) } });
}

/** The one condition that R2 is given: it refuses malformed others, and none else matters for bytes that never change. */
function ifNoneMatch(request: Request): R2Conditional {
  const etags = request.headers.get("If-None-Match")?.match(/[0-9a-f]{32}/);
  return etags ? { etagDoesNotMatch: etags[0] } : {};
}
