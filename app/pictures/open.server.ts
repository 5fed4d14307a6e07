import type { Person } from "~/accounts/user";
import { addressOf } from "~/platform/address.server";
import { livingOrDeleted } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { type Caching, servePicture, serveThumbnail } from "./serve.server";

/** Only the owner of a picture may keep it in a cache. */
const PRIVATE: Caching = { kept: "private, max-age=31536000, immutable", passing: "private, no-cache" };

/** The picture to its owner; to anyone else, and for any other id, null. `?download&prompt=1`: with prompt and seed inside. */
export async function openPicture(
  using: Services,
  user: Person,
  id: string,
  request: Request,
): Promise<Response | null> {
  const image = await ownImage(using, user, id);
  if (!image) return null;
  const { searchParams } = addressOf(request);
  const isWithPrompt = searchParams.has("download") && searchParams.get("prompt") === "1";
  return servePicture(using, isWithPrompt ? { ...image, origin: image } : image, request, PRIVATE);
}

/** The thumbnail to the owner of its picture; to anyone else, and for any other id, null. */
export async function openThumbnail(
  using: Services,
  user: Person,
  id: string,
  request: Request,
): Promise<Response | null> {
  const image = await ownImage(using, user, id);
  return image && serveThumbnail(using, image, request, PRIVATE);
}

async function ownImage({ db }: Services, user: Person, id: string) {
  const image = await livingOrDeleted(db)
    .innerJoin("images", "images.id", "generation_history.image_id")
    .select([
      "images.id",
      "images.content_type",
      "images.thumbnail_bytes",
      "generation_history.prompt",
      "generation_history.model",
      "generation_history.seed",
      "generation_history.created_at",
      "generation_history.input_id",
    ])
    .where("generation_history.image_id", "=", id)
    .where("generation_history.user_id", "=", user.id)
    .executeTakeFirst();
  return image ?? null;
}
