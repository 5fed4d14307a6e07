import { createContext } from "react";

type Request = {
  /** The one value that lets a script of ours run. Only the server has it: browsers hide it from scripts. */
  nonce?: string;
  /** What the log calls this request. */
  requestId?: string;
};

/** What rendering knows of the request that it answers; empty in a browser. */
export const RequestContext = createContext<Request>({});
