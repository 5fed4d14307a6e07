import type { PlatformProxy } from "wrangler";

// Bundled a second time by the development server: types only, no code.
declare module "@remix-run/cloudflare" {
  // Loader data keeps its types only when this repeats remix.config.ts.
  interface Future {
    v3_singleFetch: true;
  }

  interface AppLoadContext {
    cloudflare: Pick<PlatformProxy<Env>, "env"> & { ctx: Pick<ExecutionContext, "waitUntil"> };
    /** Set when the request was refused before Remix saw it: routes/refused.tsx answers with it. */
    refusal?: { status: number; headers?: Record<string, string> };
  }
}
