import { answerOfDataUri } from "./data-uri";
import type { Send } from "./request.server";

/** What a download may take before it counts as failed. */
const DOWNLOAD_TIMEOUT_MS = 15_000;

/**
 * A GET without our token that follows no redirect, or the file that came in place of its address; null for a host that
 * is not listed. Rejects when the network fails.
 */
export async function download(
  url: string,
  { hosts, send }: { hosts: string[]; send: Send },
): Promise<Response | null> {
  if (/^data:/i.test(url)) return answerOfDataUri(url);
  const from = URL.canParse(url) ? new URL(url) : null;
  if (!from || !mayFetchFrom(from, hosts)) return null;
  return send(new Request(from, { redirect: "manual", signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) }));
}

/** https on a listed host or below it; plain http only on a loopback host that is listed with its port. */
export function mayFetchFrom(url: URL, hosts: string[]): boolean {
  const listed = hosts.some(
    (host) => url.host === host || (!host.includes(":") && url.host.endsWith(`.${host}`)),
  );
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  return listed && (url.protocol === "https:" || (url.protocol === "http:" && loopback));
}
