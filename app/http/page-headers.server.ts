import type { HeadersFunction } from "@remix-run/cloudflare";

/**
 * The headers of a page whose address, or whose text, lets somebody in: nothing keeps it, no search engine lists it, and no
 * other page is told its address. Not `no-referrer`: with it browsers send `Origin: null`, and its form would be refused.
 */
export const secretPage: HeadersFunction = ({ errorHeaders, actionHeaders }) => {
  const headers = new Headers(errorHeaders ?? actionHeaders);
  headers.set("Cache-Control", "no-store");
  headers.set("Referrer-Policy", "strict-origin");
  headers.set("X-Robots-Tag", "noindex");
  return headers;
};

/** The headers of a page that is for whoever asked, now: its answer is not kept, and no search engine lists it. */
export const notKept: HeadersFunction = ({ loaderHeaders, actionHeaders, errorHeaders }) => {
  const headers = new Headers(errorHeaders ?? [...loaderHeaders, ...actionHeaders]);
  headers.set("Cache-Control", "no-store");
  headers.set("X-Robots-Tag", "noindex");
  return headers;
};

/** The headers of a page are those of its loader, or of what went wrong in it. */
export const headersOfLoader: HeadersFunction = ({ loaderHeaders, errorHeaders }) =>
  errorHeaders ?? loaderHeaders;

/** The headers of a page with a form: one that came too often says when it may come again. */
export const headersOfForm: HeadersFunction = ({ actionHeaders, errorHeaders }) =>
  errorHeaders ?? actionHeaders;

/** The same of a form that anybody may send, on a page that no search engine lists. */
export const headersOfUnlistedForm: HeadersFunction = ({ actionHeaders, loaderHeaders }) => {
  const headers = new Headers(actionHeaders);
  for (const [name, value] of loaderHeaders) headers.append(name, value);
  headers.set("X-Robots-Tag", "noindex");
  return headers;
};
