import { createContext } from "react";

/** The one value that lets a script of ours run. Only the server has it: browsers hide it from scripts. */
export const NonceContext = createContext<string | undefined>(undefined);
