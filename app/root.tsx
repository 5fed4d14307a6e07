import {
  data,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
} from "@remix-run/cloudflare";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { visitor } from "~/accounts/gate.server";
import { hasFailedForm } from "~/platform/forms.server";
import { readNotice } from "~/platform/notice.server";
import { hasShortcuts } from "~/platform/preferences.server";
import { services } from "~/platform/services.server";
import { timeZoneOf } from "~/platform/time-zone.server";
import { ErrorView, errorTitle } from "~/ui/error-view";
import { Page } from "~/ui/page";
import { RequestContext } from "~/ui/request-context";
import { Shortcuts } from "~/ui/shortcuts";
import { useRememberedTimeZone } from "~/ui/time-zone";
import type { Refresh } from "~/ui/waiting";
import stylesheet from "./app.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** Retry-After and Allow belong to what went wrong. */
export const headers: HeadersFunction = ({ errorHeaders }) => errorHeaders ?? {};

// No shouldRevalidate: with single fetch this rides along in a route's own request, and shares its one read of the visitor.
export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await visitor(request, context);
  const { notice, headers } = await readNotice(request);
  const known = {
    user: user && { email: user.email, credits: user.credits },
    isDemo: services(context).replicate.isDemo,
    hasFailedForm: hasFailedForm(context),
    notice,
    hasShortcuts: await hasShortcuts(request),
    timeZone: timeZoneOf(request),
  };
  return data(known, { headers });
}

export function Layout({ children }: { children: ReactNode }) {
  const { nonce } = useContext(RequestContext);
  const known = useRouteLoaderData<typeof loader>("root");
  useRememberedTimeZone();
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <RefreshWithoutScript />
        <Meta />
        <Links />
      </head>
      <body>
        <Page user={known?.user} isDemo={known?.isDemo ?? false} notice={known?.notice}>
          {children}
        </Page>
        {known?.hasShortcuts && <Shortcuts />}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  return (
    <>
      <title>{`${errorTitle(error)} · Flux AI`}</title>
      <ErrorView error={error} />
    </>
  );
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
