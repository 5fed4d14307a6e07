import { MINUTE, SECOND, secondsUntil, timestamp } from "~/platform/clock.server";
import { TURN_MINUTES } from "./limits";

/**
 * How many long answers each person is being sent at the moment. The count outlives a request and holds within one
 * isolate only: a browser's connections mostly end in the same isolate, and a count in the database would cost what it
 * is to save.
 */
export class Turns {
  readonly #taken = new Map<string, Set<number>>();
  #last = 0;

  constructor(readonly most: number) {}

  /** Takes a turn and returns what ends it; null when the person has as many as one may have. A forgotten turn ends in time. */
  take(person: string): (() => void) | null {
    const now = Date.now();
    const taken = this.#taken.get(person) ?? new Set();
    for (const turn of taken) if (turn < now - TURN_MINUTES * MINUTE) taken.delete(turn);
    if (taken.size >= this.most) return null;
    // The moment is the turn's name, so no two may have the same.
    const turn = Math.max(now, this.#last + 0.001);
    this.#last = turn;
    this.#taken.set(person, taken.add(turn));
    return () => {
      taken.delete(turn);
      if (taken.size === 0) this.#taken.delete(person);
    };
  }
}

/** @returns a 429 response for whoever has no turn left until then, or until another has ended; `Retry-After` is in seconds. */
export function noTurnLeft(againAt = timestamp(10 * SECOND)): Response {
  return new Response(null, { status: 429, headers: { "Retry-After": secondsUntil(againAt) } });
}

/** The stream, which calls `onEnd` once when it was read to its end, broke, or its reader left. */
export function endingWith(
  stream: ReadableStream<Uint8Array>,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await reader.read();
          if (!next.done) return controller.enqueue(next.value);
          onEnd();
          controller.close();
        } catch (error) {
          onEnd();
          controller.error(error);
        }
      },
      cancel(reason) {
        onEnd();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
