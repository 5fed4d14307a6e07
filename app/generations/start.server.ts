import type { User } from "~/accounts/user";
import type { Services } from "~/services.server";
import { firstAttempts } from "./advance.server";
import type { Generation } from "./generation.server";
import { known } from "./order/cache.server";
import type { NotTaken } from "./order/not-taken.server";
import type { Order } from "./order/order.server";
import { asGeneration, reserve } from "./order/reserve.server";

export type Started =
  /** The order is under way; a form sent before leads to its generation. */
  | { kind: "started"; id: string; count: number }
  /** The visitor has a picture of the same order; nothing was charged, and `fresh` makes a new one for `cost`. */
  | { kind: "offered"; id: string; image_id: string; input_id: string | null; cost: number }
  | NotTaken;

/**
 * Takes the credits and notes the generations in one batch, all or none, then goes as far towards the pictures as a few
 * seconds allow.
 */
export async function startGeneration(using: Services, user: User, order: Order): Promise<Started> {
  const generations = Array.from({ length: order.count }, (_, index) => asGeneration(user, order, index));
  const [first] = generations;
  // Who wants several wants them to differ; and who orders from under a picture has seen that one.
  const mayBeKnown = first && order.count === 1 && !order.fresh && !order.under;
  // On the way of pictures to Replicate there is one round trip more: there the batch itself says whether it is known.
  const isAskedLater = order.pictures.length > 0 && using.settings.RESULT_CACHE_SCOPE === "person";
  const cached = mayBeKnown && !isAskedLater && (await startFromCache(using, order, first));
  if (cached) return cached;

  const unlessKnown = mayBeKnown && isAskedLater ? first : null;
  let reserved = await reserve(using, user, order, generations, { unlessKnown });
  if (reserved.kind === "full" && unlessKnown) {
    // The batch cannot tell a known order from one too many: without such a picture it is asked once more for the latter.
    const cached = await startFromCache(using, order, unlessKnown);
    if (cached) return cached;
    reserved = await reserve(using, user, order, generations, { unlessKnown: null });
  }
  switch (reserved.kind) {
    case "held": {
      // The generations are paid for and noted: whatever breaks now, the visitor follows them on their own page.
      const inputIds = order.pictures.map(({ id }) => id);
      await firstAttempts(using, reserved.generations, inputIds);
      return started(order);
    }
    case "sent":
      return started(order);
    default:
      return reserved;
  }
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
