import { createContext } from "react";

/**
 * What the server knows of the request that it renders a page for, and browsers do not: they hide the nonce, which lets
 * a script of ours run, and find the id in the answer's Server-Timing, as the entry `request`.
 */
export const RequestContext = createContext<{ nonce?: string; requestId?: string }>({});
