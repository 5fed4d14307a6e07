import { redirect } from "@remix-run/cloudflare";
import * as z from "zod";
import { signedCookie } from "~/http/cookies.server";
import type { Asked } from "~/http/notice.server";
import { MINUTE, SECOND } from "~/platform/clock.server";
import { services } from "~/services.server";
import type { Begun } from "./begun.server";
import { AWAY_MINUTES } from "./limits";
import type { Provider } from "./providers.server";
import type { Person } from "./told.server";

const Asking = z.object({
  provider: z.string(),
  person: z.object({
    ...{ issuer: z.string(), subject: z.string() },
    ...{ email: z.string(), isVerified: z.literal(true) },
  }),
  begun: z.object({ to: z.string(), invite: z.string().nullable(), draft: z.string().nullable() }),
  until: z.number(),
});

/** Somebody whom another site knows, while they are asked whether an account with their address is theirs. */
export type Asking = z.output<typeof Asking>;

/** Sends somebody to the page that asks; what the site said of them stays with their browser meanwhile. */
export async function askWhose(
  { request, context }: Asked,
  provider: Provider,
  person: Person,
  { to, invite, draft }: Pick<Begun, "to" | "invite" | "draft">,
): Promise<Response> {
  const lifetime = AWAY_MINUTES * MINUTE;
  const asking = {
    provider: provider.id,
    person,
    begun: { to, invite, draft },
    until: Date.now() + lifetime,
  };
  const kept = await cookieOf({ request, context }).keep(asking, lifetime / SECOND);
  return redirect(`/login/with/${provider.id}/whose`, { status: 303, headers: { "Set-Cookie": kept } });
}

/** Who is asked, at this site; null when it is too long ago, or nobody is. */
export async function readAsking(asked: Asked, provider: Provider): Promise<Asking | null> {
  const asking = Asking.safeParse(await cookieOf(asked).read());
  const isOfThis = asking.success && asking.data.provider === provider.id && asking.data.until > Date.now();
  return isOfThis ? asking.data : null;
}

export function forgetAsking(asked: Asked): Promise<string> {
  return cookieOf(asked).forget();
}

function cookieOf({ request, context }: Asked) {
  return signedCookie(request, "whose", services(context).settings.SESSION_SECRETS);
}
