import { useLocation, useMatches } from "@remix-run/react";
import { createContext, useContext } from "react";
import type { Theme } from "~/http/preferences.server";
import type { PictureAddresses } from "~/pictures/signed/address.server";
import type { Site } from "~/platform/settings/site-settings.server";
import type { TextKind } from "~/site/texts";

/** What is known of the request that a page is rendered for. */
type Known = {
  /** Whose site it is; no page goes without. */
  site?: OwnSite;
  /** The address of the page's script. */
  script?: string;
  requestId?: string;
  pictures?: PictureAddresses;
  /** The visitor's theme, for a page whose loaders did not run. */
  theme?: Theme;
  /** The path and search of a request that was refused, of which the page only says so; null if no page is there. */
  address?: string | null;
};

/** Whose site this is: its name, how its people are reached, and what they have put beside the code. */
type OwnSite = Site & { texts: TextKind[]; hasLogo: boolean };

export const RequestContext = createContext<Known>({});

export function useSite(): OwnSite {
  const { site } = useContext(RequestContext);
  if (!site) throw new Error("No site: the entry did not provide it");
  return site;
}

/**
 * The address that the browser shows for this page, without the origin; as a link it never leads to another site. Null where
 * it only takes forms, as that of a button which was refused: whoever goes there by a link is told off once more.
 */
export function useAddress(): string | null {
  const { pathname, search } = useLocation();
  const { address: refused } = useContext(RequestContext);
  // Each route that has a page says of it, in its `handle`, what the document must know.
  const handle = useMatches().at(-1)?.handle as { takesFormsOnly?: true } | undefined;
  const isPage = handle !== undefined && !handle.takesFormsOnly;
  const address = refused === undefined && isPage ? pathname + search : refused;
  // A path that begins with two slashes would name a host.
  return address?.replace(/^\/+/, "/") ?? null;
}
