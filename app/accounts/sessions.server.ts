import { createHash, randomBytes } from "node:crypto";
import { createCookie } from "@remix-run/cloudflare";
import { isSecure } from "~/http/https.server";
import { DAY, SECOND, timestamp } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import type { User } from "./user";

const LIFETIME = 30 * DAY;
/** How stale last_seen_at may be: renewing it on every page would cost a write each. */
const RENEW_AFTER = DAY;

/** Always a new id, so that one planted before sign-in is worth nothing. Returns a Set-Cookie value. */
export async function openSession(
  { db, settings }: Services,
  request: Request,
  userId: string,
): Promise<string> {
  const id = randomBytes(32).toString("base64url");
  const now = timestamp();
  await db
    .insertInto("sessions")
    .values({
      id_hash: hashOf(id),
      user_id: userId,
      created_at: now,
      last_seen_at: now,
      expires_at: timestamp(LIFETIME),
    })
    .execute();
  return cookieFor(request, settings.SESSION_SECRETS).serialize(id);
}

/** The visitor's account, in one round trip; null for no cookie, a forged or expired one, or an account that is gone. */
export async function readSession({ db, settings }: Services, request: Request): Promise<User | null> {
  const id = await sessionId(request, settings.SESSION_SECRETS);
  if (!id) return null;
  const found = await db
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .select(["users.id", "users.email", "users.credits", "sessions.last_seen_at"])
    .where("sessions.id_hash", "=", hashOf(id))
    .where("sessions.expires_at", ">", timestamp())
    .executeTakeFirst();
  if (!found) return null;

  const { last_seen_at, ...user } = found;
  if (last_seen_at < timestamp(-RENEW_AFTER)) {
    await db
      .updateTable("sessions")
      .set({ last_seen_at: timestamp(), expires_at: timestamp(LIFETIME) })
      .where("id_hash", "=", hashOf(id))
      .execute();
  }
  return user;
}

/** Ends the session on the server too: a copy of its cookie is worth nothing. Returns a Set-Cookie value. */
export async function closeSession({ db, settings }: Services, request: Request): Promise<string> {
  const id = await sessionId(request, settings.SESSION_SECRETS);
  if (id) await db.deleteFrom("sessions").where("id_hash", "=", hashOf(id)).execute();
  return cookieFor(request, settings.SESSION_SECRETS).serialize("", { maxAge: 0 });
}

async function sessionId(request: Request, secrets: string[]): Promise<string | null> {
  const cookie = cookieFor(request, secrets);
  // Remix throws at a signature that is not base64: forged like any other.
  const value: unknown = await cookie.parse(request.headers.get("Cookie")).catch(() => null);
  return typeof value === "string" && value !== "" ? value : null;
}

/** Browsers refuse `__Host-` and `Secure` on plain http, which only local use has. */
function cookieFor(request: Request, secrets: string[]) {
  const secure = isSecure(request);
  return createCookie(secure ? "__Host-session" : "session", {
    httpOnly: true,
    maxAge: LIFETIME / SECOND,
    path: "/",
    sameSite: "lax",
    secrets,
    secure,
  });
}

const hashOf = (id: string) => createHash("sha256").update(id).digest("base64url");
