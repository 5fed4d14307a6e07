import type { RawBuilder } from "kysely";
import type { Services } from "~/services.server";
import { type Budget, nextTurn, takeTurns } from "./budget.server";

/** What was done in a turn, or from when on there is one. */
export type InTurn<Done> = { taken: true; done: Done } | { taken: false; againAt: string };

/** Whoever was refused, by the key of their budget, and the moment from which on they may come again. */
const refused = new Map<string, number>();
/** How many of them an isolate remembers before it forgets those whose moment is over. */
const REMEMBERED = 1_000;

/**
 * Takes a turn and reads in one round trip. What is read costs little and is shown to nobody who had no turn; and whoever
 * was refused is refused again without a question, in this isolate, until there is one. `onlyIf` is a condition of SQL
 * without which nothing is taken.
 */
export async function inTurn<Done>(
  { db }: Services,
  budget: Budget,
  { onlyIf, read }: { onlyIf: RawBuilder<boolean> | null; read: () => Promise<Done> },
): Promise<InTurn<Done>> {
  const until = refused.get(budget.key) ?? 0;
  if (until > Date.now()) return { taken: false, againAt: new Date(until).toISOString() };
  const [[taken = [], next = []], done] = await Promise.all([
    db.countTogether([takeTurns(db, [budget], onlyIf), nextTurn(db, [budget])]),
    read(),
  ]);
  if (taken.length > 0) return { taken: true, done };
  const [{ at_ms = 0 } = {}] = next as { at_ms?: number }[];
  remember(budget.key, at_ms);
  return { taken: false, againAt: new Date(at_ms).toISOString() };
}

function remember(key: string, until: number): void {
  const now = Date.now();
  if (refused.size >= REMEMBERED) for (const [other, end] of refused) if (end <= now) refused.delete(other);
  if (until > now && refused.size < REMEMBERED) refused.set(key, until);
}
