import { setTimeout as sleep } from "node:timers/promises";
import * as build from "virtual:remix/server-build";
import { type AppLoadContext, createRequestHandler } from "@remix-run/cloudflare";
import { bearerOf } from "./accounts/bearer.server";
import { renewedSession } from "./accounts/gate.server";
import { sessionCookie, sessionId } from "./accounts/sessions.server";
import { wayOfOnlyPerson } from "./accounts/single/closed-pages.server";
import { FLOOD_SECONDS, floodKind, isFlood } from "./budgets/flood.server";
import { admit, type Known, type Refusal } from "./http/door/guard.server";
import { withHeaders } from "./http/door/headers.server";
import { bookmarkOfWrites, openNearest } from "./http/door/nearest-database.server";
import { networkAddress } from "./http/door/network-address.server";
import { answeringUnavailable } from "./http/door/unavailable.server";
import { asVisited } from "./http/https.server";
import { IN_PLACE, REFUSED } from "./http/wire";
import { workerOf } from "./load-context";
import { audit } from "./operations/audit.server";
import { AUDIT_CRON } from "./operations/limits";
import { sweep } from "./operations/sweep.server";
import { LARGEST_PICTURE_FORM_MB } from "./pictures/limits";
import { addressOf } from "./platform/address.server";
import { standingFor } from "./platform/keyed-hash.server";
import { log, loggedPath } from "./platform/log.server";
import { withRequestId } from "./platform/request-id.server";
import { readPublicOrigin } from "./platform/settings.server";
import { makeServices, readableSettings, services, timingsOf } from "./services.server";

const remix = createRequestHandler(answeringUnavailable(build), import.meta.env.MODE);

export default {
  fetch(request, env, ctx): Promise<Response> {
    const context: AppLoadContext = { cloudflare: { env, ctx } };
    return withRequestId(request, () => logged(request, context));
  },

  async scheduled({ cron }, env): Promise<void> {
    if (cron === AUDIT_CRON) await audit(makeServices(env));
    else await sweep(makeServices(env), sleep);
  },
} satisfies ExportedHandler<Env>;

async function logged(request: Request, context: AppLoadContext): Promise<Response> {
  const timings = timingsOf(context);
  const visited = asVisited(request, readPublicOrigin(workerOf(context).env));
  const response =
    visited instanceof Response
      ? withHeaders(visited, request, timings)
      : withHeaders(
          forScript(await withCookies(await answer(visited, context), visited, context), visited),
          visited,
          timings,
        );
  log.info({
    event: "request",
    method: request.method,
    path: loggedPath(request),
    status: response.status,
    ms: Math.round(timings.elapsedMs),
    db_calls: timings.spent("db").calls,
  });
  return response;
}

/**
 * Adds the bookmark of what was written, and the cookie of a session that went on, unless the answer itself says what
 * becomes of the session.
 */
async function withCookies(response: Response, request: Request, context: AppLoadContext): Promise<Response> {
  const bookmark = readableSettings(context) && (await bookmarkOfWrites(services(context), request));
  const isSaid = response.headers.getSetCookie().some(sessionCookie(request, []).isIn);
  const renewed = isSaid ? undefined : renewedSession(context);
  if (!bookmark && !renewed) return response;
  const answer = new Response(response.body, response);
  for (const cookie of [bookmark, renewed]) if (cookie) answer.headers.append("Set-Cookie", cookie);
  return answer;
}

/** A script that sends a form in place is told where the answer leads, since browsers keep redirects from scripts. */
function forScript(response: Response, request: Request): Response {
  const to = response.headers.get("Location");
  if (to === null || !request.headers.has(IN_PLACE)) return response;
  const headers = new Headers(response.headers);
  headers.delete("Location");
  headers.set(IN_PLACE, to);
  // The page stays, and what it fetched beforehand is what was there before.
  headers.set("Clear-Site-Data", '"prefetchCache"');
  return new Response(null, { status: 204, headers });
}

async function answer(request: Request, context: AppLoadContext): Promise<Response> {
  const admitted = await admit(request, await knownOf(request, context));
  if ("status" in admitted) return refusalPage(admitted, request, context);
  if (await comesAsFlood(admitted.request, context)) {
    const typed = admitted.form?.get("prompt");
    const headers = { "Retry-After": String(FLOOD_SECONDS) };
    const said = typeof typed === "string" && typed !== "" ? { typed } : {};
    return refusalPage({ status: 429, headers, ...said }, request, context);
  }
  const elsewhere = wayOfOnlyPerson(readableSettings(context), addressOf(request));
  if (elsewhere) return new Response(null, { status: 303, headers: { Location: elsewhere } });
  context.form = admitted.form;
  if (readableSettings(context)) await openNearest(services(context), admitted.request);
  const response = await remix(admitted.request, context);
  if (!(isBare(response) && wantsPage(request)) && !isRefusedForm(request, response)) return response;
  await response.body?.cancel();
  const headers = Object.fromEntries([...response.headers].filter(([name]) => OF_A_REFUSAL.includes(name)));
  return refusalPage({ status: response.status, headers }, request, context);
}

/** What is known of a request: little without readable settings, and nobody gets further than a page that says so. */
async function knownOf(request: Request, context: AppLoadContext): Promise<Known> {
  const publicOrigin = readPublicOrigin(workerOf(context).env);
  const settings = readableSettings(context);
  const secrets = settings?.SESSION_SECRETS ?? [];
  return {
    ...{ secrets, publicOrigin },
    largestPictureForm: LARGEST_PICTURE_FORM_MB * 1_000_000,
    isOpenToAll: settings?.SINGLE_USER ?? false,
    hasSession: settings?.SINGLE_USER || (await sessionId(request, secrets)) !== null,
    bearer: await bearerOf(request, secrets),
    whom: standingFor(networkAddress(request, settings), secrets),
  };
}

/** Whether this is one of more than any person sends; counted by where it comes from, or else by browser. */
async function comesAsFlood(request: Request, context: AppLoadContext): Promise<boolean> {
  const kind = floodKind(request, addressOf(request));
  const settings = kind && readableSettings(context);
  if (!kind || !settings) return false;
  const whom = networkAddress(request, settings) ?? (await bearerOf(request, settings.SESSION_SECRETS));
  return isFlood(settings, kind, whom);
}

/** Headers that say why something was refused, or what to do about it. */
const OF_A_REFUSAL = ["allow", "retry-after", "x-robots-tag"];

/** Whether something went wrong where there is no page, as at a picture's address: it says a line of text, or nothing. */
function isBare(response: Response): boolean {
  const type = response.headers.get("Content-Type");
  return response.status >= 400 && (type === null || type.startsWith("text/plain"));
}

/** Statuses of a form that comes back, with what was typed and what is wrong with it. */
const FORM_AGAIN = [402, 409, 422, 429];

/** Whether a form was refused altogether: Remix draws a page for which no loader ran: nobody would seem to be signed in. */
function isRefusedForm({ method }: Request, { status, headers }: Response): boolean {
  const isPage = headers.get("Content-Type")?.startsWith("text/html") ?? false;
  return method === "POST" && isPage && status >= 400 && status < 500 && !FORM_AGAIN.includes(status);
}

/** Whether somebody looks at the answer: no picture in a page, no script, no machine. */
function wantsPage({ headers }: Request): boolean {
  return headers.get("Accept")?.includes("text/html") ?? false;
}

/**
 * The page that says no, as if the same visitor had asked for it: a document by GET, so that the root's loader runs and the
 * navigation is there.
 */
function refusalPage(refusal: Refusal, request: Request, context: AppLoadContext): Promise<Response> {
  const url = addressOf(request);
  const headers = new Headers(request.headers);
  // These headers describe a body that does not come along; and Remix would check the origin again.
  for (const name of ["Content-Length", "Content-Type", "Origin"]) headers.delete(name);
  // Many addresses only take forms, and answer whoever comes by a link with a 405.
  const isPage = request.method !== "POST" && refusal.status !== 405;
  context.refusal = { ...refusal, address: isPage ? url.pathname + url.search : null };
  return remix(new Request(new URL(REFUSED, url), { headers }), context);
}
