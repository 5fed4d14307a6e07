import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { visitor } from "~/accounts/gate.server";
import { openThumbnail } from "~/images/open.server";
import { isUuid } from "~/platform/ids.server";
import { services } from "~/platform/services.server";

/** To the picture's owner; to everyone else there is no such picture. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const user = isUuid(params.id) ? await visitor(request, context) : null;
  const picture = user && params.id && (await openThumbnail(services(context), user, params.id, request));
  if (!picture) throw new Response("Not found", { status: 404 });
  return picture;
}

export function action() {
  throw new Response("Method not allowed", { status: 405, headers: { Allow: "GET, HEAD" } });
}
