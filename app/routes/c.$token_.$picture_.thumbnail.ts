import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { openMemberThumbnail } from "~/history/shared/member.server";
import { found } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { services } from "~/services.server";

/** The small view of a picture in a shared collection, to anybody with the link. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { token = "", picture = "" } = params;
  return found(await openMemberThumbnail(services(context), token, picture, request));
}

export const action = getOnly;
