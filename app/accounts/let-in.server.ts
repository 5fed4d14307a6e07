import { redirect, type TypedResponse } from "@remix-run/cloudflare";
import { type RawBuilder, sql } from "kysely";
import type { Mistake } from "~/http/mistakes";
import { type Asked, type Notice, redirectWith } from "~/http/notice.server";
import { timestamp } from "~/platform/clock.server";
import { type Query, refusedBy } from "~/platform/db.server";
import { hasTransport } from "~/platform/mail-settings.server";
import { type Services, services } from "~/services.server";
import { DRAFT_PAGE, forgetDraft, keptDraft } from "./drafts.server";
import { askForCode, CODE_SIGN_IN_REFUSED, withoutFactor } from "./factor/code-sign-in.server";
import { rememberBrowser } from "./known-browser.server";
import { stay } from "./leaving/leavers.server";
import { isBlocked } from "./role/role.server";
import { openSession, SESSION_REFUSED } from "./sessions.server";
import type { User } from "./user";

/** Somebody who has proved who they are: by a password, by another site's word, by a passkey. */
export type Proven = {
  userId: string;
  /**
   * SQL for whether what they have shown still says who they are, asked at the very moment at which it lets them in: a
   * password may have been changed meanwhile, a passkey removed.
   */
  stillProves: RawBuilder<boolean>;
  /** What they were known by, in its canonical form: from now on the browser is known for it. */
  address: string;
  /** Queries that are run in the batch that lets them in. */
  also: Query[];
  /** What was typed before, as a form sends it; empty for nothing. */
  draft: string;
  /** The page of ours to which they go; `ownPage` has judged it. */
  page: string;
  /** Whether anything more is asked of who has a second factor: not after a code, nor after a passkey that knew its owner. */
  isProvenTwice: boolean;
  /** What the first page says to them. */
  notice: Notice | null;
};

/** The way on, with its cookies, or why this person may not come in. */
export type LetIn = { kind: "in"; way: TypedResponse<never> } | { kind: "refused"; why: Mistake };

/** Orders a draft for somebody who has just joined: the page of what is made, or null where that cannot be. */
export type Ordering = (using: Services, user: User, draft: string) => Promise<string | null>;

/** Marks the address of somebody who has just signed in, by a browser that may keep no cookies. */
export const SIGNED_IN = "signed_in";

/**
 * The one way in, after any proof of identity. What is still to be asked of somebody, what keeps them out and what their
 * coming changes is judged here for all the ways to sign in. Nobody else opens a session.
 */
export async function letIn({ request, context }: Asked, proven: Proven, order?: Ordering): Promise<LetIn> {
  const using = services(context);
  const { userId, draft } = proven;
  const person = await personOf(using, userId);
  if (!person || hasEnded(person)) return { kind: "refused", why: "sign_in_wrong" };
  if (person.isBlocked) return { kind: "refused", why: "account_blocked" };
  const isAskedMore = person.hasFactor && !proven.isProvenTwice;
  const asked = isAskedMore
    ? await unlessOvertaken(askForCode({ request, context }, proven))
    : await unlessOvertaken(open(using, request, proven));
  if (asked === null) return { kind: "refused", why: "sign_in_wrong" };
  if (typeof asked !== "string") return { kind: "in", way: asked };
  const session = asked;
  const browser = await rememberBrowser(using, request, proven.address);
  const ordered = draft && order ? await order(using, person.user, draft) : null;
  if (ordered) await forgetDraft(using, userId);
  const page = ordered ?? (draft ? DRAFT_PAGE : firstPage(using, person, proven.page));
  const cookies = [session, browser].map((cookie): [string, string] => ["Set-Cookie", cookie]);
  const to = wayOn(request, page);
  const notice = noticeFor(person, proven);
  const way = notice
    ? await redirectWith({ request, context }, to, notice, cookies)
    : redirect(to, { status: 303, headers: cookies });
  return { kind: "in", way };
}

/** Opens the session, and keeps in its batch what was typed before: whatever breaks afterwards, it is found again. */
function open(using: Services, request: Request, proven: Proven): Promise<string> {
  const { db } = using;
  const { userId, draft } = proven;
  const also = [
    ...proven.also,
    // Also where they asked to leave since this was read: nobody's account ends while they use it.
    stay(db, userId),
    ...(draft ? keptDraft(db, userId, draft) : []),
  ];
  const onlyIf = proven.isProvenTwice
    ? proven.stillProves
    : sql<boolean>`${proven.stillProves} AND ${withoutFactor(userId)}`;
  return openSession(using, request, userId, also, onlyIf);
}

/** What lets somebody in, or null where what they have shown was overtaken by a change of the account. */
async function unlessOvertaken<Way>(way: Promise<Way>): Promise<Way | null> {
  try {
    return await way;
  } catch (error) {
    if (OVERTAKEN.some((constraint) => refusedBy(error, constraint))) return null;
    throw error;
  }
}

const OVERTAKEN = [SESSION_REFUSED, CODE_SIGN_IN_REFUSED];

/** What is to be known of somebody who comes in, in one round trip. */
type Person = {
  user: User;
  /** When a newcomer's account ends, unless they prove their address. */
  endsAt: string | null;
  /** When the account ends because its person asked for it. */
  leavesAt: string | null;
  hasFactor: boolean;
  isBlocked: boolean;
};

async function personOf({ db }: Services, userId: string): Promise<Person | null> {
  const row = await db
    .selectFrom("users")
    .leftJoin("newcomers", "newcomers.user_id", "users.id")
    .leftJoin("second_factors", "second_factors.user_id", "users.id")
    .leftJoin("leavers", "leavers.user_id", "users.id")
    .select(["users.id", "users.email", "users.credits", "newcomers.ends_at", "second_factors.turned_on_at"])
    .select(["leavers.ends_at as leaves_at", isBlocked("users.id").as("is_blocked")])
    .where("users.id", "=", userId)
    .executeTakeFirst();
  if (!row) return null;
  const { ends_at, leaves_at, turned_on_at, is_blocked, ...user } = row;
  const [hasFactor, isOut] = [turned_on_at !== null, Boolean(is_blocked)];
  return { user, endsAt: ends_at, leavesAt: leaves_at, hasFactor, isBlocked: isOut };
}

/** Whether what is theirs is being removed by now. */
function hasEnded({ leavesAt }: Person): boolean {
  return leavesAt !== null && leavesAt <= timestamp();
}

/** What somebody reads first who has come in: that their account stays, or what there is to say of the way. */
function noticeFor({ leavesAt }: Person, { notice }: Proven): Notice | null {
  return leavesAt ? { kind: "account", done: "stayed" } : notice;
}

/** Where somebody goes who has signed in; who has not proved their address reads first what they lack. */
function firstPage({ settings }: Services, { endsAt }: Person, page: string): string {
  return hasTransport(settings) && endsAt ? "/account" : page;
}

/** The way to a page. A browser that sent no cookie may keep none, and goes by the form, which sends on whoever has a session. */
function wayOn(request: Request, page: string): string {
  if (request.headers.has("Cookie")) return page;
  return `/login?${new URLSearchParams({ redirectTo: page, [SIGNED_IN]: "" })}`;
}
