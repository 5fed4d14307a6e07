import type { User } from "~/accounts/user";
import type { Services } from "~/services.server";
import type { Generation } from "./generation.server";

/** A generation with the size of its picture in pixels, once there is one. */
export type OwnGeneration = Generation & { width: number | null; height: number | null };

/** The visitor's own generation; null for any other id. */
export async function ownGeneration({ db }: Services, user: User, id: string): Promise<OwnGeneration | null> {
  const generation = await db
    .selectFrom("generation_history")
    .leftJoin("images", "images.id", "generation_history.image_id")
    .selectAll("generation_history")
    .select(["images.width", "images.height"])
    .where("generation_history.id", "=", id)
    .where("generation_history.user_id", "=", user.id)
    .executeTakeFirst();
  return generation ?? null;
}
