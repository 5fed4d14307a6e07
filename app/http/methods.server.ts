import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { hasFailedForm } from "./forms.server";

/** The loader of a route that only takes forms, and shows one again that came too often. @throws a 405 response. */
export function formOnly({ context }: LoaderFunctionArgs): null {
  return hasFailedForm(context) ? null : postOnly();
}

/** The loader of a route that only takes forms, or an API's posts. @throws a 405 response. */
export function postOnly(): never {
  throw new Response(null, { status: 405, headers: { Allow: "POST" } });
}

/** The action of a route that is only read. @throws a 405 response. */
export function getOnly(): never {
  throw new Response(null, { status: 405, headers: { Allow: "GET, HEAD" } });
}
