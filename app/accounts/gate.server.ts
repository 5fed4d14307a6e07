import { type AppLoadContext, redirect } from "@remix-run/cloudflare";
import { ownPage } from "~/http/addresses.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { readSession } from "./sessions.server";
import type { Visitor } from "./user";

const visitors = new WeakMap<AppLoadContext, Promise<Visitor | null>>();
const renewals = new WeakMap<AppLoadContext, string>();

/** The person who is asking, or null; read once a request however many loaders ask. */
export function visitor(request: Request, context: AppLoadContext): Promise<Visitor | null> {
  const known = visitors.get(context);
  if (known) return known;
  const reading = readSession(services(context), request, (setCookie) => renewals.set(context, setCookie));
  visitors.set(context, reading);
  return reading;
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
  const user = await visitor(request, context);
  if (user) return user;
  const { pathname, search } = addressOf(request);
  const asked = request.method === "POST" ? "/" : pathname + search;
  throw redirect(`/login?${new URLSearchParams({ redirectTo: page ?? asked })}`, 303);
}

/** Where to go after signing in: `redirectTo`, or `/` for anything that is not a page of ours. */
export function returnPath(request: Request): string {
  return ownPage(addressOf(request).searchParams.get("redirectTo") ?? "/", request) ?? "/";
}
