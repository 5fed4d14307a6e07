import { type AppLoadContext, redirect } from "@remix-run/cloudflare";
import { ownPage } from "~/http/addresses.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { isSessionOpen, type OpenSession } from "./sessions/open-session.server";
import { readSession, type SessionClaim, sessionClaim } from "./sessions.server";
import { onlyPerson } from "./single/only-person.server";
import type { Person, Visitor } from "./user";

const visitors = new WeakMap<AppLoadContext, Promise<Visitor | null>>();
const claims = new WeakMap<AppLoadContext, Promise<SessionClaim | null>>();
const renewals = new WeakMap<AppLoadContext, string>();

/** The person who is asking, or null; read once a request however many loaders ask. */
export function visitor(request: Request, context: AppLoadContext): Promise<Visitor | null> {
  const known = visitors.get(context);
  if (known) return known;
  const using = services(context);
  const onRenewed = (setCookie: string) => void renewals.set(context, setCookie);
  const reading = using.settings.SINGLE_USER
    ? onlyPerson(using)
    : readSession(using, request, onRenewed, claimOf(request, context));
  visitors.set(context, reading);
  return reading;
}

function claimOf(request: Request, context: AppLoadContext): Promise<SessionClaim | null> {
  const known = claims.get(context);
  if (known) return known;
  const { SINGLE_USER, SESSION_SECRETS } = services(context).settings;
  // Of sessions from before there was one person nothing is believed.
  const reading = SINGLE_USER ? Promise.resolve(null) : sessionClaim(request, SESSION_SECRETS);
  claims.set(context, reading);
  return reading;
}

/**
 * The visitor, and what `read` finds for them, in one round trip: the cookie that we signed says whose session it is, so
 * that what they ask for is looked up together with whether that session goes on. If it does not, this is null, and what
 * was found is shown to nobody. `read` must change nothing, but under the condition that the session is open, which it is
 * given where that is not known yet.
 */
export async function visitorWith<Found>(
  request: Request,
  context: AppLoadContext,
  read: (person: Person, isOpen: OpenSession | null) => Promise<Found>,
): Promise<{ user: Visitor; found: Found } | null> {
  const claim = await claimOf(request, context);
  const userId = claim?.userId;
  if (!userId) {
    const user = await visitor(request, context);
    return user && { user, found: await read(user, null) };
  }
  const reading = async () => read({ id: userId }, isSessionOpen(claim));
  const [known, found] = await Promise.allSettled([visitor(request, context), reading()]);
  if (known.status === "rejected") throw known.reason;
  if (known.value?.id !== userId) return null;
  if (found.status === "rejected") throw found.reason;
  return { user: known.value, found: found.value };
}

/** The Set-Cookie value of a session that went on with this request. */
export function renewedSession(context: AppLoadContext): string | undefined {
  return renewals.get(context);
}

/**
 * A person, or the end of the request: a redirect to sign-in. From there they come back to `page`, where they find what
 * they pressed and can press it again; a form's own address need not be a page.
 */
export async function requireUser(
  request: Request,
  context: AppLoadContext,
  page?: string,
): Promise<Visitor> {
  return (await visitor(request, context)) ?? signInFirst(request, page);
}

/** What a page shows to a person, as `visitorWith` finds it, or the end of the request, as `requireUser` has it. */
export async function requireUserWith<Found>(
  request: Request,
  context: AppLoadContext,
  read: (person: Person, isOpen: OpenSession | null) => Promise<Found>,
): Promise<{ user: Visitor; found: Found }> {
  return (await visitorWith(request, context, read)) ?? signInFirst(request);
}

/** @throws a redirect to sign-in, and from there to `page`. */
export function signInFirst(request: Request, page?: string): never {
  const { pathname, search } = addressOf(request);
  const asked = request.method === "POST" ? "/" : pathname + search;
  throw redirect(`/login?${new URLSearchParams({ redirectTo: page ?? asked })}`, 303);
}

/** Where to go after signing in: `redirectTo`, or `/` for anything that is not a page of ours. */
export function returnPath(request: Request): string {
  return ownPage(addressOf(request).searchParams.get("redirectTo") ?? "/", request) ?? "/";
}
