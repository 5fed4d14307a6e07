declare module "virtual:remix/server-build" {
  import type { ServerBuild } from "@remix-run/cloudflare";

  const build: ServerBuild;
  export = build;
}

// What workerd is given for react-dom/server; named, because in development Node would be given another.
declare module "react-dom/server.browser" {
  export { renderToReadableStream } from "react-dom/server";
}
