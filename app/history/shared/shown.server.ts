import type { User } from "~/accounts/user";
import type { Caching } from "~/pictures/serve.server";
import { inCollection, inState } from "~/search/tags.server";
import { withoutAddresses } from "~/shares/said-of-others.server";
import { EVERYTHING, type HistoryFilter } from "../filter.server";

/** Anybody may keep a shared picture for a minute: short, so that revoking the link takes effect. */
export const PUBLIC: Caching = { kept: "public, max-age=60", passing: "public, max-age=60" };

/** Whose a shared collection is: known to queries, told to nobody. */
export const ownerOf = ({ user_id }: { user_id: string }): Pick<User, "id"> => ({ id: user_id });

/** What of a collection is shown to others: whatever has a picture. */
export const filterOf = ({ collection_id }: { collection_id: string }): HistoryFilter => ({
  ...EVERYTHING,
  tags: [inState("succeeded"), inCollection(collection_id)],
});

/** An answer that may be shown elsewhere, and is found by search engines only where the owner wants that. */
export function forAnybody(picture: Response | null, { indexable }: { indexable: 0 | 1 }): Response | null {
  // Made to be shown elsewhere.
  picture?.headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  if (indexable === 0) picture?.headers.set("X-Robots-Tag", "noindex");
  return picture;
}

/** The prompt, where the owner chose to show it. */
export function shownPrompt({
  prompt,
  with_prompts,
}: {
  prompt: string;
  with_prompts: 0 | 1;
}): string | null {
  return with_prompts ? withoutAddresses(prompt) : null;
}
