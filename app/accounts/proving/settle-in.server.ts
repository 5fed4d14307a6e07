import { networkAddress } from "~/http/door/network-address.server";
import type { Query } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { freeCredits } from "../welcome/free-credits.server";
import { noteProved } from "./note-proved.server";

/**
 * Queries for an address that turns out to be its person's: a newcomer stays, and is given the first credits if their
 * mailbox never had any. Whoever joined while no mail left has theirs already, and is no newcomer; nor is one who proves two
 * addresses at the same moment, by the second.
 */
export function settleIn(
  using: Services,
  request: Request,
  { userId, email }: { userId: string; email: string },
): Query[] {
  const { db, settings } = using;
  const network = networkAddress(request, settings);
  return [
    noteProved(db, userId, email),
    ...freeCredits(using, { userId, address: email, network, isNewcomer: true }),
    db.deleteFrom("newcomers").where("user_id", "=", userId),
  ];
}
