import { networkAddress } from "~/http/door/network-address.server";
import type { Query } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { freeCredits } from "../welcome/free-credits.server";
import { noteProved } from "./note-proved.server";
import { standingOf } from "./standing.server";

/** Queries for an address that turns out to be its person's: a newcomer stays, and is given the first credits if their mailbox never had any. */
export async function settleIn(
  using: Services,
  request: Request,
  { userId, email }: { userId: string; email: string },
): Promise<Query[]> {
  const { db, settings } = using;
  const { endsAt } = await standingOf(using, userId);
  const network = networkAddress(request, settings);
  return [
    noteProved(db, userId, email),
    db.deleteFrom("newcomers").where("user_id", "=", userId),
    // Whoever joined while no mail left has theirs already.
    ...(endsAt ? freeCredits(using, { userId, address: email, network }) : []),
  ];
}
