import { useLocation } from "@remix-run/react";
import { createContext, useContext } from "react";
import type { Theme } from "~/http/preferences.server";

/** What the server knows of the request that it renders a page for, and browsers do not. */
type Known = {
  /** Lets a script of ours run. Browsers hide it from scripts. */
  nonce?: string;
  /** Scripts find it in an answer's Server-Timing, as the entry `request`. */
  requestId?: string;
  /** For pages on which nothing could be loaded. */
  theme?: Theme;
  /** What was asked for, with its search, where the page is one that says no (entry.worker.ts). */
  address?: string;
};

export const RequestContext = createContext<Known>({});

/** What the browser shows as the page's address, without the origin; as a link it never leads to another. */
export function useAddress(): string {
  const { pathname, search } = useLocation();
  const address = useContext(RequestContext).address ?? pathname + search;
  // A path that begins with two slashes would name a host.
  return address.replace(/^\/+/, "/");
}
