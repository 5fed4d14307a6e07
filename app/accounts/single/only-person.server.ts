import { timestamp } from "~/platform/clock.server";
import type { Db } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { NO_NOTICES } from "~/site/notices.server";
import type { Visitor } from "../user";

/** What forms reckon with where credits are not counted; no page says it. */
const AS_MANY_AS_ONE_LIKES = 1_000_000;

/** The account of a machine that has one person. Mails to it go nowhere. */
const ONLY = { id: "00000000-0000-7000-8000-000000000001", email: "only@single.invalid" };

/**
 * The one person of a machine with `SINGLE_USER`: whoever asks. It is the oldest account there is, so that what was made
 * with accounts is still theirs; where there is none it is made.
 */
export async function onlyPerson({ db }: Services): Promise<Visitor> {
  const known = await oldest(db);
  if (known) return known;
  const now = timestamp();
  await db
    .insertInto("users")
    .values({ ...ONLY, password_hash: "-", created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { ...ONLY, ...RIGHTS };
}

const RIGHTS = {
  credits: AS_MANY_AS_ONE_LIKES,
  isOperator: false,
  confirmedAt: null,
  endsAt: null,
  site: NO_NOTICES,
};

async function oldest(db: Db): Promise<Visitor | null> {
  const found = await db
    .selectFrom("users")
    .select(["id", "email"])
    .where("email", "not like", "%@deleted.invalid")
    .orderBy("created_at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return found ? { ...found, ...RIGHTS } : null;
}
