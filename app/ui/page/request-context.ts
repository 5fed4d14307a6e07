import { useLocation } from "@remix-run/react";
import { createContext, useContext } from "react";
import type { Theme } from "~/http/preferences.server";

/** What the server knows of the request that it renders a page for; in a browser all of it is undefined. */
type Known = {
  /** The nonce that lets our scripts run. Browsers hide it from scripts. */
  nonce?: string;
  /** The request's id, which scripts find in an answer's Server-Timing header as the entry `request`. */
  requestId?: string;
  /** The visitor's theme, for a page whose loaders did not run. */
  theme?: Theme;
  /** The path and search that were asked for, when the request was refused and the page only says so. */
  address?: string;
};

export const RequestContext = createContext<Known>({});

/** The address that the browser shows for this page, without the origin; as a link it never leads to another site. */
export function useAddress(): string {
  const { pathname, search } = useLocation();
  const address = useContext(RequestContext).address ?? pathname + search;
  // A path that begins with two slashes would name a host.
  return address.replace(/^\/+/, "/");
}
