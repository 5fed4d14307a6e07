import { sql } from "kysely";
import type { User } from "~/accounts/user";
import { countPredictions, predictionsLeft, tomorrow } from "~/credits/allowances.server";
import { debit } from "~/credits/ledger.server";
import { owedCredits } from "~/credits/owed.server";
import { supply } from "~/credits/whole-balance.server";
import { savedInto } from "~/history/collections/members.server";
import { isFull } from "~/history/collections/new-collection.server";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { livingOrDeleted } from "~/platform/living.server";
import { indexed } from "~/search/index.server";
import type { Services } from "~/services.server";
import { NOT_TAKEN, takeFromBudget } from "~/site/day-budget.server";
import { readNotices, type SiteNotices } from "~/site/notices.server";
import { firstAttempts } from "./advance.server";
import { isKnown, known } from "./cache.server";
import { AMONG_OPEN, type Generation, nextPosition } from "./generation.server";
import { newLease } from "./lease.server";
import { whileThrottled } from "./line/pace.server";
import type { Order } from "./order/order.server";
import { orderColumns, pictureId } from "./order/order-columns.server";

export type Started =
  /** The order is under way; a form sent before leads to its generation. */
  | { kind: "started"; id: string; count: number }
  /** The visitor has too few credits, or owes some, with which nothing can be ordered; nothing was charged. */
  | { kind: "short"; credits: number; owed: number; cost: number }
  /** The visitor has as many orders on their way as one may have; nothing was charged. */
  | { kind: "full"; most: number }
  /** The visitor has a picture of the same order; nothing was charged, and `fresh` makes a new one for `cost`. */
  | { kind: "offered"; id: string; image_id: string; input_id: string | null; cost: number }
  /** More pictures than may still be asked for today, UTC; nothing was charged. */
  | { kind: "spent"; left: number; again_at: string }
  /** The pictures were to go into a new collection, and the visitor has as many as may be; nothing was charged. */
  | { kind: "collections_full" }
  /** No orders are taken, until then or until the operator says so; nothing was charged. */
  | { kind: "closed"; said: SiteNotices["closed"]; again_at: string | null }
  /** The form's id was used for something else; nothing was charged. */
  | { kind: "used" };

/**
 * Takes the credits and notes the generations in one batch, all or none, then goes as far towards the pictures as a few
 * seconds allow.
 */
export async function startGeneration(using: Services, user: User, order: Order): Promise<Started> {
  const generations = Array.from({ length: order.count }, (_, index) => reserved(user, order, index));
  const [first] = generations;
  // Who wants several wants them to differ; and who orders from under a picture has seen that one.
  const mayBeKnown = first && order.count === 1 && !order.fresh && !order.under;
  // On the way of pictures to Replicate there is one round trip more: there the batch itself says whether it is known.
  const isAskedLater = order.pictures.length > 0 && using.settings.RESULT_CACHE_SCOPE === "person";
  const cached = mayBeKnown && !isAskedLater && (await startFromCache(using, order, first));
  if (cached) return cached;

  const unlessKnown = Boolean(mayBeKnown) && isAskedLater;
  const held = await reserve(using, user, order, generations, { unlessKnown });
  if ("kind" in held) return held;
  // The generations are paid for and noted: whatever breaks now, the visitor follows them on their own page.
  const inputIds = order.pictures.map(({ id }) => id);
  await firstAttempts(using, held, inputIds);
  return started(order);
}

const started = ({ id, count }: Order): Started => ({ kind: "started", id, count });

/** Where an order is followed, and what comes of it seen. */
export function pageOf({ id, count }: Extract<Started, { kind: "started" }>): string {
  return `/${count > 1 ? "orders" : "generations"}/${id}`;
}

/** What the result cache has for an order; null when a picture is to be made. */
async function startFromCache(
  using: Services,
  order: Order,
  generation: Generation,
): Promise<Started | null> {
  const found = await known(using, generation);
  switch (found.kind) {
    case "offered":
      return { ...found, cost: order.cost };
    case "sent":
    case "given":
      return started(order);
    case "none":
      return null;
  }
}

function reserved(user: User, order: Order, index: number): Generation {
  const now = timestamp();
  return {
    id: pictureId(order, index),
    user_id: user.id,
    order_id: order.count > 1 ? order.id : null,
    ...orderColumns(order, index),
    ...newLease(),
    status: "reserved",
    deleted_at: null,
    favorite: 0,
    attempts: 1,
    next_attempt_at: null,
    cancel_requested_at: null,
    cancel_terms: null,
    has_started: 0,
    counted_attempts: 1,
    prediction_id: null,
    image_id: null,
    cached_from: null,
    cost_micro_usd: null,
    error_code: null,
    timings: null,
    created_at: now,
    completed_at: null,
    updated_at: now,
  };
}

/**
 * Inserts the generations with their debits; the caller then holds them, paid, else it is told why there are none. While
 * Replicate throttles they are inserted into its waiting line, as not asked for yet.
 */
async function reserve(
  using: Services,
  user: User,
  order: Order,
  generations: Generation[],
  { unlessKnown }: { unlessKnown: boolean },
): Promise<Started | Generation[]> {
  const { db, settings } = using;
  const [first] = generations;
  const most = settings.MAX_OPEN_GENERATIONS;
  // A batch has no `if`: with as many orders open as may be, the cost is NULL, which its column refuses.
  const isNew = unlessKnown && first ? sql`NOT ${isKnown(using, first)}` : sql`true`;
  const cost = sql<number>`(
    SELECT CASE WHEN count(DISTINCT coalesce(order_id, id)) < ${most} AND ${isNew} THEN ${order.cost} END
    FROM generation_history
    WHERE user_id = ${user.id} AND ${AMONG_OPEN} AND coalesce(order_id, id) <> ${order.id}
  )`;
  const waiting = { attempts: 0, next_attempt_at: timestamp() };
  const line = {
    attempts: whileThrottled(waiting.attempts, 1),
    next_attempt_at: whileThrottled(waiting.next_attempt_at, null),
  };
  const asTheyStand = (attempts = 1) =>
    attempts === waiting.attempts ? generations.map((one) => ({ ...one, ...waiting })) : generations;
  try {
    const queries = generations.flatMap((generation) => [
      db
        .insertInto("generation_history")
        .values({ ...generation, ...line, cost, position: nextPosition() })
        .returning("attempts"),
      ...(order.collection === null
        ? []
        : savedInto(db, { userId: user.id, generationId: generation.id, name: order.collection })),
      indexed(db, { ...generation, userId: user.id }),
      ...broughtFurther(using, order, generation),
      ...(settings.SINGLE_USER ? supply(db, { userId: user.id, amount: generation.cost }) : []),
      ...debit(db, { userId: user.id, generationId: generation.id, amount: generation.cost }),
    ]);
    const counted = countPredictions(using, { userId: user.id, count: generations.length });
    const costs = generations.reduce((sum, { quoted_micro_usd }) => sum + (quoted_micro_usd ?? 0), 0);
    const batch = [...queries, ...counted, takeFromBudget(using, costs)];
    const [inserted] = await db.atomically<{ attempts: number }>(batch, { mayArriveTwice: true });
    return asTheyStand(inserted?.[0]?.attempts);
  } catch (error) {
    if (!refusedBy(error)) throw error;
    const earlier = await sentBefore(using, user, order, generations);
    if (earlier?.kind === "now") return asTheyStand(earlier.attempts);
    if (earlier) return earlier;
    if (refusedBy(error, "generation_history.cost"))
      return unlessKnown && first
        ? ((await startFromCache(using, order, first)) ??
            reserve(using, user, order, generations, { unlessKnown: false }))
        : { kind: "full", most };
    if (refusedBy(error, "enough_credits")) {
      const cost = generations.reduce((sum, generation) => sum + generation.cost, 0);
      return { kind: "short", ...(await creditsOf(using, user)), cost };
    }
    if (isFull(error)) return { kind: "collections_full" };
    if (refusedBy(error, "day_counts.predictions"))
      return { kind: "spent", left: await predictionsLeft(using, user.id), again_at: tomorrow() };
    if (refusedBy(error, NOT_TAKEN)) return closedNow(using);
    return { kind: "used" };
  }
}

/** Why the site takes no orders at the moment: an operator said so, or the day's budget is used up. */
async function closedNow(using: Services): Promise<Started> {
  const { isClosed, closed } = await readNotices(using);
  return { kind: "closed", said: closed, again_at: isClosed ? null : tomorrow() };
}

/** Notes the pictures of an order behind its first, which stands in the generation's own row. */
function broughtFurther({ db }: Services, { pictures }: Order, { id }: Generation) {
  return pictures
    .slice(1)
    .map((picture, index) =>
      db.insertInto("further_inputs").values({ generation_id: id, place: index + 1, input_id: picture.id }),
    );
}

/**
 * What came of an earlier order under this id: the same form again is the same generation, another order is not. "now":
 * it is this very request's own insert, whose answer was lost and which was sent again.
 */
async function sentBefore(
  { db }: Services,
  user: User,
  order: Order,
  [first]: Generation[],
): Promise<Started | { kind: "now"; attempts: number } | null> {
  const earlier = await livingOrDeleted(db)
    .select(["user_id", "input_hash", "lease_holder", "attempts"])
    .where("id", "=", order.id)
    .executeTakeFirst();
  if (!earlier) return null;
  if (earlier.lease_holder === first?.lease_holder) return { kind: "now", attempts: earlier.attempts };
  return earlier.user_id === user.id && earlier.input_hash === first?.input_hash
    ? started(order)
    : { kind: "used" };
}

function creditsOf({ db }: Services, user: User): Promise<{ credits: number; owed: number }> {
  return db
    .selectFrom("users")
    .select(["credits", owedCredits(user.id).as("owed")])
    .where("id", "=", user.id)
    .executeTakeFirstOrThrow();
}
