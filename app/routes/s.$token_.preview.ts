import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { found } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { services } from "~/services.server";
import { openSharedPreview } from "~/shares/shared-picture.server";

/** The JPEG that stands for a shared picture elsewhere, to anybody with the link. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return found(await openSharedPreview(services(context), params.token ?? "", request));
}

export const action = getOnly;
