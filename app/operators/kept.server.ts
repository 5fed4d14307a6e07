import type { AppLoadContext } from "@remix-run/cloudflare";
import * as z from "zod";
import { signedCookie } from "~/http/cookies.server";
import type { Asked } from "~/http/notice.server";
import { services } from "~/services.server";

/** How long what was typed waits for the page that it was typed on, while its operator shows who they are. */
const LIFETIME_SECONDS = 600;

/** What was typed into a form of the page at `path`, by field. */
const Kept = z.object({ path: z.string(), typed: z.record(z.string(), z.string()) });

export type Typed = Record<string, string>;

/** The Set-Cookie value that brings what was typed back to its page. */
export function keepTyped(asked: Asked, path: string, typed: Typed): Promise<string> {
  return cookie(asked).keep({ path, typed }, LIFETIME_SECONDS);
}

/** What was typed on this page before its operator showed who they are, and the headers that forget it. */
export async function readTyped(
  asked: Asked & { context: AppLoadContext },
): Promise<{ typed: Typed; headers: [name: string, value: string][] }> {
  const kept = cookie(asked);
  // A page that answers a form has what was typed from there, and may just have kept it.
  if (asked.context.form || !kept.isSent()) return { typed: {}, headers: [] };
  const read = Kept.safeParse(await kept.read());
  const isHere = read.success && read.data.path === new URL(asked.request.url).pathname;
  return { typed: isHere ? read.data.typed : {}, headers: [["Set-Cookie", await kept.forget()]] };
}

function cookie({ request, context }: Asked) {
  return signedCookie(request, "typed", services(context).settings.SESSION_SECRETS);
}
