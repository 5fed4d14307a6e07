import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { visitor } from "~/accounts/gate.server";
import { found, idIn } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { openInput } from "~/pictures/brought/open.server";
import { services } from "~/services.server";

/** What a visitor brought to be changed, to them only. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = idIn(params);
  const user = found(await visitor(request, context));
  return found(await openInput(services(context), user, id, request));
}

export const action = getOnly;
