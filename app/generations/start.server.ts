import { sql } from "kysely";
import type { User } from "~/accounts/sessions.server";
import { debit } from "~/credits/ledger.server";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import type { Services } from "~/platform/services.server";
import { firstAttempt } from "./advance.server";
import { fromCache } from "./cache.server";
import { type Generation, nextPosition, OPEN } from "./generation.server";
import { newLease } from "./lease.server";
import { type Order, orderColumns } from "./order.server";
import { indexed } from "./search-index.server";

export type Started =
  /** Also for a form that was sent before: the same generation. */
  | { kind: "started"; id: string }
  /** Too few credits; nothing was charged. */
  | { kind: "short"; credits: number; cost: number }
  /** As many are on their way as one visitor may have; nothing was charged. */
  | { kind: "full"; most: number }
  /** The form's id was used for something else; nothing was charged. */
  | { kind: "used" };

/** Takes the credits and notes the generation in one batch, then goes as far towards the picture as a few seconds allow. */
export async function startGeneration(using: Services, user: User, order: Order): Promise<Started> {
  const generation = reserved(user, order);
  if (!order.fresh && (await fromCache(using, generation))) return { kind: "started", id: generation.id };

  const refusal = await reserve(using, user, generation);
  if (refusal) return refusal;
  // It is paid for and noted: whatever breaks now, the visitor follows it on its own page.
  await firstAttempt(using, generation);
  return { kind: "started", id: generation.id };
}

function reserved(user: User, order: Order): Generation {
  const now = timestamp();
  return {
    id: order.id,
    user_id: user.id,
    order_id: order.id,
    ...orderColumns(order),
    ...newLease(),
    status: "reserved",
    favorite: 0,
    attempts: 1,
    next_attempt_at: null,
    cancel_requested_at: null,
    prediction_id: null,
    image_id: null,
    cached_from: null,
    error_code: null,
    timings: null,
    created_at: now,
    completed_at: null,
    updated_at: now,
  };
}

/** The generation and its debit, or why neither; null when the caller holds a paid generation. */
async function reserve(using: Services, user: User, generation: Generation): Promise<Started | null> {
  const { db, settings } = using;
  const most = settings.MAX_OPEN_GENERATIONS;
  // A batch has no `if`: with as many open as may be, the cost is NULL, which its column refuses.
  const cost = sql<number>`(
    SELECT CASE WHEN count(*) < ${most} THEN ${generation.cost} END FROM generation_history
    WHERE user_id = ${user.id} AND status IN (${sql.join(OPEN)}) AND id <> ${generation.id}
  )`;
  try {
    await db.atomically(
      [
        db.insertInto("generation_history").values({ ...generation, cost, position: nextPosition() }),
        indexed(db, { ...generation, userId: user.id }),
        ...debit(db, { userId: user.id, generationId: generation.id, amount: generation.cost }),
      ],
      { mayArriveTwice: true },
    );
    return null;
  } catch (error) {
    if (!refusedBy(error)) throw error;
    const earlier = await sentBefore(using, user, generation);
    if (earlier) return earlier === "now" ? null : earlier;
    if (refusedBy(error, "generation_history.cost")) return { kind: "full", most };
    if (refusedBy(error, "enough_credits")) {
      return { kind: "short", credits: await creditsOf(using, user), cost: generation.cost };
    }
    return { kind: "used" };
  }
}

/**
 * The same form again is the same generation; another order under its id is not. "now": it is this very request's own
 * insert, whose answer was lost and which was sent again.
 */
async function sentBefore(
  { db }: Services,
  user: User,
  { id, input_hash, lease_holder }: Generation,
): Promise<Started | "now" | null> {
  const earlier = await db
    .selectFrom("generation_history")
    .select(["user_id", "input_hash", "lease_holder"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!earlier) return null;
  if (earlier.lease_holder === lease_holder) return "now";
  return earlier.user_id === user.id && earlier.input_hash === input_hash
    ? { kind: "started", id }
    : { kind: "used" };
}

async function creditsOf({ db }: Services, user: User): Promise<number> {
  const { credits } = await db
    .selectFrom("users")
    .select("credits")
    .where("id", "=", user.id)
    .executeTakeFirstOrThrow();
  return credits;
}
