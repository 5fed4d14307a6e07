import { SECOND } from "./clock.server";
import { log } from "./log.server";

/**
 * Leaves work for when the visitor has the answer. It may never be done, for the isolate can end before: nothing that
 * matters may depend on it.
 */
export type Later = (work: () => Promise<void>) => void;

/** The answer sends the visitor on to a page and its picture, and this isolate does one thing at a time: theirs first. */
const PAUSE = 2 * SECOND;

export function laterIn(ctx: { waitUntil(work: Promise<unknown>): void }): Later {
  return (work) => ctx.waitUntil(pause().then(work).catch(report));
}

/** For work of the sweep, whose next run finds what this one left. */
export const never: Later = () => {};

function pause(): Promise<void> {
  return new Promise((wake) => setTimeout(wake, PAUSE));
}

function report(error: unknown): void {
  log.error({ event: "later_failed", reason: error instanceof Error ? error.name : "unavailable" });
}
