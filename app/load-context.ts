import type { AppLoadContext } from "@remix-run/cloudflare";

/** What the Worker gives to every loader and action of one request, and nothing else of Cloudflare's. */
type FromWorker = {
  cloudflare: { env: unknown; ctx: { waitUntil(work: Promise<unknown>): void } };
  /** Set when the request was refused before any route saw it: routes/refused.tsx answers with it. */
  refusal?: Refusal;
};

/** `address`: the path and search that were asked for; null where no page can be. */
export type Refusal = {
  status: number;
  headers?: Record<string, string>;
  typed?: string;
  address: string | null;
};

declare module "@remix-run/cloudflare" {
  // Loader data keeps its types only when this repeats remix.config.ts.
  interface Future {
    v3_singleFetch: true;
  }

  interface AppLoadContext extends FromWorker {}
}

/** Read by services.server.ts and parsed in platform/settings.server.ts only. */
export function workerOf({ cloudflare }: AppLoadContext): FromWorker["cloudflare"] {
  return cloudflare;
}

/** Why the request was refused before any route saw it; undefined for one that was admitted. */
export function refusalOf({ refusal }: AppLoadContext): Refusal | undefined {
  return refusal;
}
