import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { visitor } from "~/accounts/gate.server";
import { openInput } from "~/inputs/open.server";
import { services } from "~/platform/services.server";

/** What a visitor brought to be changed, to them only. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const user = await visitor(request, context);
  const input = user && params.id && (await openInput(services(context), user, params.id));
  if (!input) throw new Response("Not found", { status: 404 });
  return input;
}

export function action() {
  throw new Response("Method not allowed", { status: 405, headers: { Allow: "GET, HEAD" } });
}
