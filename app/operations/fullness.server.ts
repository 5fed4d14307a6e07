import type { Db } from "~/platform/db.server";
import { DATABASE_HOLDS_GB, WARN_AT_PERCENT } from "./limits";

/** How much of what one database holds is used. */
export type Fullness = { megabytes: number; percent: number; isNearlyFull: boolean };

/** How full the database is, as its last answer told, without asking it once more; null before it was asked anything. */
export function fullnessOf({ bytes }: Pick<Db, "bytes">): Fullness | null {
  if (bytes === null) return null;
  const percent = Math.round((bytes / (DATABASE_HOLDS_GB * 1e9)) * 1000) / 10;
  return { megabytes: Math.round(bytes / 1e5) / 10, percent, isNearlyFull: percent >= WARN_AT_PERCENT };
}
