import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { cloudflareDevProxyVitePlugin, vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "./remix.config";
import { lean } from "./scripts/lean";
import { ownFiles } from "./scripts/own-files";
import { lineFor } from "./scripts/readable";

export default defineConfig(({ command }) => ({
  plugins: [
    // A context for each request, as in the Worker: what a request learns (who asks) is kept under it.
    command === "serve" && [
      wasmFromDisk(),
      readableLog(),
      reloadsPages(),
      cloudflareDevProxyVitePlugin({
        getLoadContext: async ({ request, context }) => ({ ...context, form: await formIn(request) }),
      }),
    ],
    remix(remixConfig),
    ownFiles(),
    command === "build" && [workerIsTheServerEntry(), onlyTheEntry(), leftForWrangler(), lean()],
  ],
  resolve: {
    alias: [
      { find: "~", replacement: fileAt("./app") },
      ...(command === "build" ? PACKAGES_FOR_A_WORKER : []),
    ],
  },
  // The Worker's packages are bundled here, where what is never called can be left out.
  ...(command === "build" && {
    define: { "process.env.NODE_ENV": '"production"' },
    ssr: { noExternal: true, resolve: { conditions: WORKER_CONDITIONS } },
  }),
  // Scripts beside the entry's, each asked for by the page that needs it (`?worker&url`): modules, as the entry is.
  worker: { format: "es" },
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    minify: "esbuild",
    rollupOptions: {
      // Left to wrangler, which hands it to workerd compiled; and what only workerd has.
      external: [/^cloudflare:/],
      // A route without a component has nothing for the browser, and packages annotate for other bundlers: no warnings.
      onwarn: (warning, warn) =>
        !["EMPTY_BUNDLE", "INVALID_ANNOTATION"].includes(warning.code ?? "") && warn(warning),
    },
  },
}));

const WORKER_CONDITIONS = ["workerd", "worker", "browser", "module", "production"];

const fileAt = (path: string) => new URL(path, import.meta.url).pathname;

const PACKAGES_FOR_A_WORKER = [
  // Pages are written as text, by one of the two renderers that React's server file has: the other is left out.
  {
    find: "react-dom/server.browser",
    replacement: fileAt("./node_modules/react-dom/cjs/react-dom-server-legacy.browser.production.min.js"),
  },
  // The router's code for browsers names one function of React for browsers, which is a tenth of the bundle.
  { find: /^react-dom$/, replacement: fileAt("./scripts/lean/react-dom.ts") },
  { find: /^@remix-run\/cloudflare$/, replacement: fileAt("./scripts/lean/remix-cloudflare.ts") },
];

/** The codec's module is a file beside the bundle, where it lies in app/: wrangler hands it to workerd compiled. */
function leftForWrangler(): Plugin {
  const found = new Set<string>();
  return {
    name: "left-for-wrangler",
    enforce: "pre",
    async resolveId(source, importer) {
      if (!source.endsWith(".wasm")) return null;
      const file = await this.resolve(source, importer, { skipSelf: true });
      if (file) found.add(file.id);
      return file && { id: file.id, external: "relative" };
    },
    async generateBundle() {
      for (const file of found) {
        const fileName = relative(fileAt("./app"), file);
        this.emitFile({ type: "asset", fileName, source: await readFile(file) });
      }
    },
  };
}

/** Remix makes a file of each route for the browser, where no route runs: they are built empty, and left out. */
function onlyTheEntry(): Plugin {
  return {
    name: "only-the-entry",
    transform: (_, id) => (id.includes("?__remix-build-client-route") ? "export {}" : undefined),
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        if (this.environment.name !== "client") return;
        for (const [file, { type, name }] of Object.entries(bundle))
          if (type === "chunk" && name !== "entry.client") delete bundle[file];
      },
    },
  };
}

/** Remix would make its own server build the entry; the Worker wraps it, in one bundle, so that every module exists once. */
function workerIsTheServerEntry(): Plugin {
  return {
    name: "worker-is-the-server-entry",
    enforce: "post",
    config: (_, { isSsrBuild }) =>
      isSsrBuild
        ? {
            build: {
              rollupOptions: {
                input: "app/entry.worker.ts",
                // What is loaded where it is needed stays a file, which wrangler bundles so that it runs then and not before.
                output: { chunkFileNames: "parts/[name]-[hash].js" },
              },
            },
          }
        : undefined,
  };
}

/** In development a page is loaded anew when a file changes; of a stylesheet Vite brings the new one into the page. */
function reloadsPages(): Plugin {
  return {
    name: "reloads-pages",
    config: () => ({ server: { watch: { ignored: ["**/.wrangler/**", "**/build/**"] } } }),
    handleHotUpdate({ file, server }) {
      if (!/\/(app|public)\//.test(file) || file.endsWith(".css")) return;
      server.ws.send({ type: "full-reload" });
      return [];
    },
  };
}

/** In development the Worker's lines come from this process itself. */
function readableLog(): Plugin {
  return {
    name: "readable-log",
    configureServer() {
      const lineOf = lineFor(process.stdout);
      for (const method of ["log", "warn", "error"] as const) {
        const write = console[method];
        console[method] = (first, ...others) =>
          write(typeof first === "string" ? lineOf(first) : first, ...others);
      }
    },
  };
}

/** In development no door stands before the routes: here the form is read for them, without the field that is the door's. */
async function formIn(request: Request): Promise<FormData | undefined> {
  if (request.method !== "POST") return undefined;
  const form = await request
    .clone()
    .formData()
    .catch(() => undefined);
  form?.delete("form_token");
  return form;
}

/** In development loaders run in Node, which cannot import wasm as workerd does. */
function wasmFromDisk(): Plugin {
  return {
    name: "wasm-from-disk",
    enforce: "pre",
    async load(id) {
      if (!id.endsWith(".wasm")) return;
      const base64 = (await readFile(id)).toString("base64");
      return `export default new WebAssembly.Module(Buffer.from("${base64}", "base64"));`;
    },
  };
}
