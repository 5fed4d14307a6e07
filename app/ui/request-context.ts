import { createContext } from "react";
import type { Theme } from "~/platform/preferences.server";

/**
 * What the server knows of the request that it renders a page for, and browsers do not: they hide the nonce, which lets
 * a script of ours run, and find the id in the answer's Server-Timing, as the entry `request`. The colours are here for
 * pages on which nothing could be loaded.
 */
export const RequestContext = createContext<{ nonce?: string; requestId?: string; theme?: Theme }>({});
