import { useEffect } from "react";
import type { TimeZone } from "~/http/time-zone.server";
import { useRootData } from "./root-data";

/** As the server read it with the page's data, so that both write the same times. */
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
