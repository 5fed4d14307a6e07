import { useContext, useEffect, useState } from "react";
import { RequestContext } from "./request-context";

/**
 * The id of the request whose answer is shown. The server knows it; in a browser it is that of the last answer to a
 * script, which says it in its Server-Timing header.
 */
export function useRequestId(): string | undefined {
  const { requestId } = useContext(RequestContext);
  const [latest, setLatest] = useState(requestId);
  useEffect(() => {
    const asked = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const timing = asked.findLast(({ initiatorType }) => initiatorType === "fetch")?.serverTiming;
    const id = timing?.find(({ name }) => name === "request")?.description;
    if (id) setLatest(id);
  }, []);
  return latest;
}
