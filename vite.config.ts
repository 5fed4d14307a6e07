import { readFile } from "node:fs/promises";
import { cloudflareDevProxyVitePlugin, vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "./remix.config";
import { lineFor } from "./scripts/readable";

export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [
    // A context for each request, as in the Worker: what a request learns (who asks) is kept under it.
    command === "serve" && [
      wasmFromDisk(),
      readableLog(),
      cloudflareDevProxyVitePlugin({
        getLoadContext: async ({ request, context }) => ({ ...context, form: await formIn(request) }),
      }),
    ],
    remix(remixConfig),
    command === "build" && workerIsTheServerEntry(),
  ],
  resolve: { alias: { "~": new URL("./app", import.meta.url).pathname } },
  build: {
    assetsInlineLimit: 0,
    // Every browser with light-dark() knows modulepreload. Terser leaves 4 KB less of React and Remix, gzipped, than esbuild.
    modulePreload: { polyfill: false },
    minify: isSsrBuild ? "esbuild" : "terser",
    terserOptions: {
      module: true,
      ecma: 2020,
      compress: { passes: 2, pure_getters: true },
      format: { comments: false },
    },
    rollupOptions: {
      output: isSsrBuild ? {} : { manualChunks: common },
      // Left to wrangler, which hands it to workerd compiled.
      external: [/\.wasm$/],
      // A route without a component has nothing for the browser, and needs no warning.
      onwarn: (warning, warn) => warning.code !== "EMPTY_BUNDLE" && warn(warning),
    },
  },
}));

/** What nearly every page needs is one file: some twenty small ones would each be gzipped, and asked for, by themselves. */
function common(id: string): string | undefined {
  return /\/app\/(models|ui\/form|ui\/page|http|platform)\/|\/limits\.ts$/.test(id) ? "common" : undefined;
}

/** Remix would make its own server build the entry; the Worker wraps it, in one bundle, so that every module exists once. */
function workerIsTheServerEntry(): Plugin {
  return {
    name: "worker-is-the-server-entry",
    enforce: "post",
    config: (_, { isSsrBuild }) =>
      isSsrBuild ? { build: { rollupOptions: { input: "app/entry.worker.ts" } } } : undefined,
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
