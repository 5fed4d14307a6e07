import { type RawBuilder, sql } from "kysely";
import { uuidv7 } from "uuidv7";
import { copyPicture } from "~/pictures/copy.server";
import type { Picture } from "~/pictures/keep.server";
import { thumbnailWanted } from "~/pictures/thumbnails/wanted.server";
import { DAY, HOUR, timestamp } from "~/platform/clock.server";
import { type Query, refusedBy } from "~/platform/db.server";
import { living, livingOrDeleted } from "~/platform/living.server";
import { indexed } from "~/search/index.server";
import type { Services } from "~/services.server";
import { type Generation, nextPosition } from "../generation.server";
import { FREE_REPEATS_A_DAY } from "../limits";
import { settlement } from "../settle.server";

export type Known =
  /** This very form was sent before; nothing was written. */
  | { kind: "sent" }
  /** The person has a picture of the same order, which is offered before another is made; nothing was written. */
  | { kind: "offered"; id: string; image_id: string; input_id: string | null }
  /** The generation is written with a copy of the picture that somebody else's order had, free. */
  | { kind: "given" }
  /** There is no such picture, or it went away meanwhile; nothing was written. */
  | { kind: "none" };

/**
 * What is known of an order before it is made. A picture that the person has is theirs to choose. Where RESULT_CACHE_SCOPE
 * is `site`, another's picture is given as a copy that has nothing to do with theirs: to offer it would tell of them.
 */
export async function known(using: Services, generation: Generation): Promise<Known> {
  const hours = using.settings.RESULT_CACHE_HOURS;
  if (hours === 0) return { kind: "none" };
  const since = timestamp(-hours * HOUR);
  const own = await ownSource(using, generation, since);
  if (own?.id === generation.id) return { kind: "sent" };
  if (own?.image_id) return { kind: "offered", id: own.id, image_id: own.image_id, input_id: own.input_id };

  if (using.settings.RESULT_CACHE_SCOPE !== "site") return { kind: "none" };
  const others = await anybodysSource(using, generation, since);
  if (!others?.image_id) return { kind: "none" };
  // Nobody is told that somebody else has such a picture: what is not free any more is made.
  if (await isSpent(using, generation)) return { kind: "none" };
  // The copy has an id of its own: under the generation's there may lie a picture, if its form was sent before.
  const copy = await copyPicture(using, others.image_id, uuidv7());
  return copy ? give(using, generation, others, copy) : { kind: "none" };
}

/** SQL for whether the person has a picture of the same order, for the batch that would order it. */
export function isKnown(using: Services, generation: Generation): RawBuilder<boolean> {
  const hours = using.settings.RESULT_CACHE_HOURS;
  if (hours === 0) return sql`false`;
  return sql`EXISTS ${ownLatest(using, generation, timestamp(-hours * HOUR))}`;
}

/** What the very form has made, else the person's latest picture of the same order, in one round trip. */
async function ownSource(using: Services, generation: Generation, since: string) {
  const { db } = using;
  const { id } = generation;
  const sent = ownOfOrder(using, generation).where("id", "=", id);
  const latest = ownLatest(using, generation, since);
  const rows = await db
    .selectFrom(sent.as("sent"))
    .selectAll()
    .unionAll(db.selectFrom(latest.as("latest")).selectAll())
    .execute();
  return rows.find((row) => row.id === id) ?? rows[0];
}

function ownLatest(using: Services, generation: Generation, since: string) {
  return ownOfOrder(using, generation)
    .where("status", "=", "succeeded")
    .where("completed_at", ">", since)
    .orderBy("completed_at", "desc")
    .limit(1);
}

function ownOfOrder({ db }: Services, { user_id, input_hash }: Generation) {
  return living(db)
    .select(["id", "image_id", "input_id"])
    .where("user_id", "=", user_id)
    .where("input_hash", "=", input_hash);
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
  { id: sourceId, seed }: { id: string; seed: number },
  copy: Picture,
): Promise<Known> {
  const { db } = using;
  const given = {
    ...generation,
    seed,
    status: "succeeded" as const,
    attempts: 0,
    lease_until: null,
    // Whose it was is nobody's business: the copy names itself.
    cached_from: generation.id,
    completed_at: generation.created_at,
  };
  try {
    await db.atomically([
      noted(using, copy),
      db.insertInto("generation_history").values((query) => ({
        ...given,
        position: nextPosition(),
        // A batch has no `if`: with as many given as may be, the cost is NULL, which its column refuses.
        cost: sql<number>`(SELECT CASE WHEN (${givenToday(using, generation)}) < ${FREE_REPEATS_A_DAY} THEN 0 END)`,
        // If the source was deleted meanwhile this is NULL, which `succeeded_has_picture` refuses.
        image_id: query
          .selectFrom("images")
          .select("id")
          .where("id", "=", copy.id)
          .where(query.exists(living(db).select("id").where("id", "=", sourceId))),
      })),
      indexed(db, { ...generation, userId: generation.user_id }),
      settlement(using, generation.id, { outcome: "succeeded" }),
    ]);
  } catch (error) {
    // As many were given as may be, or the form was sent before: what comes next looks for itself in either case.
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
