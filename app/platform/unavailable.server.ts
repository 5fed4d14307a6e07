import { log } from "./log.server";

/** What the app cannot do without. */
export type Part = "settings" | "database" | "pictures";

/** Thrown when such a part is missing or does not answer; whoever meets it cannot go on, and may come again later. */
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
