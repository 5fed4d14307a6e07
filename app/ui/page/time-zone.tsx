import type { TimeZone } from "~/http/time-zone.server";
import { useRootData } from "./root-data";

/** The visitor's time zone as the server knows it. */
export function useTimeZone(): TimeZone {
  return useRootData()?.timeZone ?? { name: "UTC", isKnown: false };
}
