import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { openCollectionPreview } from "~/history/shared/collection.server";
import { found } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { services } from "~/services.server";

/** The JPEG that stands for a shared collection elsewhere, to anybody with the link. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return found(await openCollectionPreview(services(context), params.token ?? "", request));
}

export const action = getOnly;
