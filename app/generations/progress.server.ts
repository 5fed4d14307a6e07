import { setTimeout as sleep } from "node:timers/promises";
import type { User } from "~/accounts/user";
import { SECOND } from "~/platform/clock.server";
import { living } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { advance } from "./advance.server";
import { type Generation, isOpen } from "./generation.server";
import { mayBeDue } from "./lease.server";
import {
  BEAT_EVERY_SECONDS,
  LONGEST_LISTENING_SECONDS,
  LOOK_AT_LINE_EVERY_SECONDS,
  READ_EVERY_SECONDS,
  WAIT_FOR_ROW_SECONDS,
} from "./limits";
import { type Standing, standingOf } from "./line/line.server";

/** The stages of a generation in their order; the number of an event is its place here. */
export const STAGES = ["received", "taken", "making", "saving", "done"] as const;
export type Stage = (typeof STAGES)[number];

/** The place in the waiting line, 1 for the next, and about how many seconds until the turn. */
export type Place = { place: number; seconds: number };

/** `beat`: nothing new, but the stream is alive. `gone`: no such generation came to be. */
export type Progress =
  | { kind: "stage"; stage: Stage }
  | ({ kind: "line" } & Place)
  | { kind: "beat" }
  | { kind: "gone" };

type Watching = {
  /** The place of the last stage that the visitor was told of. */
  after?: number;
  signal: AbortSignal;
  isExpected?: boolean;
  pause?: (ms: number) => Promise<unknown>;
};

/**
 * Stages of the visitor's generation as they come, one read by primary key a second; ends with "done". Only who has just
 * ordered waits for a row (`isExpected`); for anybody else an id that is not there is not there. `pause`, in milliseconds,
 * is how it waits.
 */
export async function* watch(
  using: Services,
  user: User,
  id: string,
  { after = -1, signal, isExpected = true, pause = sleep }: Watching,
): AsyncGenerator<Progress> {
  const startedAt = Date.now();
  let told = after;
  let lastBeat = startedAt;
  let standing: Standing | null = null;
  let lookAtLineAt = startedAt;
  while (!signal.aborted && Date.now() - startedAt < LONGEST_LISTENING_SECONDS * SECOND) {
    const row = await read(using, user, id);
    if (!row && (!isExpected || Date.now() - startedAt > WAIT_FOR_ROW_SECONDS * SECOND))
      return yield { kind: "gone" };
    const stage = stageOf(row);
    const place = STAGES.indexOf(stage);
    if (place > told) {
      told = place;
      yield { kind: "stage", stage };
    }
    if (stage === "done") return;
    if (Date.now() - lastBeat >= BEAT_EVERY_SECONDS * SECOND) {
      lastBeat = Date.now();
      yield { kind: "beat" };
    }
    if (row && Date.now() >= lookAtLineAt) {
      standing = await standingOf(using, row);
      if (standing) {
        yield { kind: "line", ...placeIn(standing) };
        const untilNext = Math.min(standing.nextTurnMs, LOOK_AT_LINE_EVERY_SECONDS * SECOND);
        lookAtLineAt = Date.now() + Math.max(untilNext, SECOND);
      }
    }
    const mayMove = row && (mayBeDue(row) || standing?.nextTurnMs === 0);
    if (mayMove) await advance(using, row);
    if (!mayMove || standing) await pause(READ_EVERY_SECONDS * SECOND);
  }
}

/** The visitor's place in the waiting line; null where nobody waits for a turn. */
export async function placeOf(using: Services, generation: Generation): Promise<Place | null> {
  const standing = await standingOf(using, generation);
  return standing && placeIn(standing);
}

function placeIn({ place, waitMs }: Standing): Place {
  return { place, seconds: Math.max(Math.ceil(waitMs / SECOND), 1) };
}

function read({ db }: Services, user: User, id: string): Promise<Generation | undefined> {
  return living(db).selectAll().where("id", "=", id).where("user_id", "=", user.id).executeTakeFirst();
}

export function stageOf(row: Pick<Generation, "status"> | undefined): Stage {
  if (!row) return "received";
  if (!isOpen(row)) return "done";
  return row.status === "reserved" ? "taken" : row.status === "saving" ? "saving" : "making";
}
