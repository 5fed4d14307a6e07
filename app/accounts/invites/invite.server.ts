import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Mistake } from "~/http/mistakes";
import { addressOf } from "~/platform/address.server";
import { timestamp } from "~/platform/clock.server";
import { type Query, refusedBy } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { isLeavingOrBlocked } from "../leaving/leavers.server";
import { INVITE } from "./limits";

/** Who may join, as the owner has it and as the link says by which somebody comes. */
export type Entry = { kind: "open" } | { kind: "invited"; hash: string } | { kind: "refused"; why: Mistake };

/** The id in a link that invites, as it stands in the address of the page and of the form on it. */
export function inviteIn(request: Request): string | null {
  return addressOf(request).searchParams.get(INVITE);
}

/** Whether somebody may join, as far as that is known without asking the database. */
export function entryOf(using: Pick<Services, "settings">, request: Request): Entry {
  return entryFor(using, inviteIn(request));
}

/** The same of whoever comes by the invite with this id, or by none. */
export function entryFor({ settings }: Pick<Services, "settings">, id: string | null): Entry {
  if (settings.SIGNUP === "open") return { kind: "open" };
  if (settings.SIGNUP === "closed") return { kind: "refused", why: "join_closed" };
  return id ? { kind: "invited", hash: hashOf(id) } : { kind: "refused", why: "join_by_invite" };
}

/** The same once the database is asked: a link that is used up or over is told before anything is typed. */
export async function entryNow({ db }: Services, entry: Entry): Promise<Entry> {
  if (entry.kind !== "invited") return entry;
  const invite = await db
    .selectFrom("invites")
    .select("id_hash")
    .where("id_hash", "=", entry.hash)
    .where(isUsable())
    .executeTakeFirst();
  return invite ? entry : { kind: "refused", why: "invite_over" };
}

/** Queries that use the invite once for a new account, whose batch they join; one that is used up or over refuses all of it. */
export function spendInvite({ db }: Services, entry: Entry, userId: string): Query[] {
  if (entry.kind !== "invited") return [];
  const now = timestamp();
  const usable = sql<string>`(SELECT id_hash FROM invites WHERE id_hash = ${entry.hash} AND ${isUsable()})`;
  return [
    db.insertInto("invited").values({ user_id: userId, invite_hash: usable, joined_at: now }),
    db
      .updateTable("invites")
      .set((invites) => ({ used: invites("used", "+", 1) }))
      .where("id_hash", "=", entry.hash),
  ];
}

/** SQL for whether anybody joins by an invite still: not by one of somebody who is blocked, or is leaving. */
function isUsable() {
  return sql<boolean>`used < uses AND expires_at > ${timestamp()} AND NOT EXISTS (
    SELECT 1 FROM invites_of_people AS of_person WHERE of_person.invite_hash = invites.id_hash
      AND ${isLeavingOrBlocked("of_person.user_id")}
  )`;
}

/** Whether it was the invite that refused a batch. */
export function wasInviteOver(error: unknown): boolean {
  return refusedBy(error, "invited.invite_hash");
}

/** The table's form of an id, which lets nobody in. */
export function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url");
}
