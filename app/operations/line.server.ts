import { askInTurn } from "~/generations/advance.server";
import { claim } from "~/generations/lease.server";
import { joinLine } from "~/generations/line/line.server";
import { hopelessIn, takeTurn, untilNextTurn } from "~/generations/line/turns.server";
import { SECOND } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import { CALLS_FOR_TURNS, SERVE_LINE_FOR_SECONDS } from "./limits";

/** How many are asked for at once: as many as the steps of a sweep. */
const AT_ONCE = 6;
/** How many whose turn would come too late are given their credit back by one sweep. */
const HOPELESS_A_RUN = 20;

/**
 * Gives the credit back to those whose turn would come after their hour, then lets everybody in the waiting line
 * have their turn as it comes, for almost a minute and whoever looks on or not. Says how many had one. Never rejects: what breaks is tried again when its lease is over.
 */
export async function serveWholeLine(
  using: Services,
  pause?: (ms: number) => Promise<unknown>,
): Promise<number> {
  const until = Date.now() + SERVE_LINE_FOR_SECONDS * SECOND;
  const asked = new Set<Promise<unknown>>();
  const before = using.timings.totalCalls;
  let turns = 0;
  try {
    for (const id of await hopelessIn(using, HOPELESS_A_RUN)) {
      const held = await claim(using, id, { evenIfNotDue: true });
      if (held) await joinLine(using, held);
    }
    while (using.timings.totalCalls - before < CALLS_FOR_TURNS) {
      const wait = await untilNextTurn(using);
      if (wait === null || Date.now() + wait > until) break;
      if (wait > 0 && !pause) break;
      if (wait > 0) await pause?.(wait);
      const held = await takeTurn(using, null);
      if (!held && !pause) break;
      // Somebody else was faster, or everybody in the line is held by somebody.
      if (!held) await pause?.(SECOND);
      else {
        turns++;
        const asking = askInTurn(using, held)
          .catch(broken)
          .finally(() => asked.delete(asking));
        asked.add(asking);
      }
      if (asked.size >= AT_ONCE) await Promise.race(asked);
    }
  } catch (error) {
    broken(error);
  }
  await Promise.all(asked);
  return turns;
}

function broken(error: unknown): void {
  log.error({ event: "turn_broken", reason: error instanceof Error ? error.name : "unavailable" });
}
