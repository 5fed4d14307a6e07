import { sql } from "kysely";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import { INVARIANTS, type Invariant } from "./invariants";

/** How many breaches of one rule are logged: a broken rule can concern everybody, and the first of them are enough. */
const MOST_LOGGED = 100;

export type Breach = { invariant: Invariant; id: string };

/** Looks through the whole database, reading each of its rows a few times, and logs every breach by its id. */
export async function audit({ db }: Services): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const [invariant, query] of Object.entries(INVARIANTS) as [Invariant, string][]) {
    const { rows } = await sql<{ id: string }>`${sql.raw(query)} LIMIT ${MOST_LOGGED}`.execute(db);
    breaches.push(...rows.map(({ id }) => ({ invariant, id })));
  }
  for (const breach of breaches) log.error({ event: "invariant_broken", ...breach });
  log.info({ event: "audit", breaches: breaches.length });
  return breaches;
}
