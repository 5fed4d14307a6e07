import * as build from "virtual:remix/server-build";
import { type AppLoadContext, createRequestHandler } from "@remix-run/cloudflare";
import { answeringUnavailable } from "~/http/unavailable.server";
import { workerOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";
import { admit, type Refusal } from "./http/guard.server";
import { withHeaders } from "./http/headers.server";
import { asVisited } from "./http/https.server";
import { audit } from "./operations/audit.server";
import { sweep } from "./operations/sweep.server";
import { LARGEST_PICTURE_FORM_MB } from "./pictures/limits";
import { log, loggedPath } from "./platform/log.server";
import { withRequestId } from "./platform/request-id.server";
import { readPublicOrigin } from "./platform/settings.server";
import { makeServices, timingsOf } from "./services.server";

const remix = createRequestHandler(answeringUnavailable(build), import.meta.env.MODE);

export default {
  fetch(request, env, ctx): Promise<Response> {
    const context: AppLoadContext = { cloudflare: { env, ctx } };
    return withRequestId(request, () => logged(request, context));
  },

  async scheduled({ cron }, env): Promise<void> {
    if (cron === HOURLY) await audit(makeServices(env));
    else await sweep(makeServices(env));
  },
} satisfies ExportedHandler<Env>;

/** As wrangler.toml has it beside the sweep's minute. */
const HOURLY = "17 * * * *";

async function logged(request: Request, context: AppLoadContext): Promise<Response> {
  const timings = timingsOf(context);
  const visited = asVisited(request, readPublicOrigin(workerOf(context).env));
  const response =
    visited instanceof Response
      ? withHeaders(visited, request, timings)
      : withHeaders(await answer(visited, context), visited, timings);
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

async function answer(request: Request, context: AppLoadContext): Promise<Response> {
  const admitted = await admit(request, { largestWithPicture: LARGEST_PICTURE_FORM_MB * 1_000_000 });
  if (!(admitted instanceof Request)) return pageThatSays(admitted, request, context);
  const response = await remix(admitted, context);
  if (!(isBare(response) && wantsPage(request)) && !isRefusedForm(request, response)) return response;
  await response.body?.cancel();
  const headers = Object.fromEntries([...response.headers].filter(([name]) => OF_A_REFUSAL.includes(name)));
  return pageThatSays({ status: response.status, headers }, request, context);
}

/** Headers that say why, or what to do about it. */
const OF_A_REFUSAL = ["allow", "retry-after", "x-robots-tag"];

/** What went wrong where there is no page, as at a picture's address: a line of text, or nothing. */
function isBare(response: Response): boolean {
  const type = response.headers.get("Content-Type");
  return response.status >= 400 && (type === null || type.startsWith("text/plain"));
}

/** Its page again, with what was typed and what is wrong with it. */
const FORM_AGAIN = [402, 409, 422, 429];

/** For a form that was refused altogether Remix draws a page for which no loader ran: nobody would seem to be signed in. */
function isRefusedForm({ method }: Request, { status, headers }: Response): boolean {
  const isPage = headers.get("Content-Type")?.startsWith("text/html") ?? false;
  return method === "POST" && isPage && status >= 400 && status < 500 && !FORM_AGAIN.includes(status);
}

/** Somebody looks at the answer: no picture in a page, no script, no machine. */
function wantsPage({ headers }: Request): boolean {
  return headers.get("Accept")?.includes("text/html") ?? false;
}

/**
 * The same visitor asking for the page that says no: a document by GET, so that the root's loader runs and the
 * navigation is there; data in the method in which it was asked for, because the answers differ in shape.
 */
function pageThatSays(refusal: Refusal, request: Request, context: AppLoadContext): Promise<Response> {
  const url = addressOf(request);
  const isData = url.pathname.endsWith(".data");
  const page = new URL(isData ? "/refused.data" : "/refused", url);
  const headers = new Headers(request.headers);
  // Of a body that does not come along; and Remix would check the origin again.
  for (const name of ["Content-Length", "Content-Type", "Origin"]) headers.delete(name);
  const asked =
    isData && request.method === "POST"
      ? new Request(page, { method: "POST", headers, body: new URLSearchParams() })
      : new Request(page, { headers });
  context.refusal = { ...refusal, address: url.pathname + url.search };
  return remix(asked, context);
}
