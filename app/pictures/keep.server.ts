import { readUpTo } from "~/http/body.server";
import type { ContentType } from "~/platform/formats/picture-file";
import { readPicture } from "~/platform/formats/read-picture.server";
import type { Services } from "~/services.server";
import { pictureKey } from "./keys.server";
import { LARGEST_DOWNLOAD_MB } from "./limits";

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
  const read = readPicture(file.bytes);
  if (read.kind === "unknown" || read.kind === "moving") return { kind: "refused" };
  // A body that ends too early looks like one that ends well: only the picture tells.
  if (read.kind !== "picture" || !read.isWhole) return { kind: "failed" };
  const { type: content_type, width, height } = read;
  const picture: Picture = { id, content_type, width, height, bytes: file.bytes.length };
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
