import { useEffect } from "react";
import type { TimeZone } from "~/http/time-zone.server";
import { useRootData } from "./root-data";

/** The visitor's time zone as the server knows it, so that server and browser write the same times. */
export function useTimeZone(): TimeZone {
  return useRootData()?.timeZone ?? { name: "UTC", isKnown: false };
}

/** Tells the server with the next request which zone this browser is in. */
export function useRememberedTimeZone() {
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `time_zone=${timeZone}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  }, []);
}
