import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { bearerOf } from "~/accounts/bearer.server";
import { requestOptions } from "~/accounts/passkeys/options.server";
import { relyingParty } from "~/accounts/passkeys/relying-party.server";
import { found } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { services } from "~/services.server";

/** What the browser is asked when somebody signs in with a passkey: the page's script fetches it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const using = services(context);
  const secrets = using.settings.SESSION_SECRETS;
  const party = found(relyingParty(using, request));
  const bearer = found(await bearerOf(request, secrets));
  return Response.json(requestOptions(party, bearer, secrets), { headers: { "Cache-Control": "no-store" } });
}

export const action = getOnly;
