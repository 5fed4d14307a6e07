import { decode, encodeJpeg, type Pixels } from "~/platform/codecs.server";
import { log } from "~/platform/log.server";
import { resizeTo } from "~/platform/pixels/resized.server";
import type { Services } from "~/services.server";
import type { Picture } from "./keep.server";
import { pictureKey, previewKey } from "./keys.server";
import { MOST_MEGAPIXELS_PREVIEWED, PREVIEW_SIDE_PIXELS } from "./limits";
import { type Caching, type Servable, sentAs, serve, servePicture } from "./serve.server";
import { askStore } from "./store.server";

/** Nobody looks at a preview for longer than it takes to tap on it. */
const QUALITY = 80;

type Shape = Pick<Picture, "width" | "height" | "content_type">;

/**
 * What stands for a picture where programs read that know no WebP: a JPEG, with its size in pixels. It is the picture
 * itself if that is such a JPEG already, or too large to be taken apart here.
 */
export function previewOf({ width, height, content_type }: Shape): {
  type: string;
  width: number;
  height: number;
} {
  if (!isMade({ width, height, content_type })) return { type: content_type, width, height };
  const scale = Math.min(1, PREVIEW_SIDE_PIXELS / Math.max(width, height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { type: "image/jpeg", width: side(width), height: side(height) };
}

function isMade({ width, height, content_type }: Shape): boolean {
  if (width * height > MOST_MEGAPIXELS_PREVIEWED * 1_000_000) return false;
  return content_type !== "image/jpeg" || Math.max(width, height) > PREVIEW_SIDE_PIXELS;
}

/** The preview, made when somebody first asks for it and then kept. Null when the picture is not in the store. */
export async function servePreview(
  using: Services,
  image: Servable & Shape,
  request: Request,
  { kept }: Pick<Caching, "kept">,
): Promise<Response | null> {
  if (!isMade(image)) return servePicture(using, image, request, { kept });
  const preview = { ...image, content_type: "image/jpeg" } as const;
  const sent = sentAs(using, preview, request, { key: previewKey(image.id), cacheControl: kept });
  const known = await serve(using, request, sent);
  if (known) return known;
  const stored = await askStore(using, (pictures) => pictures.get(pictureKey(image.id)));
  if (!stored) return null;
  const bytes = await make(image, await stored.arrayBuffer());
  if (!bytes) return servePicture(using, image, request, { kept });
  await askStore(using, (pictures) =>
    pictures.put(previewKey(image.id), bytes, { httpMetadata: { contentType: "image/jpeg" } }),
  );
  return serve(using, request, sent);
}

/** Removes a preview. What fails here is left to the sweep, once the picture is gone. */
export async function removePreview({ pictures, timings }: Services, id: string): Promise<void> {
  try {
    await timings.measure("storage", () => pictures.delete(previewKey(id)));
  } catch {
    log.warn({ event: "objects_left", count: 1 });
  }
}

async function make(image: Servable & Shape, bytes: ArrayBuffer): Promise<ArrayBuffer | null> {
  const { width, height } = previewOf(image);
  try {
    const pixels = await decode(image.content_type, bytes);
    const small = pixels.width === width ? pixels : resizeTo({ width, height }, pixels);
    return await encodeJpeg(onWhite(small), { quality: QUALITY });
  } catch (error) {
    log.warn({
      event: "preview_failed",
      id: image.id,
      reason: error instanceof Error ? error.name : "unknown",
    });
    return null;
  }
}

/** The picture on white: JPEG knows no transparency, and would show whatever colour lies behind it. */
function onWhite(pixels: Pixels): Pixels {
  const { data } = pixels;
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (data[at + 3] ?? 255) / 255;
    if (alpha === 1) continue;
    for (let i = at; i < at + 3; i++) data[i] = 255 + ((data[i] ?? 0) - 255) * alpha;
    data[at + 3] = 255;
  }
  return pixels;
}
