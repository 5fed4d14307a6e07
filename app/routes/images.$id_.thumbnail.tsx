import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { visitorWith } from "~/accounts/gate.server";
import { found, idIn } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { openThumbnail } from "~/pictures/open.server";
import { isSigned } from "~/pictures/signed/address.server";
import { openSigned } from "~/pictures/signed/open.server";
import { services } from "~/services.server";

/** The thumbnail, to its picture's owner; to everyone else there is no such picture. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = idIn(params);
  const using = services(context);
  if (isSigned(request)) return found(await openSigned(using, request, "thumbnail", id));
  const asked = await visitorWith(request, context, (person) => openThumbnail(using, person, id, request));
  return found(asked?.found);
}

export const action = getOnly;
