import { type AppLoadContext, redirect, type TypedResponse } from "@remix-run/cloudflare";
import * as z from "zod";
import { services } from "~/services.server";
import { signedCookie } from "./cookies.server";

const count = z.number().int().min(0);

/** What may have been done to an account; the words of accounts say each. */
const DONE_TO_ACCOUNTS = [
  "address_confirmed",
  "confirm_sent",
  "password_changed",
  "way_added",
  "way_removed",
  "email_changed",
  "email_taken",
  "email_restored",
  "session_ended",
  "sessions_ended",
  "stayed",
  "invite_made",
  "invite_none",
  "invite_ended",
  "factor_off",
  "passkey_added",
  "passkey_renamed",
  "passkey_removed",
] as const;

/** What an operator may have done; the words of operators say each. */
const DONE_BY_OPERATORS = [
  "give",
  "take",
  "block",
  "unblock",
  "end_sessions",
  "send_reset",
  "make_operator",
  "unmake_operator",
  "look_again",
  "take_down",
  "answer_report",
  "say_line",
  "close_orders",
  "open_orders",
  "confirmed",
] as const;

const DONE_TO_COLLECTIONS = [
  "renamed",
  "deleted",
  "cover",
  "cover_one",
  "link_made",
  "link_changed",
  "link_revoked",
] as const;

/** What the next page says was done; the page chooses the words. */
const Notice = z.discriminatedUnion("kind", [
  z.object({
    ...{ kind: z.literal("deleted"), deleted: count, links: count, open: count, unknown: count },
    /** The moment by which all of it is put back; null when nothing was deleted. */
    at: z.string().nullable(),
  }),
  z.object({ kind: z.literal("put_back"), count }),
  z.object({ kind: z.literal("deleted_for_good"), isAll: z.boolean() }),
  z.object({ kind: z.literal("marked"), marked: count, unknown: count, isFavorite: z.boolean() }),
  z.object({ kind: z.literal("none_chosen") }),
  z.object({ kind: z.literal("not_two"), chosen: count }),
  z.object({ kind: z.literal("nothing_to_download") }),
  z.object({ kind: z.literal("no_such_part") }),
  z.object({ kind: z.literal("too_many_to_download"), chosen: count, most: count }),
  z.object({ kind: z.literal("nothing_to_share") }),
  z.object({ kind: z.literal("not_canceled") }),
  z.object({ kind: z.literal("link_made") }),
  z.object({ kind: z.literal("link_changed") }),
  z.object({ kind: z.literal("link_revoked") }),
  z.object({
    kind: z.literal("collected"),
    collection: z.string(),
    ...{ added: count, already: count, unknown: count },
  }),
  z.object({ kind: z.literal("uncollected"), removed: count }),
  z.object({ kind: z.literal("collection"), done: z.enum(DONE_TO_COLLECTIONS) }),
  z.object({ kind: z.literal("settings_saved") }),
  z.object({ kind: z.literal("credits_given") }),
  z.object({ kind: z.literal("credits_bought"), credits: count }),
  z.object({ kind: z.literal("pack_gone") }),
  z.object({ kind: z.literal("too_many_purchases"), again_at: z.string() }),
  z.object({ kind: z.literal("no_free_credits") }),
  z.object({ kind: z.literal("recovery_code_used"), left: count }),
  z.object({ kind: z.literal("operator"), done: z.enum(DONE_BY_OPERATORS) }),
  z.object({ kind: z.literal("export_too_often"), again_at: z.string() }),
  z.object({ kind: z.literal("leaving"), ends_at: z.string() }),
  z.object({ kind: z.literal("account"), done: z.enum(DONE_TO_ACCOUNTS) }),
]);

export type Notice = z.output<typeof Notice>;

/** How long a notice waits for the next page: a redirect is followed at once. */
const LIFETIME_SECONDS = 60;

/** A request as routes are given it. */
export type Asked = { request: Request; context: AppLoadContext };

/** Redirects to another page, which gives the notice once. */
export async function redirectWith(
  asked: Asked,
  to: string,
  notice: Notice,
  headers: [name: string, value: string][] = [],
): Promise<TypedResponse<never>> {
  const kept = await noticeCookie(asked).keep(notice, LIFETIME_SECONDS);
  return redirect(to, { status: 303, headers: [["Set-Cookie", kept], ...headers] });
}

/** What the page before had to say, and the headers that forget it. */
export async function readNotice(
  asked: Asked,
): Promise<{ notice: Notice | null; headers: [name: string, value: string][] }> {
  const cookie = noticeCookie(asked);
  if (!cookie.isSent()) return { notice: null, headers: [] };
  const notice = Notice.safeParse(await cookie.read());
  return {
    notice: notice.success ? notice.data : null,
    headers: [["Set-Cookie", await cookie.forget()]],
  };
}

/** The notice's cookie is signed, so that nobody else's page can make ours say something. */
function noticeCookie({ request, context }: Asked) {
  return signedCookie(request, "notice", services(context).settings.SESSION_SECRETS);
}
