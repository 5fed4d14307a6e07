import { createHash } from "node:crypto";
import { budgetFor } from "~/budgets/budget.server";
import { take } from "~/budgets/take.server";
import { networkAddress } from "~/http/door/network-address.server";
import { DAY, timestamp } from "~/platform/clock.server";
import { newToken } from "~/platform/ids.server";
import type { Services } from "~/services.server";
import { DRAFT_DAYS } from "../limits";
import { GUEST_DRAFTS_FROM_A_NETWORK, GUEST_DRAFTS_OF_THE_SITE } from "./limits";

/**
 * Keeps what somebody typed while they are at another site to sign in; it does not fit into a cookie. Returns the id by
 * which it is found again, or from when on there is room for it.
 */
export async function keepGuestDraft(
  using: Services,
  request: Request,
  fields: string,
): Promise<{ id: string } | { againAt: string }> {
  const { db, settings } = using;
  const secrets = settings.SESSION_SECRETS;
  const network = networkAddress(request, settings);
  const { taken, againAt } = await take(using, [
    ...(network ? [budgetFor(`guest draft from ${network}`, GUEST_DRAFTS_FROM_A_NETWORK, secrets)] : []),
    budgetFor("guest draft", GUEST_DRAFTS_OF_THE_SITE, secrets),
  ]);
  if (!taken) return { againAt };
  const id = newToken();
  await db
    .insertInto("guest_drafts")
    .values({ id_hash: hashOf(id), fields, created_at: timestamp() })
    .execute();
  return { id };
}

/** What was typed, by the id that its browser kept; empty when there is nothing, or no more. */
export async function guestDraft({ db }: Services, id: string | null): Promise<string> {
  if (id === null) return "";
  const row = await db
    .selectFrom("guest_drafts")
    .select("fields")
    .where("id_hash", "=", hashOf(id))
    .executeTakeFirst();
  return row?.fields ?? "";
}

/** The query that forgets it, once it is kept with an account. */
export function forgetGuestDraft({ db }: Services, id: string) {
  return db.deleteFrom("guest_drafts").where("id_hash", "=", hashOf(id));
}

/** Forgets what nobody came back for. */
export async function forgetOldGuestDrafts({ db }: Services): Promise<void> {
  await db
    .deleteFrom("guest_drafts")
    .where("created_at", "<", timestamp(-DRAFT_DAYS * DAY))
    .execute();
}

const hashOf = (id: string) => createHash("sha256").update(id).digest("base64url");
