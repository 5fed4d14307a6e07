import type { Person } from "~/accounts/user";
import { anyOf, isUuid } from "~/platform/ids.server";
import { living } from "~/platform/living.server";
import type { Services } from "~/services.server";

/** A request may make 1,000 calls to R2 and D1, and a picture takes one of them, or two if the first fails. */
export const MOST_IN_A_ZIP = 490;

/** Pictures that lie together in the history, from one position to another. */
export type Part = { from: number; to: number };

export type PartInList = Part & { pictures: number; first: string; last: string };

export type Picture = Awaited<ReturnType<typeof picturesOfPart>>[number];

export function picturesOfPart(
  using: Services,
  user: Person,
  { from, to }: Part,
  collectionId: string | null = null,
) {
  const all = pictures(using, user)
    .where("generation_history.position", ">=", from)
    .where("generation_history.position", "<=", to);
  if (collectionId === null) return all.execute();
  return all
    .innerJoin("collection_members", "collection_members.position", "generation_history.position")
    .where("collection_members.collection_id", "=", collectionId)
    .where("collection_members.user_id", "=", user.id)
    .execute();
}

/** The pictures of these generations, as far as they are the visitor's own and have one; `MOST_IN_A_ZIP` at most. */
export function picturesAmong(using: Services, user: Person, ids: string[]) {
  return pictures(using, user)
    .where("generation_history.id", "in", anyOf(ids.filter(isUuid)))
    .execute();
}

function pictures({ db }: Services, user: Person) {
  return living(db)
    .innerJoin("images", "images.id", "generation_history.image_id")
    .select([
      "generation_history.id",
      "images.id as image_id",
      "images.content_type",
      "images.width",
      "images.height",
      "generation_history.prompt",
      "generation_history.model",
      "generation_history.seed",
      "generation_history.cost",
      "generation_history.input_id",
      "generation_history.favorite",
      "generation_history.created_at",
    ])
    .where("generation_history.user_id", "=", user.id)
    .orderBy("generation_history.position")
    .limit(MOST_IN_A_ZIP);
}
