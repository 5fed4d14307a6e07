import { type AppLoadContext, redirect } from "@remix-run/cloudflare";
import { services } from "~/platform/services.server";
import { readSession, type User } from "./sessions.server";

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
  draft?: FormData,
): Promise<User> {
  const user = await visitor(request, context);
  if (user) return user;
  const { pathname, search } = new URL(request.url);
  const query = new URLSearchParams({ redirectTo: request.method === "POST" ? pathname : pathname + search });
  for (const [name, value] of draft ?? []) {
    if (DRAFT_FIELDS.includes(name) && typeof value === "string" && value !== "") query.append(name, value);
  }
  throw redirect(`/login?${query}`, 303);
}

/** Kept beside `redirectTo` and not inside it: encoded twice, 1,000 Chinese characters would not fit into a URL. */
const DRAFT_FIELDS = ["prompt", "ratio", "seed"];

/** Where to go after signing in: `redirectTo` with the draft, or `/` for anything that is not a page of ours. */
export function returnPath(request: Request): string {
  const { origin, searchParams } = new URL(request.url);
  const wanted = searchParams.get("redirectTo") ?? "/";
  const target = URL.canParse(wanted, origin) ? new URL(wanted, origin) : new URL(origin);
  if (target.origin !== origin) return "/";
  for (const name of DRAFT_FIELDS) {
    const value = searchParams.get(name);
    if (value !== null) target.searchParams.set(name, value);
  }
  return target.pathname + target.search;
}
