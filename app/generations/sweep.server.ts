import { timestamp } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/platform/services.server";
import { advance } from "./advance.server";

/** A run may make 1,000 calls to other services on Workers; each generation takes a handful. */
const GENERATIONS_A_RUN = 100;

/** Every minute: brings open generations on that nobody holds, and forgets sessions that are over. */
export async function sweep(using: Services): Promise<void> {
  const { db } = using;
  const open = await db
    .selectFrom("generation_history")
    .selectAll()
    .where("status", "in", ["reserved", "running"])
    .where((row) => row.or([row("lease_until", "is", null), row("lease_until", "<", timestamp())]))
    .orderBy("created_at")
    .limit(GENERATIONS_A_RUN)
    .execute();
  const outcomes = await Promise.allSettled(open.map((generation) => advance(using, generation)));
  await db.deleteFrom("sessions").where("expires_at", "<", timestamp()).execute();
  const failed = outcomes.filter(({ status }) => status === "rejected").length;
  log.info({ event: "sweep", open: open.length, failed });
}
