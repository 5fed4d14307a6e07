import type { Configuration } from "openid-client";

/** The library, and what it has to know of one site. */
export type Client = { library: typeof import("openid-client"); configuration: Configuration };
