import { INVARIANTS } from "../../app/operations/invariants";

/** What breaks an invariant: its name, and the id of the row. One statement for each: joined they would have too many terms. */
export async function breachesIn(d1: D1Database): Promise<{ invariant: string; id: string }[]> {
  const answers = await d1.batch<{ id: string }>(Object.values(INVARIANTS).map((sql) => d1.prepare(sql)));
  return Object.keys(INVARIANTS).flatMap((invariant, index) =>
    (answers[index]?.results ?? []).map(({ id }) => ({ invariant, id })),
  );
}

/** Prints each breach, or that there is none, and returns how many there are. */
export async function printBreaches(d1: D1Database): Promise<number> {
  const breaches = await breachesIn(d1);
  for (const { invariant, id } of breaches) console.log(`${invariant}: ${id}`);
  console.log(breaches.length === 0 ? "All invariants hold." : `Breaches: ${breaches.length}`);
  return breaches.length;
}
