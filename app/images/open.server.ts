import type { User } from "~/accounts/sessions.server";
import type { Services } from "~/platform/services.server";
import { type Caching, type Servable, servePicture, serveThumbnail } from "./serve.server";

/** Only their owner may keep them. */
const PRIVATE: Caching = { kept: "private, max-age=31536000, immutable", passing: "private, no-cache" };

/** The picture to its owner; to anyone else, and for any other id, null. */
export async function openPicture(
  using: Services,
  user: User,
  id: string,
  request: Request,
): Promise<Response | null> {
  const image = await ownImage(using, user, id);
  return image && servePicture(using, image, request, PRIVATE);
}

/** The same of what cards show. */
export async function openThumbnail(
  using: Services,
  user: User,
  id: string,
  request: Request,
): Promise<Response | null> {
  const image = await ownImage(using, user, id);
  return image && serveThumbnail(using, image, request, PRIVATE);
}

async function ownImage({ db }: Services, user: User, id: string): Promise<Servable | null> {
  const image = await db
    .selectFrom("generation_history")
    .innerJoin("images", "images.id", "generation_history.image_id")
    .select(["images.id", "generation_history.prompt", "images.content_type", "images.thumbnail_bytes"])
    .where("generation_history.image_id", "=", id)
    .where("generation_history.user_id", "=", user.id)
    .executeTakeFirst();
  return image ?? null;
}
