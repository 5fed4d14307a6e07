import { networkAddress } from "~/http/door/network-address.server";
import type { Services } from "~/services.server";
import { onceOnly } from "../recovery/reset.server";
import { spend, type Token } from "../recovery/tokens.server";
import { freeCredits } from "../welcome/free-credits.server";
import { noteProved } from "./note-proved.server";

/**
 * Notes that the address of an account is its person's. A newcomer stays then, and is given the first credits, if their
 * mailbox never had any. False when the link was used meanwhile, or is about an address that the account has left.
 */
export async function proveAddress(using: Services, request: Request, token: Token): Promise<boolean> {
  const { db } = using;
  const { userId, email, accountEmail } = token;
  if (email.toLowerCase() !== accountEmail.toLowerCase()) return false;
  const { endsAt } = await standingOf(using, userId);
  const network = networkAddress(request, using.settings);
  return onceOnly(db, [
    spend(db, token),
    noteProved(db, userId, email),
    db.deleteFrom("newcomers").where("user_id", "=", userId),
    // Whoever joined while no mail left has theirs already.
    ...(endsAt ? freeCredits(using, { userId, address: email, network }) : []),
  ]);
}

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
