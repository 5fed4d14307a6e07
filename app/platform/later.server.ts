import { SECOND } from "./clock.server";
import { log } from "./log.server";

/**
 * Leaves work for when the visitor has the answer. The isolate can end before the work is done, so nothing that matters
 * may depend on it.
 */
export type Later = (work: () => Promise<void>) => void;

/** Milliseconds before the work begins: the visitor's next page and its picture may need this isolate first. */
const PAUSE = 2 * SECOND;

export function laterIn(ctx: { waitUntil(work: Promise<unknown>): void }): Later {
  return (work) => ctx.waitUntil(pause().then(work).catch(report));
}

/** Does no work at all: in the sweep, whose next run finds what this one left. */
export const never: Later = () => {};

function pause(): Promise<void> {
  return new Promise((wake) => setTimeout(wake, PAUSE));
}

function report(error: unknown): void {
  log.error({ event: "later_failed", reason: error instanceof Error ? error.name : "unavailable" });
}
