import { log } from "./log.server";

/** A part of the app that it cannot do without. */
export type Part = "settings" | "database" | "pictures";

/** Thrown when a part of the app is missing or does not answer: the request cannot be answered now, perhaps later. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";

  constructor(readonly part: Part) {
    super(`${part} unavailable`);
  }
}

/** Logs `reason`, which is our own words and no value of a setting, and makes the error for the caller to throw. */
export function unavailable(part: Part, reason: string): Unavailable {
  log.error({ event: "unavailable", part, reason });
  return new Unavailable(part);
}
