// Types only, and no code: a file that adds members must be a module.
export {};

declare module "@remix-run/cloudflare" {
  // Loader data keeps its types only when this repeats remix.config.ts.
  interface Future {
    v3_singleFetch: true;
  }

  interface AppLoadContext {
    /** `env` is read in one place only: platform/settings.server.ts; `ctx`: platform/services.server.ts. */
    cloudflare: { env: unknown; ctx: { waitUntil(work: Promise<unknown>): void } };
    /** Set when the request was refused before Remix saw it: routes/refused.tsx answers with it. */
    refusal?: { status: number; headers?: Record<string, string>; address: string };
  }
}
