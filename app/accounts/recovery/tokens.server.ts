import { randomBytes } from "node:crypto";
import { timestamp } from "~/platform/clock.server";
import { type Db, type Query, refusedBy } from "~/platform/db.server";
import { isKeyedHash, keyedHash } from "~/platform/keyed-hash.server";
import type { Tokens } from "~/platform/schema";
import type { Services } from "~/services.server";

export type Purpose = Tokens["purpose"];

export type Token = Pick<Tokens, "id" | "purpose" | "email"> & {
  userId: string;
  /** The address of the account as it is now. */
  accountEmail: string;
};

const ID_BYTES = 16;

/** The id of a token that is to be made. It is no secret: the link has a signature beside it. */
export function tokenId(): string {
  return randomBytes(ID_BYTES).toString("base64url");
}

/** What stands in a link: the id, and a signature that only the app can make, always the same for one token. */
export function secretOf({ id, purpose }: Pick<Token, "id" | "purpose">, [secret]: string[]): string {
  return `${id}.${secret ? keyedHash(secret, textFor(id, purpose)) : ""}`;
}

const textFor = (id: string, purpose: Purpose) => `link:${purpose}:${id}`;

/** The token behind a link that does one of these things; null for a forged, a used and an old one. Nothing changes by it. */
export async function openToken(
  { db, settings }: Pick<Services, "db" | "settings">,
  link: string | undefined,
  purposes: Purpose[],
): Promise<Token | null> {
  const [, id = "", signature = ""] = link?.match(LINK) ?? [];
  const purpose = purposes.find((one) => isKeyedHash(signature, textFor(id, one), settings.SESSION_SECRETS));
  if (!purpose) return null;
  const found = await db
    .selectFrom("tokens")
    .innerJoin("users", "users.id", "tokens.user_id")
    .leftJoin("used_tokens", "used_tokens.token_id", "tokens.id")
    .select(["tokens.id", "tokens.purpose", "tokens.email", "tokens.user_id as userId"])
    .select("users.email as accountEmail")
    .where("tokens.id", "=", id)
    .where("tokens.purpose", "=", purpose)
    .where("tokens.expires_at", ">", timestamp())
    .where("used_tokens.token_id", "is", null)
    .executeTakeFirst();
  return found ?? null;
}

const LINK = /^([\w-]{22})\.([\w-]{43})$/;

/** The query that makes a token, which works for `lasts` milliseconds. */
export function addToken(
  db: Db,
  {
    id,
    userId,
    purpose,
    email,
    lasts,
  }: Pick<Token, "id" | "purpose" | "email" | "userId"> & { lasts: number },
): Query {
  return db.insertInto("tokens").values({
    ...{ id, user_id: userId, purpose, email },
    ...{ created_at: timestamp(), expires_at: timestamp(lasts) },
  });
}

/** The query that lets a link work once: it joins the batch of what the link does, and refuses it the second time. */
export function spend(db: Db, { id }: Pick<Token, "id">): Query {
  return db.insertInto("used_tokens").values({ token_id: id, used_at: timestamp() });
}

/** The constraints that refuse a batch whose link was used meanwhile, or has ended. */
const SPENT = ["used_tokens.token_id", "FOREIGN KEY"];

/** Runs a batch in which a link is spent. False when it was spent before, or forgotten: then nothing was done. */
export async function onceOnly(db: Db, queries: Query[]): Promise<boolean> {
  try {
    await db.atomically(queries);
    return true;
  } catch (error) {
    if (SPENT.some((constraint) => refusedBy(error, constraint))) return false;
    throw error;
  }
}
