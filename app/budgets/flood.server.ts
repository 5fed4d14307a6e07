import { keyedHash } from "~/platform/keyed-hash.server";
import type { Settings } from "~/platform/settings.server";

/** The seconds over which `FLOODS` counts, as `ratelimits` of wrangler.toml says it to Cloudflare. */
export const FLOOD_SECONDS = 60;

/** What is counted by itself. Whatever else is asked for costs little, or is bounded elsewhere. */
type Kind = "form" | "search" | "stream";

export function floodKind({ method }: Request, { pathname, searchParams }: URL): Kind | null {
  if (method === "POST") return pathname.startsWith("/webhooks/") ? null : "form";
  // Each asks another site, which would take us for the flood.
  if (pathname.startsWith("/login/with/")) return "form";
  if (pathname.startsWith("/history") && searchParams.has("q")) return "search";
  return pathname.endsWith("/events") ? "stream" : null;
}

/**
 * Whether somebody asks for one kind of thing faster than any person does. Cloudflare counts, roughly and for each of its
 * locations, and no database is asked: this keeps the flood off, and exact numbers are the budgets' business. Nothing is
 * counted where there is no such binding, or where nothing tells who asks.
 */
export async function isFlood(
  { FLOODS, SESSION_SECRETS: [secret = ""] }: Pick<Settings, "FLOODS" | "SESSION_SECRETS">,
  kind: Kind,
  whom: string | null,
): Promise<boolean> {
  if (!FLOODS || whom === null) return false;
  const { success } = await FLOODS.limit({ key: keyedHash(secret, `flood:${kind}:${whom}`) });
  return !success;
}
