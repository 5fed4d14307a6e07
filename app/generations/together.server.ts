import { redirect } from "@remix-run/cloudflare";
import type { User } from "~/accounts/sessions.server";
import type { Services } from "~/platform/services.server";
import { advance } from "./advance.server";
import { asCard, CARD_COLUMNS } from "./card.server";
import { isOpen } from "./generation.server";
import { mayBeDue } from "./lease.server";

/**
 * The visitor's pictures that were ordered together, each taken a step further if it is due. A 404 response for any other
 * id, and a redirect to the same page when one came to its end: the balance around it was read before.
 */
export async function orderedTogether(using: Services, user: User, orderId: string) {
  const before = await ofOrder(using, user, orderId);
  const due = before.filter(mayBeDue);
  await Promise.all(due.map((generation) => advance(using, generation)));
  const now = due.length > 0 ? await ofOrder(using, user, orderId) : before;
  if (now.filter(isOpen).length < before.filter(isOpen).length) throw redirect(`/orders/${orderId}`);

  const rows = await using.db
    .selectFrom("generation_history")
    .leftJoin("images", "images.id", "generation_history.image_id")
    .select(CARD_COLUMNS)
    .where("generation_history.order_id", "=", orderId)
    .where("generation_history.user_id", "=", user.id)
    .orderBy("generation_history.position")
    .execute();
  return { cards: rows.map(asCard), isOpen: now.some(isOpen) };
}

async function ofOrder({ db }: Services, user: User, orderId: string) {
  const generations = await db
    .selectFrom("generation_history")
    .selectAll()
    .where("order_id", "=", orderId)
    .where("user_id", "=", user.id)
    .execute();
  if (generations.length === 0) throw new Response(null, { status: 404 });
  return generations;
}
