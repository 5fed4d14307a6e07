import { sign, unsign } from "@remix-run/cloudflare/dist/crypto.js";
import { createCookieFactory } from "@remix-run/server-runtime";

/**
 * What stands for `@remix-run/cloudflare` in the Worker: the package is of a kind of which bundlers keep everything, the
 * router for browsers included. These are the same functions, of the same packages.
 */
export { createRequestHandler, data, redirect } from "@remix-run/server-runtime";

export const createCookie = createCookieFactory({ sign, unsign });
