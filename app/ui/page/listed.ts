import type { HeadersFunction, MetaDescriptor } from "@remix-run/cloudflare";

/** Keeps a page out of search engines, whatever part of it they read. */
export const NOT_LISTED = { "X-Robots-Tag": "noindex" };

/** The headers of a shared page, which search engines show only where its owner wants that. */
export const listedBy = ({ indexable }: { indexable: boolean }) => (indexable ? {} : NOT_LISTED);

/** What its head says of the same. */
export const listedInHead = ({ indexable }: { indexable: boolean }): MetaDescriptor[] =>
  indexable ? [] : [{ name: "robots", content: "noindex" }];

/** The headers of a page are those of its loader, or of what went wrong in it. */
export const headersOfLoader: HeadersFunction = ({ loaderHeaders, errorHeaders }) =>
  errorHeaders ?? loaderHeaders;
