import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { found } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { services } from "~/services.server";
import { openShared } from "~/shares/shared-picture.server";

/** The bytes of a shared picture, to anybody with the link. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return found(await openShared(services(context), params.token ?? "", request));
}

export const action = getOnly;
