import { sql } from "kysely";
import type { User } from "~/accounts/user";
import { countPredictions } from "~/credits/allowances.server";
import { debit } from "~/credits/ledger.server";
import { supply } from "~/credits/whole-balance.server";
import { savedInto } from "~/history/collections/members.server";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { livingOrDeleted } from "~/platform/living.server";
import { indexed } from "~/search/index.server";
import type { Services } from "~/services.server";
import { takeFromBudget } from "~/site/day-budget.server";
import { AMONG_OPEN, type Generation, nextPosition } from "../generation.server";
import { newLease } from "../lease.server";
import { whileThrottled } from "../line/pace.server";
import { isKnown } from "./cache.server";
import { type NotTaken, whyNotTaken } from "./not-taken.server";
import type { Order } from "./order.server";
import { orderColumns, pictureId } from "./order-columns.server";

export type Reserved =
  /** The generations are paid, and the caller holds their leases. */
  | { kind: "held"; generations: Generation[] }
  /** The same form was sent before, and its generations are under way. */
  | { kind: "sent" }
  | NotTaken;

/** Picture number `index` of an order, from 0, as a generation that is about to be reserved. */
export function asGeneration(user: User, order: Order, index: number): Generation {
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
export async function reserve(
  using: Services,
  user: User,
  order: Order,
  generations: Generation[],
  { unlessKnown }: { unlessKnown: Generation | null },
): Promise<Reserved> {
  const { db, settings } = using;
  const most = settings.MAX_OPEN_GENERATIONS;
  // A batch has no `if`: with as many orders open as may be, the cost is NULL, which its column refuses.
  const isNew = unlessKnown ? sql`NOT ${isKnown(using, unlessKnown)}` : sql`true`;
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
  const held = (attempts = 1): Reserved => ({
    kind: "held",
    generations:
      attempts === waiting.attempts ? generations.map((one) => ({ ...one, ...waiting })) : generations,
  });
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
    const orderedAt = generations[0]?.created_at ?? timestamp();
    const batch = [...queries, ...counted, takeFromBudget(using, orderedAt, costs)];
    const [inserted] = await db.atomically<{ attempts: number }>(batch, { mayArriveTwice: true });
    return held(inserted?.[0]?.attempts);
  } catch (error) {
    if (!refusedBy(error)) throw error;
    const earlier = await sentBefore(using, user, order, generations);
    if (earlier?.kind === "now") return held(earlier.attempts);
    if (earlier) return earlier;
    if (refusedBy(error, "generation_history.cost")) return { kind: "full", most };
    return whyNotTaken(using, user, generations, error);
  }
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
async function sentBefore({ db }: Services, user: User, order: Order, [first]: Generation[]) {
  const earlier = await livingOrDeleted(db)
    .select(["user_id", "input_hash", "lease_holder", "attempts"])
    .where("id", "=", order.id)
    .executeTakeFirst();
  if (!earlier) return null;
  if (earlier.lease_holder === first?.lease_holder)
    return { kind: "now", attempts: earlier.attempts } as const;
  return earlier.user_id === user.id && earlier.input_hash === first?.input_hash
    ? ({ kind: "sent" } as const)
    : ({ kind: "used" } as const);
}
