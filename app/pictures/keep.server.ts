import { Bytes } from "~/platform/arriving/bytes.server";
import { checkPicture } from "~/platform/arriving/check-picture.server";
import type { ContentType } from "~/platform/formats/picture-file";
import type { Services } from "~/services.server";
import { pictureKey } from "./keys.server";
import { LARGEST_DOWNLOAD_MB } from "./limits";
import { Upload } from "./upload.server";

const LARGEST_BYTES = LARGEST_DOWNLOAD_MB * 1_000_000;

export type Picture = {
  id: string;
  content_type: ContentType;
  /** The size in pixels as the picture is shown, which is upright. */
  width: number;
  height: number;
  bytes: number;
};

export type Kept =
  | { kind: "kept"; picture: Picture }
  /** There is no still picture, it is too large, or elsewhere than on a listed host: the next try would meet the same. */
  | { kind: "refused" }
  /** The picture did not arrive, or not whole, or could not be stored, which is worth another try. */
  | { kind: "failed" };

/**
 * Copies the one picture of a prediction into R2, under the generation's id, while it comes: no more than a part of it is
 * ever in memory. Doing it twice stores the same object.
 */
export async function keepPicture(
  { replicate, pictures, timings }: Services,
  id: string,
  output: string[],
): Promise<Kept> {
  const url = output[0];
  if (!url) return { kind: "refused" };
  return timings.measure("storage", async () => {
    const body = await opened(replicate.download, url);
    return body instanceof ReadableStream ? storePicture(pictures, id, body) : body;
  });
}

async function opened(
  fetchFile: (url: string) => Promise<Response | null>,
  url: string,
): Promise<ReadableStream<Uint8Array> | Kept> {
  try {
    const response = await fetchFile(url);
    if (!response) return { kind: "refused" };
    if (response.status >= 300 && response.status < 400) return { kind: "refused" };
    return response.ok && response.body ? response.body : { kind: "failed" };
  } catch {
    return { kind: "failed" };
  }
}

/** Stores what comes only if it is one whole picture: a body that ends too early looks like one that ends well. */
export async function storePicture(
  pictures: R2Bucket,
  id: string,
  body: AsyncIterable<Uint8Array>,
): Promise<Kept> {
  const upload = new Upload(pictures, pictureKey(id));
  let size = 0;
  async function* arriving() {
    for await (const piece of body) {
      size += piece.length;
      if (size > LARGEST_BYTES) return;
      await upload.take(piece);
      yield piece;
    }
  }
  const bytes = new Bytes(arriving());
  try {
    const checked = await checkPicture(bytes);
    if (checked.kind === "whole") await bytes.drain();
    if (size > LARGEST_BYTES || checked.kind === "unknown" || checked.kind === "moving")
      return await unkept(upload, bytes, "refused");
    if (checked.kind === "damaged") return await unkept(upload, bytes, "failed");
    const { type: content_type, width, height } = checked;
    await upload.keep(content_type);
    return { kind: "kept", picture: { id, content_type, width, height, bytes: size } };
  } catch {
    return unkept(upload, bytes, "failed");
  }
}

async function unkept(upload: Upload, bytes: Bytes, kind: "refused" | "failed"): Promise<Kept> {
  await Promise.allSettled([upload.giveUp(), bytes.close()]);
  return { kind };
}
