import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { services } from "~/platform/services.server";
import { openShared } from "~/shares/shared-picture.server";

/** The bytes of a shared picture, to anybody with the link. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const picture = await openShared(services(context), params.token ?? "", request);
  if (!picture) throw new Response("Not found", { status: 404 });
  return picture;
}

export function action() {
  throw new Response("Method not allowed", { status: 405, headers: { Allow: "GET, HEAD" } });
}
