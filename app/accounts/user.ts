import type { SiteNotices } from "~/site/notices.server";

/** A person who is signed in, as every page knows them: enough to ask on their behalf, and no more. */
export type User = { id: string; email: string; credits: number };

/** Somebody on whose behalf something is read: all that a query needs to know of them. */
export type Person = Pick<User, "id">;

/**
 * A person as their session tells of them: whether they run the site, when they last showed who they are, and when a
 * newcomer's account ends unless its address is confirmed. With it comes what the operator says on all pages.
 */
export type Visitor = User & {
  isOperator: boolean;
  confirmedAt: string | null;
  endsAt: string | null;
  site: SiteNotices;
};
