import { sql } from "kysely";
import { log } from "~/platform/log.server";
import { moveSweep } from "~/platform/sweep-positions.server";
import type { Services } from "~/services.server";
import { INVARIANTS, type Invariant } from "./invariants";
import { logLastHour } from "./last-hour.server";

/** How many breaches of one rule are logged: a broken rule can concern everybody, and the first of them are enough. */
const MOST_LOGGED = 100;

export type Breach = { invariant: Invariant; id: string };

/**
 * Every hour: looks through the whole database, reading each of its rows a few times, logs every breach by its id, and
 * says what the hour came to.
 */
export async function audit(using: Services): Promise<Breach[]> {
  const { db } = using;
  const breaches: Breach[] = [];
  for (const [invariant, query] of Object.entries(INVARIANTS) as [Invariant, string][]) {
    const { rows } = await sql<{ id: string }>`${sql.raw(query)} LIMIT ${MOST_LOGGED}`.execute(db);
    breaches.push(...rows.map(({ id }) => ({ invariant, id })));
  }
  for (const breach of breaches) log.error({ event: "invariant_broken", ...breach });
  log.info({ event: "audit", breaches: breaches.length });
  await moveSweep(db, "last_audit", String(breaches.length));
  await logLastHour(using);
  return breaches;
}
