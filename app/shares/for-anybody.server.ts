import type { Caching } from "~/pictures/serve.server";

/** Anybody may keep a shared picture for a minute: short, so that revoking the link takes effect. */
export const PUBLIC: Caching = { kept: "public, max-age=60", passing: "public, max-age=60" };

/** An answer that may be shown elsewhere, and is found by search engines only where the owner wants that. */
export function forAnybody(picture: Response | null, { indexable }: { indexable: 0 | 1 }): Response | null {
  picture?.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  if (indexable === 0) picture?.headers.set("X-Robots-Tag", "noindex");
  return picture;
}
