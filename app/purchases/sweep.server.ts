import { DAY, MINUTE, timestamp } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import { fulfil } from "./fulfil.server";
import { LOOKS_AFTER_MINUTES, OPEN_AT_MOST_DAYS, PURCHASES_A_RUN } from "./limits";
import { changeUnpaid, type Purchase } from "./purchase.server";

/** Asks about purchases of which nothing was heard for a while: events may never come. Returns how many were paid. */
export async function lookAtPurchases(using: Services): Promise<number> {
  if (!using.stripe) return 0;
  const due = await using.db
    .selectFrom("purchases")
    .selectAll()
    .where("look_at", "is not", null)
    .where("look_at", "<=", timestamp())
    .orderBy("look_at")
    .limit(PURCHASES_A_RUN)
    .execute();
  let paid = 0;
  for (const purchase of due) if ((await look(using, purchase)) === "paid") paid++;
  return paid;
}

async function look(using: Services, purchase: Purchase) {
  // Put off first: one that breaks the run does not stand in front of all others.
  const minutes = LOOKS_AFTER_MINUTES[purchase.looks + 1];
  await changeUnpaid(using.db, purchase.id, {
    looks: purchase.looks + 1,
    look_at: timestamp(minutes === undefined ? DAY : minutes * MINUTE),
  }).execute();
  const state = await fulfil(using, purchase);
  if (
    purchase.created_at > timestamp(-OPEN_AT_MOST_DAYS * DAY) ||
    !["open", "pending", "unknown"].includes(state)
  )
    return state;
  if (state !== "open") log.error({ event: "purchase_given_up", id: purchase.id, state });
  await changeUnpaid(using.db, purchase.id, { state: "ended", look_at: null }).execute();
  return "ended";
}
