import type { Timings } from "../timings.server";
import { unavailable } from "../unavailable.server";
import { kindOfFailure, passes, refusedBy } from "./failures.server";

/** How often in all that is sent which may arrive twice, and the pause before the second time, doubled before the third. */
const TRIES = 3;
const PAUSE_MS = 20;

type Trip = {
  /** Whether to send it twice is harmless, so that it is tried again when the database was away for a moment. */
  mayArriveTwice: boolean;
  /** Errors that the caller does something about: they are thrown as they came. */
  isForCaller?: (error: unknown) => boolean;
};

/**
 * One round trip to D1. A refusal by the schema is an answer and is thrown as it came. Anything else means that the
 * database is not there: tried again where that is harmless, but not when it is overloaded, and in the end `Unavailable`
 * is thrown.
 */
export async function roundTrip<Result>(
  timings: Timings,
  run: () => Promise<Result>,
  { mayArriveTwice, isForCaller = () => false }: Trip,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await timings.measure("db", run);
    } catch (error) {
      if (refusedBy(error) || isForCaller(error)) throw error;
      if (attempt >= (mayArriveTwice ? TRIES : 1) || !passes(error))
        throw unavailable("database", kindOfFailure(error));
      await new Promise((wake) => setTimeout(wake, PAUSE_MS * 2 ** (attempt - 1)));
    }
  }
}
