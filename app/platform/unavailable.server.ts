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

/** To be thrown. `reason` is for the log: a word of ours, never a sentence of a foreign system or a value of a setting. */
export function unavailable(part: Part, reason: string): Unavailable {
  log.error({ event: "unavailable", part, reason });
  return new Unavailable(part);
}
