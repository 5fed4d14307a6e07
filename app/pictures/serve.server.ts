import { crc32 } from "node:zlib";
import { addressOf } from "~/platform/address.server";
import { CONTENT_TYPES, type ContentType } from "~/platform/formats/picture-file";
import type { Services } from "~/services.server";
import { disposition, pictureName } from "./file-name.server";
import { pictureKey, thumbnailKey } from "./keys.server";
import { sizeWithXmp, withXmp } from "./metadata/with-xmp.server";
import { markOf, type Origin, shortXmpPacket, xmpPacket } from "./metadata/xmp.server";
import { askStore } from "./store.server";
import { bodyOf, opened } from "./stored.server";

/** An image that its reader may see; who may is asked before. */
export type Servable = {
  id: string;
  /** The text of which the file's name is made. */
  prompt: string;
  /** Left out where only the store knows it. */
  content_type?: ContentType;
  /** The picture that it was made from, if any. */
  input_id: string | null;
  /** What the file says inside of how it was made, where its owner wants that. */
  origin?: Origin;
};

/** Cache-Control of what never changes under its address, and of what stands in for something that may come. */
export type Caching = { kept: string; passing: string };

/** An object of the store as it is sent: marked by this packet, under these headers and its own. */
export type Sent = {
  key: string;
  /** Left out where only the store knows it. */
  content_type?: ContentType;
  packet: Uint8Array;
  headers: (contentType: ContentType) => Record<string, string>;
};

/** The picture itself, or null when it is not in the store. */
export function servePicture(
  using: Services,
  image: Servable,
  request: Request,
  { kept }: Pick<Caching, "kept">,
): Promise<Response | null> {
  return serve(
    using,
    request,
    sentAs(using, image, request, { key: pictureKey(image.id), cacheControl: kept }),
  );
}

/**
 * The picture's thumbnail; in its place, until it is made, the picture. `thumbnail_bytes`: null while there is none, and
 * left out where only the store knows.
 */
export async function serveThumbnail(
  using: Services,
  image: Servable & { thumbnail_bytes?: number | null },
  request: Request,
  { kept, passing }: Caching,
): Promise<Response | null> {
  const thumbnail = { ...image, content_type: "image/webp" } as const;
  const small = {
    ...sentAs(using, thumbnail, request, { key: thumbnailKey(image.id), cacheControl: kept }),
    packet: shortXmpPacket(markOf(image, using.settings.SITE_NAME)),
  };
  return (
    (image.thumbnail_bytes !== null && (await serve(using, request, small))) ||
    servePicture(using, image, request, { kept: passing })
  );
}

/** An image shown, or saved with `?download`; its name is the prompt, in ASCII and in UTF-8. */
export function sentAs(
  { settings }: Services,
  image: Servable,
  request: Request,
  { key, cacheControl }: { key: string; cacheControl: string },
): Sent {
  const { content_type, origin, prompt } = image;
  const kind = addressOf(request).searchParams.has("download") ? "attachment" : "inline";
  return {
    key,
    ...(content_type && { content_type }),
    packet: xmpPacket(markOf(image, settings.SITE_NAME), origin),
    headers: (type) => ({
      "Cache-Control": cacheControl,
      "Content-Disposition": disposition(kind, pictureName({ prompt, content_type: type })),
    }),
  };
}

/** An object, or a 304 to who has it with this very mark; null when the store has no such object. */
export async function serve(using: Services, request: Request, sent: Sent): Promise<Response | null> {
  if (request.method === "HEAD") return describe(using, request, sent);
  const { key, packet } = sent;
  const onlyIf = { etagDoesNotMatch: etagKnown(request, packet) };
  const object = await askStore(using, (pictures) =>
    pictures.get(key, onlyIf.etagDoesNotMatch ? { onlyIf } : {}),
  );
  if (!object) return null;
  const headers = headersOf(object, sent);
  if (!("body" in object)) return new Response(null, { status: 304, headers });
  const stored = opened(object);
  const marked = await withXmp(stored, packet);
  return new Response(bodyOf(marked, stored.close), {
    headers: { ...headers, "Content-Length": String(marked.size) },
  });
}

/** What `serve` answers, without the bytes, which nobody would read. */
async function describe(using: Services, request: Request, sent: Sent): Promise<Response | null> {
  const { key, packet } = sent;
  const object = await askStore(using, (pictures) => pictures.head(key));
  if (!object) return null;
  const headers = headersOf(object, sent);
  if (etagKnown(request, packet) === object.etag) return new Response(null, { status: 304, headers });
  const size = sizeWithXmp(object.size, typeOf(object, sent), packet);
  return new Response(null, { headers: { ...headers, "Content-Length": String(size) } });
}

function headersOf(object: R2Object, sent: Sent): Record<string, string> {
  const type = typeOf(object, sent);
  return { "Content-Type": type, ...sent.headers(type), ETag: etagOf(object, sent.packet) };
}

/** The kind of picture: what the database says that it is, else the store, which was told when it was kept. */
export function typeOf({ httpMetadata }: R2Object, { content_type }: Sent): ContentType {
  return content_type ?? CONTENT_TYPES.find((type) => type === httpMetadata?.contentType) ?? "image/png";
}

/** Names the bytes by both their halves, so that a picture kept under another mark is sent anew. */
function etagOf({ etag }: R2Object, packet: Uint8Array): string {
  return `"${etag}.${sumOf(packet)}"`;
}

/**
 * The object that the visitor has under this mark. Any other condition is left out: R2 refuses malformed ones, and none
 * matters for bytes that never change.
 */
function etagKnown(request: Request, packet: Uint8Array): string | undefined {
  const etags = request.headers.get("If-None-Match") ?? "";
  return etags.match(new RegExp(`"([0-9a-f]{32}(?:-\\d+)?)\\.${sumOf(packet)}"`))?.[1];
}

function sumOf(packet: Uint8Array): string {
  return crc32(packet).toString(16).padStart(8, "0");
}
