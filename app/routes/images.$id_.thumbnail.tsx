import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { visitor } from "~/accounts/gate.server";
import { found, idIn } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { openThumbnail } from "~/pictures/open.server";
import { services } from "~/services.server";

/** The thumbnail, to its picture's owner; to everyone else there is no such picture. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = idIn(params);
  const user = found(await visitor(request, context));
  return found(await openThumbnail(services(context), user, id, request));
}

export const action = getOnly;
