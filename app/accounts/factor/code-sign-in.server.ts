import { createHash, randomBytes } from "node:crypto";
import { redirect, type TypedResponse } from "@remix-run/cloudflare";
import { type RawBuilder, sql } from "kysely";
import { signedCookie } from "~/http/cookies.server";
import type { Asked } from "~/http/notice.server";
import { DAY, MINUTE, SECOND, timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { type Services, services } from "~/services.server";
import { CODE_MINUTES, CODE_TRIES } from "./limits";

/** The page on which the code is asked for. */
const CODE_PAGE = "/login/code";

/** Somebody who has proved who they are: by what they were known, where they are going, what they typed before. */
type Person = Record<"userId" | "address" | "page" | "draft", string>;

/** Somebody who has proved who they are, and is asked for a code. */
export type CodeSignIn = Person & {
  idHash: string;
  /** Whether no more codes are taken: the time or the tries are used up. */
  isOver: boolean;
};

const ID_BYTES = 32;

type Proven = Person & { also: Query[]; stillProves: RawBuilder<boolean> };

/**
 * Leads somebody to the page where the code is asked for. They have no session: only a row, and a cookie with its id. Where
 * what they have shown proves nothing any more, the schema refuses it by `CODE_SIGN_IN_REFUSED`.
 */
export async function askForCode(
  { request, context }: Asked,
  { userId, address, page, draft, also, stillProves }: Proven,
): Promise<TypedResponse<never>> {
  const { db, settings } = services(context);
  const id = randomBytes(ID_BYTES).toString("base64url");
  await db.atomically([
    db.insertInto("code_sign_ins").values({
      user_id: sql<string>`(SELECT id FROM users WHERE id = ${userId} AND ${stillProves})`,
      ...{ id_hash: hashOf(id), address, page, draft },
      ...{ created_at: timestamp(), expires_at: timestamp(CODE_MINUTES * MINUTE) },
    }),
    ...also,
  ]);
  // The cookie outlives the row's time, so that whoever is late finds the way back with what they typed.
  const cookie = await cookieOf(request, settings.SESSION_SECRETS).keep(id, DAY / SECOND);
  return redirect(CODE_PAGE, { status: 303, headers: { "Set-Cookie": cookie } });
}

/** The constraint that refuses to ask nobody for a code. */
export const CODE_SIGN_IN_REFUSED = "code_sign_ins.user_id";

/** SQL for whether somebody is asked for a code still: a change of their account sends away whoever is. */
export function isAsked({ idHash, userId }: CodeSignIn): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (SELECT 1 FROM code_sign_ins WHERE id_hash = ${idHash} AND user_id = ${userId})`;
}

/** SQL for whether a person has no second factor that is on. */
export function withoutFactor(userId: string): RawBuilder<boolean> {
  return sql<boolean>`NOT EXISTS (SELECT 1 FROM second_factors WHERE user_id = ${userId} AND turned_on_at IS NOT NULL)`;
}

/** Who is asked for a code in this browser; null where nobody is. */
export async function codeSignIn({ db, settings }: Services, request: Request): Promise<CodeSignIn | null> {
  const id = await cookieOf(request, settings.SESSION_SECRETS).read();
  if (typeof id !== "string" || id === "") return null;
  const row = await db
    .selectFrom("code_sign_ins")
    .select(["id_hash", "user_id", "address", "page", "draft", "tries", "expires_at"])
    .where("id_hash", "=", hashOf(id))
    .executeTakeFirst();
  if (!row) return null;
  const isOver = row.tries >= CODE_TRIES || row.expires_at <= timestamp();
  return {
    ...{ idHash: row.id_hash, userId: row.user_id },
    ...{ address: row.address, page: row.page, draft: row.draft, isOver },
  };
}

/** Query that counts a try. It returns a row with their number, or none when there are no more. */
export function countTry(db: Db, { idHash }: CodeSignIn): Query {
  return db
    .updateTable("code_sign_ins")
    .set(({ eb }) => ({ tries: eb("tries", "+", 1) }))
    .where("id_hash", "=", idHash)
    .where("tries", "<", CODE_TRIES)
    .where("expires_at", ">", timestamp())
    .returning("tries");
}

export function endCodeSignIn(db: Db, { idHash }: CodeSignIn): Query {
  return db.deleteFrom("code_sign_ins").where("id_hash", "=", idHash);
}

/** Query that sends away all who are asked for a code of this person: what they proved has changed meanwhile. */
export function endCodeSignIns(db: Db, userId: string): Query {
  return db.deleteFrom("code_sign_ins").where("user_id", "=", userId);
}

/** Forgets who was asked for a code a day ago. */
export async function forgetOldCodeSignIns({ db }: Services): Promise<void> {
  await db.deleteFrom("code_sign_ins").where("created_at", "<", timestamp(-DAY)).execute();
}

function cookieOf(request: Request, secrets: string[]) {
  return signedCookie(request, "code", secrets);
}

const hashOf = (id: string) => createHash("sha256").update(id).digest("base64url");
