import { DAY, timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { DRAFT_DAYS } from "./limits";
import type { User } from "./user";

/** Where the order form is opened with what was typed before. */
export const DRAFT_PAGE = "/?draft=kept";

/** Keeps what somebody typed before they could order it, in place of what they typed before that. Everybody's old drafts go. */
export async function keepDraft({ db }: Services, userId: string, fields: string): Promise<void> {
  await db.atomically(keptDraft(db, userId, fields), { mayArriveTwice: true });
}

/** The queries of `keepDraft`, for a batch of the caller's. */
export function keptDraft(db: Db, userId: string, fields: string): Query[] {
  const draft = { fields, created_at: timestamp() };
  return [
    db.deleteFrom("drafts").where("created_at", "<", timestamp(-DRAFT_DAYS * DAY)),
    db
      .insertInto("drafts")
      .values({ user_id: userId, ...draft })
      .onConflict((conflict) => conflict.column("user_id").doUpdateSet(draft)),
  ];
}

/** Forgets what somebody typed, once it is ordered. */
export async function forgetDraft({ db }: Services, userId: string): Promise<void> {
  await db.deleteFrom("drafts").where("user_id", "=", userId).execute();
}

/** What the visitor typed before signing in; null when it is not kept any more. */
export async function draftOf({ db }: Services, user: Pick<User, "id">): Promise<string | null> {
  const draft = await db
    .selectFrom("drafts")
    .select("fields")
    .where("user_id", "=", user.id)
    .where("created_at", ">", timestamp(-DRAFT_DAYS * DAY))
    .executeTakeFirst();
  return draft?.fields ?? null;
}
