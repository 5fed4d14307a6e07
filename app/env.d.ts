declare module "virtual:remix/server-build" {
  import type { ServerBuild } from "@remix-run/cloudflare";

  const build: ServerBuild;
  export = build;
}

// The build of react-dom/server for workerd, named because in development Node would be given another.
declare module "react-dom/server.browser" {
  export { renderToStaticMarkup } from "react-dom/server";
}

// What the owner of a site has put beside the code; scripts/own-files.ts reads it when the app is built.
declare module "virtual:own-files" {
  export const texts: import("./site/texts").Texts;
  export const hasLogo: boolean;
}
