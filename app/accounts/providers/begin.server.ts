import { ownPage, publicOrigin } from "~/http/addresses.server";
import { addressOf } from "~/platform/address.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import { inviteIn } from "../invites/invite.server";
import { type Begun, keepBegun, readBegun } from "./begun.server";
import { clientOf } from "./client.server";
import { LONGEST_WAY_BACK } from "./limits";
import type { Provider } from "./providers.server";

/** Marks the address by which somebody begins once more, with what they had brought the first time. */
export const AGAIN = "again";

/** Where a visitor is sent, and the cookie by which they are known when they come back. Null: the site does not answer. */
export type Begin = { url: string; cookie: string };

/** What goes along to another site and back, by the visitor's own browser. */
export type Along = Pick<Begun, "to" | "invite" | "draft" | "addTo">;

/** What the address says with which somebody begins, or what they had along before. */
export async function alongOf(using: Services, request: Request): Promise<Along> {
  const { searchParams } = addressOf(request);
  const before = searchParams.has(AGAIN) ? await readBegun(using, request) : null;
  if (before) return { to: before.to, invite: before.invite, draft: before.draft, addTo: null };
  const to = ownPage(searchParams.get("redirectTo") ?? "/", request) ?? "/";
  return {
    to: to.length > LONGEST_WAY_BACK ? "/" : to,
    invite: inviteIn(request),
    draft: null,
    addTo: null,
  };
}

/** Prepares the way to another site. Nothing is written but a cookie: whoever follows the link has done nothing yet. */
export async function begin(
  using: Services,
  request: Request,
  provider: Provider,
  along: Along,
): Promise<Begin | null> {
  try {
    const { library, configuration } = await clientOf(provider);
    const [state, nonce] = [library.randomState(), library.randomNonce()];
    const verifier = library.randomPKCECodeVerifier();
    const url = library.buildAuthorizationUrl(configuration, {
      redirect_uri: comeBackAddress(using, request, provider),
      ...{ state, code_challenge: await library.calculatePKCECodeChallenge(verifier) },
      code_challenge_method: "S256",
      ...(provider.id === "github" ? { scope: "user:email" } : { scope: "openid email", nonce }),
    });
    const begun = { provider: provider.id, state, nonce, verifier, ...along };
    return { url: url.href, cookie: await keepBegun(using, request, begun) };
  } catch {
    log.warn({ event: "provider_down", provider: provider.id });
    return null;
  }
}

/** The address to which the site sends people back. The owner has told it to the site, which refuses any other. */
export function comeBackAddress(using: Services, request: Request, { id }: Provider): string {
  return `${publicOrigin(using, request)}/login/with/${id}/callback`;
}
