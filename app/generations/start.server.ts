import type { User } from "~/accounts/sessions.server";
import { debit } from "~/credits/ledger.server";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/platform/services.server";
import { advance, LEASE } from "./advance.server";
import type { Generation } from "./generation.server";
import { type Order, orderColumns } from "./order.server";

export type Started =
  /** Also for a form that was sent before: the same generation. */
  | { kind: "started"; id: string }
  /** Too few credits; nothing was charged. */
  | { kind: "short"; credits: number; cost: number }
  /** The form's id was used for something else; nothing was charged. */
  | { kind: "used" };

/** Takes the credits and notes the generation in one batch, then goes as far towards the picture as a few seconds allow. */
export async function startGeneration(using: Services, user: User, order: Order): Promise<Started> {
  const generation = reserved(user, order);
  try {
    await using.db.atomically([
      using.db.insertInto("generation_history").values(generation),
      ...debit(using.db, { userId: user.id, generationId: generation.id, amount: generation.cost }),
    ]);
  } catch (error) {
    if (refusedBy(error, "generation_history.id")) return sentBefore(using, user, generation);
    if (refusedBy(error, "enough_credits"))
      return { kind: "short", credits: await creditsOf(using, user), cost: generation.cost };
    throw error;
  }

  try {
    await advance(using, generation, { holdsLease: true });
  } catch (error) {
    // It is paid for and noted: whatever broke, the visitor follows it on its own page and the sweep brings it to its end.
    log.error({
      event: "generation_interrupted",
      id: generation.id,
      reason: error instanceof Error ? error.name : "unavailable",
    });
  }
  return { kind: "started", id: generation.id };
}

function reserved(user: User, order: Order): Generation {
  const now = timestamp();
  return {
    id: order.id,
    user_id: user.id,
    ...orderColumns(order),
    status: "reserved",
    attempts: 1,
    next_attempt_at: null,
    lease_until: timestamp(LEASE),
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

/** The same form again is the same generation; another order under its id is not. */
async function sentBefore({ db }: Services, user: User, { id, input_hash }: Generation): Promise<Started> {
  const earlier = await db
    .selectFrom("generation_history")
    .select("input_hash")
    .where("id", "=", id)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  return earlier?.input_hash === input_hash ? { kind: "started", id } : { kind: "used" };
}

async function creditsOf({ db }: Services, user: User): Promise<number> {
  const { credits } = await db
    .selectFrom("users")
    .select("credits")
    .where("id", "=", user.id)
    .executeTakeFirstOrThrow();
  return credits;
}
