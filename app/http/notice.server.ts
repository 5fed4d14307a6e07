import { createCookie, redirect } from "@remix-run/cloudflare";
import * as z from "zod";

const count = z.number().int().min(0);

/** What the next page says was done; `ui/notice.tsx` has the words. */
const Notice = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("deleted"), deleted: count, spared: count, open: count, unknown: count }),
  z.object({ kind: z.literal("marked"), marked: count, unknown: count, isFavorite: z.boolean() }),
  z.object({ kind: z.literal("none_chosen") }),
  z.object({ kind: z.literal("nothing_to_download") }),
  z.object({ kind: z.literal("no_such_part") }),
  z.object({ kind: z.literal("too_many_to_download"), chosen: count, most: count }),
  z.object({ kind: z.literal("link_made") }),
  z.object({ kind: z.literal("link_changed") }),
  z.object({ kind: z.literal("link_revoked") }),
  z.object({ kind: z.literal("settings_saved") }),
]);

export type Notice = z.output<typeof Notice>;

/** Not signed: it holds numbers only, and who forges it tells themselves. In seconds: a redirect is followed at once. */
const cookie = createCookie("notice", { httpOnly: true, maxAge: 60, path: "/", sameSite: "lax" });

/** On to another page, which says it once. */
export async function redirectWith(
  to: string,
  notice: Notice,
  headers: [name: string, value: string][] = [],
): Promise<Response> {
  return redirect(to, {
    status: 303,
    headers: [["Set-Cookie", await cookie.serialize(notice)], ...headers],
  });
}

/** What the page before had to say, and the headers that forget it. */
export async function readNotice(
  request: Request,
): Promise<{ notice: Notice | null; headers: [name: string, value: string][] }> {
  const header = request.headers.get("Cookie") ?? "";
  if (!/(^|; )notice=/.test(header)) return { notice: null, headers: [] };
  const notice = Notice.safeParse(await cookie.parse(header).catch(() => null));
  return {
    notice: notice.success ? notice.data : null,
    headers: [["Set-Cookie", await cookie.serialize("", { maxAge: 0 })]],
  };
}
