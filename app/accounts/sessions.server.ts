import { createHash, randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { signedCookie } from "~/http/cookies.server";
import { DAY, SECOND, timestamp } from "~/platform/clock.server";
import type { Query } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { noticesColumn, noticesOfSession } from "~/site/notices.server";
import { LONGEST_SESSION_DAYS, SESSION_DAYS, SESSION_NOTED_AFTER_DAYS } from "./limits";
import { isBlocked, isOperator } from "./role/role.server";
import { browserName } from "./sessions/browser-name.server";
import { endOldest } from "./sessions/end-oldest.server";
import type { Visitor } from "./user";

/** A session's id has 256 bits, so that nobody comes upon one by trying. */
const ID_BYTES = 32;

/**
 * Opens a session under a new id, so that one planted before sign-in is worth nothing, and ends the one that the browser
 * had. `also` happens together with it. `onlyIf` is a condition of SQL without which nobody has the session, which the schema
 * refuses by `SESSION_REFUSED`, and all of it. @returns a Set-Cookie value.
 */
export async function openSession(
  { db, settings }: Services,
  request: Request,
  userId: string,
  also: Query[] = [],
  onlyIf = sql<boolean>`true`,
): Promise<string> {
  const id = randomBytes(ID_BYTES).toString("base64url");
  const before = await sessionId(request, settings.SESSION_SECRETS);
  const now = timestamp();
  await db.atomically([
    db.insertInto("sessions").values({
      id_hash: hashOf(id),
      id: randomUUID(),
      user_id: sql<string>`(SELECT id FROM users WHERE id = ${userId} AND ${onlyIf})`,
      browser: browserName(request) || null,
      created_at: now,
      last_seen_at: now,
      expires_at: endFor(now),
    }),
    ...(before ? [db.deleteFrom("sessions").where("id_hash", "=", hashOf(before))] : []),
    endOldest(db, userId),
    ...also,
  ]);
  return cookieUntil(request, settings.SESSION_SECRETS, { id, userId }, endFor(now));
}

/** The constraint that refuses a session which is nobody's. */
export const SESSION_REFUSED = "sessions.user_id";

/**
 * The visitor's account, in one round trip; null for no cookie, a forged or expired one, or an account that is gone or blocked.
 * `onRenewed` is given a Set-Cookie value when the session goes on: row and cookie end at the same moment. `claimed` is
 * what the cookie says, where that is being read already.
 */
export async function readSession(
  using: Services,
  request: Request,
  onRenewed: (setCookie: string) => void = () => {},
  claimed = sessionClaim(request, using.settings.SESSION_SECRETS),
): Promise<Visitor | null> {
  const { db, settings } = using;
  const claim = await claimed;
  if (!claim) return null;
  const { id } = claim;
  const found = await db
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .select(["users.id", "users.email", "users.credits", "sessions.last_seen_at", "sessions.created_at"])
    .select(["sessions.confirmed_at", isOperator(using).as("is_operator"), noticesColumn.as("notices")])
    .leftJoin("newcomers", "newcomers.user_id", "users.id")
    .select("newcomers.ends_at as endsAt")
    .where("sessions.id_hash", "=", hashOf(id))
    .where("sessions.expires_at", ">", timestamp())
    // Sessions that were renewed before there was a last end have a later one in their row.
    .where("sessions.created_at", ">", timestamp(-LONGEST_SESSION_DAYS * DAY))
    .where((row) => row.not(isBlocked("users.id")))
    .executeTakeFirst();
  if (!found) return null;

  const { last_seen_at, created_at, confirmed_at, is_operator, notices, ...user } = found;
  if (last_seen_at < timestamp(-SESSION_NOTED_AFTER_DAYS * DAY)) {
    const end = endFor(created_at);
    await db
      .updateTable("sessions")
      .set({ last_seen_at: timestamp(), expires_at: end })
      .where("id_hash", "=", hashOf(id))
      .execute();
    onRenewed(await cookieUntil(request, settings.SESSION_SECRETS, { id, userId: user.id }, end));
  }
  return {
    ...user,
    isOperator: is_operator === 1,
    confirmedAt: confirmed_at,
    site: noticesOfSession(notices),
  };
}

/** Ends the session on the server too: a copy of its cookie is worth nothing. @returns a Set-Cookie value. */
export async function closeSession({ db, settings }: Services, request: Request): Promise<string> {
  const id = await sessionId(request, settings.SESSION_SECRETS);
  if (id) await db.deleteFrom("sessions").where("id_hash", "=", hashOf(id)).execute();
  return sessionCookie(request, settings.SESSION_SECRETS).forget();
}

/** What a session cookie of our signature says: the session, and whose it is, which older cookies do not say. */
export type SessionClaim = { id: string; userId: string | null };

/** Stands between the two parts of the cookie; neither has it in it. */
const BETWEEN = ".";

/** What the session cookie says; the session may have ended, since no database is asked. */
export async function sessionClaim(request: Request, secrets: string[]): Promise<SessionClaim | null> {
  const value = await sessionCookie(request, secrets).read();
  if (typeof value !== "string" || value === "") return null;
  const [id = "", userId] = value.split(BETWEEN);
  return { id, userId: userId ?? null };
}

/** The id in a session cookie of our signature; the session may have ended. */
export async function sessionId(request: Request, secrets: string[]): Promise<string | null> {
  return (await sessionClaim(request, secrets))?.id ?? null;
}

/** What the table has of the visitor's session; null without one. */
export async function sessionHash(request: Request, secrets: string[]): Promise<string | null> {
  const id = await sessionId(request, secrets);
  return id ? hashOf(id) : null;
}

export function sessionCookie(request: Request, secrets: string[]) {
  return signedCookie(request, "session", secrets);
}

/** When a session that is used now comes to its end, unless it is used again. */
function endFor(createdAt: string): string {
  const last = new Date(Date.parse(createdAt) + LONGEST_SESSION_DAYS * DAY).toISOString();
  const next = timestamp(SESSION_DAYS * DAY);
  return next < last ? next : last;
}

function cookieUntil(
  request: Request,
  secrets: string[],
  { id, userId }: { id: string; userId: string },
  end: string,
): Promise<string> {
  const seconds = Math.max(0, Math.round((Date.parse(end) - Date.now()) / SECOND));
  return sessionCookie(request, secrets).keep(id + BETWEEN + userId, seconds);
}

/** The table's form of a session's id, which lets nobody in. */
export function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url");
}
