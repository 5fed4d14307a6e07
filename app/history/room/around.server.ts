import type { InferResult } from "kysely";
import type { Person } from "~/accounts/user";
import { receiptOf } from "~/credits/statement.server";
import type { Services } from "~/services.server";
import { shareQuery } from "~/shares/share.server";
import { takedownOf } from "~/shares/takedown.server";
import { asCard } from "../card.server";
import { collectionsWith } from "../collections/list.server";
import { lookAfter, newestOf, openOf } from "./film.server";
import { neighboursOf } from "./neighbours.server";
import { madeOf, madeOfIt } from "./thread.server";

/** The strip beside every picture: the newest, and whether any of them is on its way. */
export type Film = ReturnType<typeof filmOf>;

/** What stands around the picture that is looked at, in one round trip. */
export async function aroundIt(
  using: Services,
  user: Person,
  generation: { id: string; parent_id: string | null },
) {
  const { id } = generation;
  const [newest, open, [neighbours], receipt, [share], [takedown], before, after, collections] =
    await using.db.readTogether([
      newestOf(using, user),
      openOf(using, user),
      neighboursOf(using, user, id),
      receiptOf(using, user.id, id),
      shareQuery(using, user, id),
      takedownOf(using, id),
      madeOf(using, user, generation),
      madeOfIt(using, user, generation),
      collectionsWith(using, user, id),
    ]);
  lookAfter(
    using,
    open.filter((other) => other.id !== id),
  );
  return {
    film: filmOf(newest, open),
    neighbours: neighbours ?? { newer: null, older: null },
    receipt,
    share: share ?? null,
    takedown: takedown ?? null,
    collections,
    thread: { before, after: after.reverse() },
  };
}

/** The strip where no picture is looked at, in one round trip. */
export async function filmAlone(using: Services, user: Person): Promise<Film> {
  const [newest, open] = await using.db.readTogether([newestOf(using, user), openOf(using, user)]);
  lookAfter(using, open);
  return filmOf(newest, open);
}

function filmOf(newest: InferResult<ReturnType<typeof newestOf>>, open: unknown[]) {
  return { cards: newest.map(asCard), isOpen: open.length > 0 };
}
