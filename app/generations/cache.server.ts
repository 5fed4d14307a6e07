import { sql } from "kysely";
import { uuidv7 } from "uuidv7";
import { copyPicture } from "~/pictures/copy.server";
import type { Picture } from "~/pictures/keep.server";
import { thumbnailWanted } from "~/pictures/thumbnails/thumbnails.server";
import { DAY, HOUR, SECOND, timestamp } from "~/platform/clock.server";
import { type Query, refusedBy } from "~/platform/db.server";
import { living, livingOrDeleted } from "~/platform/living.server";
import { indexed } from "~/search/index.server";
import type { Services } from "~/services.server";
import { type Generation, nextPosition } from "./generation.server";
import { FREE_REPEATS_A_DAY, SAME_ORDER_SECONDS } from "./limits";
import { settlement } from "./settle.server";

export type Repeat =
  /** The person ordered the same a moment ago and has its picture; nothing was written. */
  | { kind: "there"; id: string }
  /** The generation is written with the picture that the same order had, free. */
  | { kind: "given" }
  /** The same order has a picture, but as many as may be were given free; nothing was written. */
  | { kind: "spent" }
  /** The same order has no picture, or it went away meanwhile; nothing was written. */
  | { kind: "none" };

type Source = { id: string; image_id: string | null; seed: number; isRecent: 0 | 1 };

/**
 * Gives a generation the picture that the same model made of the same prompt and input a little while ago: one of the same
 * person, or of anybody where RESULT_CACHE_SCOPE is `site`, and then as a copy that has nothing to do with theirs.
 */
export async function repeat(using: Services, generation: Generation): Promise<Repeat> {
  const hours = using.settings.RESULT_CACHE_HOURS;
  if (hours === 0) return { kind: "none" };
  const since = timestamp(-hours * HOUR);
  const own = await ownSource(using, generation, since);
  if (own?.isRecent) return { kind: "there", id: own.id };
  if (own?.image_id) return give(using, generation, own, own.image_id, own.id);

  if (using.settings.RESULT_CACHE_SCOPE !== "site") return { kind: "none" };
  const others = await anybodysSource(using, generation, since);
  if (!others?.image_id) return { kind: "none" };
  // Nobody is told that somebody else has such a picture: what is not free any more is made.
  if (await isSpent(using, generation)) return { kind: "none" };
  // The copy has an id of its own: under the generation's there may lie a picture, if its form was sent before.
  const copy = await copyPicture(using, others.image_id, uuidv7());
  if (!copy) return { kind: "none" };
  // Whose it was is nobody's business: the copy names itself.
  const given = await give(using, generation, others, copy.id, generation.id, [noted(using, copy)]);
  return given.kind === "given" ? given : { kind: "none" };
}

/** The person's latest picture of the same order if it is of a moment ago, else the latest paid one, in one round trip. */
async function ownSource(
  { db }: Services,
  { user_id, input_hash }: Generation,
  since: string,
): Promise<Source | undefined> {
  const latest = (isRecent: 0 | 1, after: string) =>
    living(db)
      .select(["id", "image_id", "seed", sql<0 | 1>`${sql.lit(isRecent)}`.as("isRecent")])
      .where("user_id", "=", user_id)
      .where("input_hash", "=", input_hash)
      .where("status", "=", "succeeded")
      .where("completed_at", ">", after)
      .orderBy("completed_at", "desc")
      .limit(1);
  const recent = latest(1, timestamp(-SAME_ORDER_SECONDS * SECOND));
  const paid = latest(0, since).where("cached_from", "is", null);
  const rows = await db
    .selectFrom(recent.as("recent"))
    .selectAll()
    .unionAll(db.selectFrom(paid.as("paid")).selectAll())
    .execute();
  return rows.find(({ isRecent }) => isRecent) ?? rows[0];
}

function anybodysSource({ db }: Services, { input_hash }: Generation, since: string) {
  return living(db)
    .select(["id", "image_id", "seed"])
    .where("input_hash", "=", input_hash)
    .where("status", "=", "succeeded")
    .where("cached_from", "is", null)
    .where("completed_at", ">", since)
    .orderBy("completed_at", "desc")
    .limit(1)
    .executeTakeFirst();
}

async function give(
  using: Services,
  generation: Generation,
  { id: sourceId, seed }: Pick<Source, "id" | "seed">,
  image_id: string,
  cached_from: string,
  before: Query[] = [],
): Promise<Repeat> {
  const { db } = using;
  const given = {
    ...generation,
    seed,
    status: "succeeded" as const,
    attempts: 0,
    lease_until: null,
    cached_from,
    completed_at: generation.created_at,
  };
  try {
    await db.atomically([
      ...before,
      db.insertInto("generation_history").values((query) => ({
        ...given,
        position: nextPosition(),
        // A batch has no `if`: with as many given as may be, the cost is NULL, which its column refuses.
        cost: sql<number>`(SELECT CASE WHEN (${givenToday(using, generation)}) < ${FREE_REPEATS_A_DAY} THEN 0 END)`,
        // The picture is looked up again here: if it is gone, or was deleted meanwhile, this is NULL, which
        // `succeeded_has_picture` refuses.
        image_id: query
          .selectFrom("images")
          .select("id")
          .where("id", "=", image_id)
          .where(query.exists(living(db).select("id").where("id", "=", sourceId))),
      })),
      indexed(db, { ...generation, userId: generation.user_id }),
      settlement(using, generation.id, { outcome: "succeeded" }),
    ]);
  } catch (error) {
    if (refusedBy(error, "generation_history.cost")) return { kind: "spent" };
    // The picture is gone, or the form was sent before: what comes next looks for itself in either case.
    if (refusedBy(error)) return { kind: "none" };
    throw error;
  }
  return { kind: "given" };
}

function noted({ db }: Services, picture: Picture): Query {
  return db.insertInto("images").values({ ...picture, ...thumbnailWanted(picture), created_at: timestamp() });
}

function givenToday({ db }: Services, { user_id }: Generation) {
  return livingOrDeleted(db)
    .select((query) => query.fn.countAll<number>().as("given"))
    .where("user_id", "=", user_id)
    .where("cached_from", "is not", null)
    .where("created_at", ">", timestamp(-DAY));
}

async function isSpent(using: Services, generation: Generation): Promise<boolean> {
  const { given } = await givenToday(using, generation).executeTakeFirstOrThrow();
  return given >= FREE_REPEATS_A_DAY;
}
