import { type AppLoadContext, redirect } from "@remix-run/cloudflare";
import { ownPage } from "~/http/addresses.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { readSession } from "./sessions.server";
import type { User } from "./user";

const visitors = new WeakMap<AppLoadContext, Promise<User | null>>();

/** Who is asking, or null; read once a request however many loaders ask. */
export function visitor(request: Request, context: AppLoadContext): Promise<User | null> {
  const known = visitors.get(context);
  if (known) return known;
  const reading = readSession(services(context), request);
  visitors.set(context, reading);
  return reading;
}

/**
 * A person, or the end of the request: a redirect to sign-in that comes back to where they were.
 * `draft` is what they typed, which travels along.
 */
export async function requireUser(
  request: Request,
  context: AppLoadContext,
  draft: Record<string, string> = {},
): Promise<User> {
  const user = await visitor(request, context);
  if (user) return user;
  const { pathname, search } = addressOf(request);
  const redirectTo = request.method === "POST" ? pathname : pathname + search;
  throw redirect(`/login?${new URLSearchParams({ redirectTo, ...draft })}`, 303);
}

/**
 * Where to go after signing in: `redirectTo`, or `/` for anything that is not a page of ours, with the draft, which is
 * all the rest. It is kept beside and not inside: encoded twice, 1,000 Chinese characters would not fit into a URL.
 */
export function returnPath(request: Request): string {
  const { redirectTo = "/", lang: _, ...draft } = Object.fromEntries(addressOf(request).searchParams);
  const page = ownPage(redirectTo, request, ({ searchParams }) => {
    for (const [name, value] of Object.entries(draft)) searchParams.set(name, value);
  });
  return page ?? "/";
}
