import type { Selectable } from "kysely";
import type { Person } from "~/accounts/user";
import { publicOrigin } from "~/http/addresses.server";
import { removePreview } from "~/pictures/preview.server";
import { timestamp } from "~/platform/clock.server";
import { newToken } from "~/platform/ids.server";
import { living } from "~/platform/living.server";
import type { Shares } from "~/platform/schema";
import { type Indexed, indexedAgain } from "~/search/index.server";
import type { Services } from "~/services.server";
import { isTakenDown } from "./takedown.server";

export type Share = Pick<Selectable<Shares>, "token" | "with_prompt" | "indexable">;

export type Wish = {
  withPrompt: boolean;
  /** Whether search engines may list the shared page. */
  indexable: boolean;
};

/** The visitor's own link to their own picture; null when they share none. */
export async function shareOf(using: Services, user: Person, generationId: string): Promise<Share | null> {
  return (await shareQuery(using, user, generationId).executeTakeFirst()) ?? null;
}

/** The query of `shareOf`, for a page that asks for several things at once. */
export function shareQuery({ db }: Services, user: Person, generationId: string) {
  return db
    .selectFrom("shares")
    .select(["token", "with_prompt", "indexable"])
    .where("generation_id", "=", generationId)
    .where("user_id", "=", user.id);
}

/**
 * Makes a link to the picture, or changes what the one there shows: its address stays until it is revoked. Does nothing
 * for a generation that has no picture.
 */
export async function share(
  using: Services,
  user: Person,
  generationId: string,
  { withPrompt, indexable }: Wish,
): Promise<void> {
  const { db } = using;
  const generation = await ownToIndex(using, user, generationId);
  if (!generation) return;
  const shown = { with_prompt: withPrompt ? 1 : 0, indexable: indexable ? 1 : 0 } as const;
  const link = db
    .insertInto("shares")
    .columns(["token", "generation_id", "user_id", "with_prompt", "indexable", "created_at"])
    .expression(({ val }) =>
      living(db)
        .select([
          val(newToken()).as("token"),
          "id",
          "user_id",
          val(shown.with_prompt).as("with_prompt"),
          val(shown.indexable).as("indexable"),
          val(timestamp()).as("created_at"),
        ])
        .where("id", "=", generationId)
        .where("user_id", "=", user.id)
        .where("status", "=", "succeeded")
        .where((row) => row.not(isTakenDown("generation_history.id"))),
    )
    .onConflict((conflict) => conflict.column("generation_id").doUpdateSet(shown));
  await db.atomically([link, ...indexedAgain(db, generation)], { mayArriveTwice: true });
}

/** A link as its owner sees it. */
export type ShareLink = ReturnType<typeof linkOf>;

export function linkOf(using: Services, request: Request, { token, with_prompt, indexable }: Share) {
  return {
    url: linkTo(using, request, token),
    withPrompt: with_prompt === 1,
    indexable: indexable === 1,
  };
}

/** The link's absolute address: under `PUBLIC_ORIGIN`, or else the origin that the request was sent to. */
export function linkTo(using: Services, request: Request, token: string): string {
  return `${publicOrigin(using, request)}/s/${token}`;
}

/** Ends the link: from now on nothing is at its address. Browsers may show a picture that they kept for one more minute. */
export async function revoke(using: Services, user: Person, generationId: string): Promise<void> {
  const { db } = using;
  const generation = await ownToIndex(using, user, generationId);
  if (!generation) return;
  const link = db
    .deleteFrom("shares")
    .where("generation_id", "=", generationId)
    .where("user_id", "=", user.id)
    .returning("token");
  const [ended] = await db.atomically([link, ...indexedAgain(db, generation)]);
  // Another link to the same picture makes the preview anew.
  if (ended?.length && generation.image_id) await removePreview(using, generation.image_id);
}

/** The visitor's own generation, which the index says of whether it is shared. */
async function ownToIndex(
  { db }: Services,
  user: Person,
  id: string,
): Promise<(Indexed & { image_id: string | null }) | undefined> {
  return living(db)
    .select(["id", "user_id as userId", "prompt", "image_id"])
    .where("id", "=", id)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
}
