import type { Person } from "~/accounts/user";
import { advance } from "~/generations/advance.server";
import { cancelOffers } from "~/generations/endings/cancel-terms.server";
import { isOpen } from "~/generations/generation.server";
import { mayBeDue } from "~/generations/lease.server";
import { isInLine } from "~/generations/line/line.server";
import { ownGenerations } from "~/generations/own-generation.server";
import { placeOf } from "~/generations/progress.server";
import type { Services } from "~/services.server";
import { asCard } from "../card.server";
import { ownDeleted } from "../deleted/own-deleted.server";

/**
 * The visitor's pictures that were ordered together, each taken a step further if it is due; null where there are none
 * (`before` is what `ofOrder` found). "ended": one came to its end just now, so that the balance around the page, read
 * before, is to be read again.
 */
export async function orderedTogether(using: Services, user: Person, before: OrderRow[]) {
  const orderId = before[0]?.order_id;
  if (!orderId) return null;
  // One of those in the waiting line is enough to ask whether there is a turn.
  const inLine = before.find(isInLine);
  const due = before.filter((generation) => mayBeDue(generation) || generation === inLine);
  await Promise.all(due.map((generation) => advance(using, generation)));
  const now = due.length > 0 ? await ofOrder(using, user, orderId) : before;
  if (now.filter(isOpen).length < before.filter(isOpen).length) return "ended";
  const [first] = now;
  if (!first) return null;

  // Each has a turn before any has two, so the oldest that waits is the next of this order.
  const next = now.find(isInLine);
  const mayCancel = now.filter((one) => isOpen(one) && one.cancel_requested_at === null);
  const [place, offers] = await Promise.all([
    next ? placeOf(using, next) : null,
    mayCancel.length > 0 ? cancelOffers(using, user.id, mayCancel) : [],
  ]);
  return {
    first,
    cards: now.map((one) => ({ ...asCard(one), offer: offers[mayCancel.indexOf(one)] ?? null })),
    isOpen: now.some(isOpen),
    place,
  };
}

/**
 * The page of deleted pictures that begins with those of an order, of which all that are left are deleted; null for an order
 * that has none to put back.
 */
export async function deletedOfOrder(using: Services, user: Person, orderId: string): Promise<string | null> {
  const last = await ownDeleted(using, user)
    .select(["generation_history.deleted_at", "generation_history.position"])
    .where("generation_history.order_id", "=", orderId)
    .orderBy("generation_history.deleted_at", "desc")
    .orderBy("generation_history.position", "desc")
    .limit(1)
    .executeTakeFirst();
  return last ? `/history/deleted?before=${last.deleted_at}_${last.position + 1}` : null;
}

export type OrderRow = Awaited<ReturnType<typeof ofOrder>>[number];

/** The visitor's generations that were ordered together, as they are; none for any other id. */
export function ofOrder(using: Services, user: Person, orderId: string) {
  return ownGenerations(using, user)
    .where("generation_history.order_id", "=", orderId)
    .orderBy("generation_history.position")
    .execute();
}
