import { imageSize } from "image-size";
import { readUpTo } from "~/http/body.server";
import type { Services } from "~/services.server";
import { pictureKey } from "./keys.server";
import { CONTENT_TYPES, type ContentType } from "./metadata/content-type";

/** FLUX's largest output is a few megabytes; more is not a picture of ours. */
const LARGEST_BYTES = 20 * 1024 * 1024;

export type Picture = {
  id: string;
  content_type: ContentType;
  /** In pixels. */
  width: number;
  height: number;
  bytes: number;
};

export type Kept =
  | { kind: "kept"; picture: Picture }
  /** Not a picture, too large, or from a host that is not listed: the next try would meet the same. */
  | { kind: "refused" }
  /** It did not arrive or could not be stored; worth another try. */
  | { kind: "failed" };

/** Copies the one picture of a prediction into R2, under the generation's id: doing it twice stores the same object. */
export async function keepPicture(
  { replicate, pictures, timings }: Services,
  id: string,
  output: string[],
): Promise<Kept> {
  const url = output[0];
  if (!url) return { kind: "refused" };
  const file = await timings.measure("storage", () => download(replicate.download, url));
  if (file.kind !== "file") return file;
  const picture = describePicture(id, file.bytes);
  if (!picture) return { kind: "refused" };
  try {
    await timings.measure("storage", () =>
      pictures.put(pictureKey(id), file.bytes, { httpMetadata: { contentType: picture.content_type } }),
    );
  } catch {
    return { kind: "failed" };
  }
  return { kind: "kept", picture };
}

type Download = { kind: "file"; bytes: Uint8Array<ArrayBuffer> } | { kind: "refused" } | { kind: "failed" };

async function download(
  fetchFile: (url: string) => Promise<Response | null>,
  url: string,
): Promise<Download> {
  try {
    const response = await fetchFile(url);
    if (!response) return { kind: "refused" };
    if (response.status >= 300 && response.status < 400) return { kind: "refused" };
    if (!response.ok || !response.body) return { kind: "failed" };
    const bytes = await readUpTo(LARGEST_BYTES, response.body);
    return bytes ? { kind: "file", bytes } : { kind: "refused" };
  } catch {
    return { kind: "failed" };
  }
}

/** By its magic bytes, whatever the server called it; null for anything but PNG, WebP and JPEG. */
export function describePicture(id: string, bytes: Uint8Array): Picture | null {
  try {
    const { type, width, height } = imageSize(bytes);
    if (!isContentType(type)) return null;
    return { id, content_type: CONTENT_TYPES[type], width, height, bytes: bytes.length };
  } catch {
    return null;
  }
}

function isContentType(type: string | undefined): type is keyof typeof CONTENT_TYPES {
  return type !== undefined && type in CONTENT_TYPES;
}
