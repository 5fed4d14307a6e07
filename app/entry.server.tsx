import { hasLogo } from "virtual:own-files";
import type { AppLoadContext, EntryContext } from "@remix-run/cloudflare";
import { RemixServer } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server.browser";
import { sessionId } from "./accounts/sessions.server";
import { pagePolicy } from "./http/door/headers.server";
import { languageOf } from "./http/language.server";
import { chosenTheme } from "./http/preferences.server";
import { refusalOf, workerOf } from "./load-context";
import { type PictureAddresses, PLAIN_ADDRESSES, signedAddresses } from "./pictures/signed/address.server";
import { addressOf } from "./platform/address.server";
import { log, loggedPath } from "./platform/log.server";
import { requestId } from "./platform/request-id.server";
import { readSite } from "./platform/settings/site-settings.server";
import { readableSettings } from "./services.server";
import { OWN_TEXTS } from "./site/own-texts.server";
import { RequestContext } from "./ui/page/request-context";
import { WordsContext } from "./words/words";
import { wordsIn } from "./words/words.server";

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const known = {
    site: { ...readSite(workerOf(context).env), texts: OWN_TEXTS, hasLogo },
    script: remixContext.manifest.entry.module,
    requestId: requestId(),
    theme: chosenTheme(request),
    pictures: await addressesFor(request, context),
    address: refusalOf(context)?.address,
  };
  // The data of the page, for scripts that would draw it once more: there are none.
  await remixContext.serverHandoffStream?.cancel();
  const html = renderToStaticMarkup(
    <RequestContext.Provider value={known}>
      <WordsContext.Provider value={wordsIn(languageOf(request))}>
        <RemixServer
          context={{ ...remixContext, serverHandoffStream: undefined }}
          url={addressOf(request).href}
        />
      </WordsContext.Provider>
    </RequestContext.Provider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Content-Security-Policy", pagePolicy(request));
  return new Response(`<!DOCTYPE html>${html}`, { status, headers });
}

/** The addresses of pictures, for whoever has a session; without readable settings there is none. */
async function addressesFor(request: Request, context: AppLoadContext): Promise<PictureAddresses> {
  const secrets = readableSettings(context)?.SESSION_SECRETS ?? [];
  const session = await sessionId(request, secrets);
  return session ? signedAddresses(session, secrets) : PLAIN_ADDRESSES;
}

/** Logs an error that nobody expected. Answers that routes throw (404, 402…) do not come here. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  log.error({
    event: "unexpected",
    path: loggedPath(request),
    name: error instanceof Error ? error.name : typeof error,
    // The frames only: a message can quote what a visitor typed.
    stack: error instanceof Error ? error.stack?.match(/^\s+at .*$/gm) : undefined,
  });
}
