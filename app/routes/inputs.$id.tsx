import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { visitor } from "~/accounts/gate.server";
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
  const user = found(await visitor(request, context));
  return found(await openInput(using, user, id, request));
}

export const action = getOnly;
