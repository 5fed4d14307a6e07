import * as z from "zod";
import { signedCookie } from "~/http/cookies.server";
import { MINUTE, SECOND } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { AWAY_MINUTES } from "./limits";

const Begun = z.object({
  provider: z.string(),
  /** What the site sends back beside its answer, what stands in its token, and what proves that we are who began. */
  ...{ state: z.string(), nonce: z.string(), verifier: z.string() },
  /** The page of ours to go to afterwards. */
  to: z.string(),
  /** The invite by which somebody came, the id of what they typed before, and the account that gets another way in. */
  ...{ invite: z.string().nullable(), draft: z.string().nullable(), addTo: z.string().nullable() },
  until: z.number(),
});

/** What a browser keeps of somebody who went to another site to sign in; nothing else knows of it. */
export type Begun = z.output<typeof Begun>;

/** The Set-Cookie value that keeps it for as long as somebody may be away. */
export function keepBegun(using: Pick<Services, "settings">, request: Request, begun: Omit<Begun, "until">) {
  const away = AWAY_MINUTES * MINUTE;
  return cookieOf(using, request).keep({ ...begun, until: Date.now() + away }, away / SECOND);
}

/** What was begun in this browser; null for nothing, and for what is too old. */
export async function readBegun(using: Pick<Services, "settings">, request: Request): Promise<Begun | null> {
  const begun = Begun.safeParse(await cookieOf(using, request).read());
  return begun.success && begun.data.until > Date.now() ? begun.data : null;
}

export function forgetBegun(using: Pick<Services, "settings">, request: Request): Promise<string> {
  return cookieOf(using, request).forget();
}

function cookieOf({ settings }: Pick<Services, "settings">, request: Request) {
  return signedCookie(request, "with", settings.SESSION_SECRETS);
}
