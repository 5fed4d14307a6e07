import * as build from "virtual:remix/server-build";
import { type AppLoadContext, createRequestHandler } from "@remix-run/cloudflare";
import { audit } from "~/credits/audit.server";
import { sweep } from "~/generations/sweep.server";
import { admit } from "~/platform/guard.server";
import { log, loggedPath } from "~/platform/log.server";
import { makeServices, timingsOf } from "~/platform/services.server";

const remix = createRequestHandler(build, import.meta.env.MODE);

export default {
  async fetch(request, env, ctx): Promise<Response> {
    const context: AppLoadContext = { cloudflare: { env, ctx } };
    const timings = timingsOf(context);
    const admitted = await admit(request);
    const response = await (admitted instanceof Request
      ? remix(admitted, context)
      : remix(refused(request), { ...context, refusal: admitted }));

    const answer = new Response(response.body, response);
    answer.headers.set("Server-Timing", timings.toHeader());
    for (const [name, value] of Object.entries(HEADERS)) answer.headers.set(name, value);
    if (!answer.headers.has("Cache-Control")) answer.headers.set("Cache-Control", "private, no-cache");
    if (answer.status === 405 && !answer.headers.has("Allow")) answer.headers.set("Allow", "GET, HEAD");
    log.info({
      event: "request",
      method: request.method,
      path: loggedPath(request),
      status: answer.status,
      ms: Math.round(timings.elapsedMs),
      db_calls: timings.spent("db").calls,
    });
    return answer;
  },

  async scheduled({ cron }, env): Promise<void> {
    if (cron === HOURLY) await audit(makeServices(env));
    else await sweep(makeServices(env));
  },
} satisfies ExportedHandler<Env>;

/** As wrangler.toml has it beside the sweep's minute. */
const HOURLY = "17 * * * *";

const HEADERS = {
  "X-Content-Type-Options": "nosniff",
  // Never no-referrer: with it browsers send `Origin: null`, and posts without JavaScript are refused.
  "Referrer-Policy": "strict-origin-when-cross-origin",
};

/**
 * The same visitor asking for the page that says no: a document by GET, so that the root's loader runs and the
 * navigation is there; data in the method in which it was asked for, because the answers differ in shape.
 */
function refused(request: Request): Request {
  const url = new URL(request.url);
  const isData = url.pathname.endsWith(".data");
  const page = new URL(isData ? "/refused.data" : "/refused", url);
  const headers = new Headers();
  for (const name of ["Cookie", "Accept-Language"]) headers.set(name, request.headers.get(name) ?? "");
  return isData && request.method === "POST"
    ? new Request(page, { method: "POST", headers, body: new URLSearchParams() })
    : new Request(page, { headers });
}
