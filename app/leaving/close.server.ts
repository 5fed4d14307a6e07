import { endInvitesOf } from "~/accounts/invites/own-invites.server";
import { addressOfNobody, unsignReports } from "~/accounts/leaving/leavers.server";
import { guessesAt } from "~/accounts/sign-in-budgets.server";
import { NO_PASSWORD } from "~/accounts/ways/no-password";
import { forgetBudgets } from "~/budgets/budget.server";
import { linksOf } from "~/budgets/links.server";
import { closing } from "~/credits/whole-balance.server";
import { streamsOf } from "~/generations/streams.server";
import { searchesOf } from "~/history/searches.server";
import { timestamp } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { exportsOf } from "./everything/everything.server";

/** What is a person's own and goes at once, in a few rows each. */
export const GOES_FIRST = [
  "sessions",
  "code_sign_ins",
  "identities",
  "second_factors",
  "recovery_codes",
  "passkeys",
  "passkey_handles",
  "operators",
  "tokens",
  "drafts",
  "mails",
  "newcomers",
  "proved_addresses",
  "invited",
  "invites_of_people",
] as const;

/** What goes when nothing else is left; the row that says that somebody leaves is the very last. */
export const GOES_LAST = [
  "uploads_by_day",
  "day_counts",
  "replicate_turns",
  "emptied",
  "blocks",
  "leavers",
] as const;

/**
 * Takes name and address from an account: from here on nobody comes in, and its ledger is nobody's. It may run any number of
 * times; only the first finds the address.
 */
export async function close(using: Services, { id, email }: { id: string; email: string }): Promise<void> {
  const { db, settings } = using;
  const budgets = [linksOf, exportsOf, searchesOf, streamsOf].map((of) => of(settings, id));
  await db.atomically(
    [
      ...closing(db, id),
      db
        .updateTable("users")
        .set({ email: addressOfNobody(id), password_hash: NO_PASSWORD, updated_at: timestamp() })
        .where("id", "=", id),
      endInvitesOf(db, id),
      ...GOES_FIRST.map((table) => db.deleteFrom(table).where("user_id", "=", id)),
      ...unsignReports(db, email),
      forgetBudgets(db, [guessesAt(using, email), ...budgets]),
    ],
    { mayArriveTwice: true },
  );
}

/** Forgets what was counted of somebody, and that they are leaving: now they have left. */
export async function forget({ db }: Services, id: string): Promise<void> {
  await db.atomically(
    GOES_LAST.map((table) => db.deleteFrom(table).where("user_id", "=", id)),
    { mayArriveTwice: true },
  );
}
