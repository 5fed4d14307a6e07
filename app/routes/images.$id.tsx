import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { visitorWith } from "~/accounts/gate.server";
import { found, idIn } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { openPicture } from "~/pictures/open.server";
import { isSigned } from "~/pictures/signed/address.server";
import { openSigned } from "~/pictures/signed/open.server";
import { services } from "~/services.server";

/** The picture, to its owner; to everyone else there is no such picture. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = idIn(params);
  const using = services(context);
  if (isSigned(request)) return found(await openSigned(using, request, "picture", id));
  const asked = await visitorWith(request, context, (person) => openPicture(using, person, id, request));
  return found(asked?.found);
}

export const action = getOnly;
