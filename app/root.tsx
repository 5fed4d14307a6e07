import {
  data,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
} from "@remix-run/cloudflare";
import { Links, Meta, Outlet, useMatches, useRouteError } from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { bearerOf } from "./accounts/bearer.server";
import { visitor } from "./accounts/gate.server";
import { markOf } from "./accounts/mark.server";
import stylesheet from "./app.css?url";
import { publicOrigin } from "./http/addresses.server";
import { formToken } from "./http/door/form-token.server";
import { hasFailedForm } from "./http/forms.server";
import { languageInAddress, languageOf } from "./http/language.server";
import { readNotice } from "./http/notice.server";
import { chosenTheme, hasShortcuts, keepPreference } from "./http/preferences.server";
import { timeZoneOf } from "./http/time-zone.server";
import { LANGUAGES } from "./platform/text/languages";
import { services } from "./services.server";
import { noticesForStrangers } from "./site/notices.server";
import { said } from "./site/said.server";
import { ErrorView } from "./ui/page/error-view";
import { LanguageLinks } from "./ui/page/head/language-links";
import { NotSent, Scripts } from "./ui/page/head/scripts";
import { Page } from "./ui/page/page";
import { usePage } from "./ui/page/page-handle";
import { RequestContext } from "./ui/page/request-context";
import { type RootData, useRootData } from "./ui/page/root-data";
import type { Refresh } from "./ui/picture/waiting";
import { useWords } from "./words/words";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: "/apple-touch-icon.png" },
  { rel: "manifest", href: "/manifest.webmanifest" },
];

/** An error page has the headers of what went wrong, as Retry-After and Allow. */
export const headers: HeadersFunction = ({ errorHeaders }) => errorHeaders ?? {};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await visitor(request, context);
  const using = services(context);
  const secrets = using.settings.SESSION_SECRETS;
  const bearer = await bearerOf(request, secrets);
  const { notice, headers } = await readNotice({ request, context });
  const site = user?.site ?? (await noticesForStrangers(using));
  const known: RootData = {
    user: user && {
      ...{ email: user.email, credits: user.credits },
      ...{ isOperator: user.isOperator, endsAt: user.endsAt },
    },
    mark: user ? markOf(user.id, secrets) : "",
    isSingle: using.settings.SINGLE_USER,
    isDemo: using.replicate.isDemo,
    hasShop: using.stripe !== null && !using.settings.SINGLE_USER,
    creditsHelp: using.settings.CREDITS_HELP,
    formToken: bearer ? formToken(bearer, secrets) : undefined,
    hasFailedForm: hasFailedForm(context),
    notice,
    line: said(site, languageOf(request)),
    theme: chosenTheme(request),
    hasShortcuts: hasShortcuts(request),
    timeZone: timeZoneOf(request),
    origin: publicOrigin(using, request),
  };
  // Who comes by a link that names a language goes on in it.
  const language = languageInAddress(request);
  const chosen: [string, string][] = language
    ? [["Set-Cookie", keepPreference(request, "language", language)]]
    : [];
  return data(known, { headers: [...headers, ...chosen] });
}

export function Layout({ children }: { children: ReactNode }) {
  const { theme } = useContext(RequestContext);
  const known = useRootData();
  const words = useWords();
  const page = usePage();
  // With them a page of somebody is not shown again to somebody else who goes back to it.
  const hasScripts = page.needsScripts || Boolean(known?.user);
  return (
    <html
      lang={words.language}
      dir={LANGUAGES[words.language].direction}
      data-theme={known?.theme ?? theme}
      data-person={known?.mark}
    >
      <head>
        <meta charSet="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#faf9f7" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#111014" media="(prefers-color-scheme: dark)" />
        <title>{page.title}</title>
        <meta name="description" content={page.description} />
        <RefreshWithoutScript />
        {page.isPublic && known && <LanguageLinks origin={known.origin} pathname={page.pathname} />}
        <Meta />
        {/* A room is laid out by all that stands in it: drawn while half of it has come, it would move. */}
        {page.layout === "room" && <link rel="expect" href="#end" blocking="render" />}
        <Links />
        {hasScripts && <Scripts />}
      </head>
      <body data-shortcuts={known?.hasShortcuts ? "" : undefined}>
        <Page>{children}</Page>
        {hasScripts && <NotSent />}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorView error={useRouteError()} />;
}

/** Without JavaScript a page that waits asks again by itself: a route's data says when. */
function RefreshWithoutScript() {
  const refresh = useMatches()
    .map(({ data }) => (data as { refresh?: Refresh } | null)?.refresh)
    .find(Boolean);
  if (!refresh) return null;
  return (
    <noscript>
      <meta httpEquiv="refresh" content={`${refresh.afterSeconds};url=${refresh.url}`} />
    </noscript>
  );
}
