import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { languageOf } from "~/http/language.server";
import { services } from "~/services.server";
import { wordsIn } from "~/words/words.server";

const SMALL = { src: "/icon-192.png", type: "image/png", sizes: "192x192" };

/** What a phone shows of the app that was put on its home screen: under the site's name, in the visitor's words. */
export function loader({ request, context }: LoaderFunctionArgs): Response {
  const { SITE_NAME: name } = services(context).settings;
  const { page, language } = wordsIn(languageOf(request));
  const manifest = {
    ...{ name, short_name: name, lang: language, id: "/", start_url: "/", display: "minimal-ui" },
    ...{ background_color: "#faf9f7", theme_color: "#faf9f7" },
    shortcuts: [
      { name: page.make, url: "/", icons: [SMALL] },
      { name: page.pictures, url: "/history", icons: [SMALL] },
    ],
    icons: [
      { src: "/favicon.svg", type: "image/svg+xml", sizes: "any" },
      SMALL,
      { src: "/icon-512.png", type: "image/png", sizes: "512x512" },
      { src: "/icon-maskable-512.png", type: "image/png", sizes: "512x512", purpose: "maskable" },
    ],
  };
  return Response.json(manifest, { headers: { "Content-Type": "application/manifest+json" } });
}
