import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { visitorWith } from "~/accounts/gate.server";
import { found, idIn } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { openInput, openSignedInput } from "~/pictures/brought/open.server";
import { isSigned } from "~/pictures/signed/address.server";
import { services } from "~/services.server";

/** What a visitor brought to be changed, to them only. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = idIn(params);
  const using = services(context);
  if (isSigned(request)) return found(await openSignedInput(using, request, id));
  const asked = await visitorWith(request, context, (person) => openInput(using, person, id, request));
  return found(asked?.found);
}

export const action = getOnly;
