import type { Services } from "~/services.server";

/** What somebody's address lacks: nothing, a proof, or a proof before they end. */
export type Standing = { isProved: boolean; endsAt: string | null };

export async function standingOf({ db }: Services, userId: string): Promise<Standing> {
  const row = await db
    .selectFrom("users")
    .leftJoin("newcomers", "newcomers.user_id", "users.id")
    .leftJoin("proved_addresses as proved", (join) =>
      join.onRef("proved.user_id", "=", "users.id").onRef("proved.email", "=", "users.email"),
    )
    .select(["newcomers.ends_at", "proved.proved_at"])
    .where("users.id", "=", userId)
    .executeTakeFirst();
  return { isProved: Boolean(row?.proved_at), endsAt: row?.ends_at ?? null };
}
