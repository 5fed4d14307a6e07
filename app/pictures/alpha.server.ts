import { readPicture } from "~/platform/formats/read-picture.server";
import { type Alpha, alphaOfPng, alphaOfWebp } from "~/platform/pixels/alpha.server";
import type { Services } from "~/services.server";
import type { Picture } from "./keep.server";
import { pictureKey } from "./keys.server";
import { askStore } from "./store.server";

/**
 * What of a stored picture is transparent: "none", "some", as in one without its background, or "all", of which nothing is
 * seen. Null for a picture that is gone or cannot be read. @throws Unavailable when the store does not answer.
 */
export async function alphaIn(
  using: Services,
  { id, content_type }: Pick<Picture, "id" | "content_type">,
): Promise<Alpha | null> {
  if (content_type === "image/jpeg") return "none";
  const stored = await askStore(using, (pictures) => pictures.get(pictureKey(id)));
  if (!stored) return null;
  if (content_type === "image/png") return alphaOfPng(stored.body);
  const file = readPicture(new Uint8Array(await stored.arrayBuffer()));
  return file.kind === "picture" ? alphaOfWebp(file) : null;
}
