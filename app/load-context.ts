import type { AppLoadContext } from "@remix-run/cloudflare";

/** What the Worker gives to every loader and action of one request, and nothing else of Cloudflare's. */
type FromWorker = {
  cloudflare: { env: unknown; ctx: { waitUntil(work: Promise<unknown>): void } };
  /** Why the request was refused before any route saw it; the page that says no answers with it. */
  refusal?: Refusal;
  /** The form that a request brought, which the door has read: its body is there once. */
  form?: FormData;
};

/** `address`: the path and search that were asked for; null where no page can be. */
export type Refusal = {
  status: number;
  headers?: Record<string, string>;
  typed?: string;
  address: string | null;
};

declare module "@remix-run/cloudflare" {
  // Loader data keeps its types only when this repeats the flag that Remix is configured with.
  interface Future {
    v3_singleFetch: true;
  }

  interface AppLoadContext extends FromWorker {}
}

/** What the Worker gave to a request: only the Worker itself and `services` read it, and only the settings parse it. */
export function workerOf({ cloudflare }: AppLoadContext): FromWorker["cloudflare"] {
  return cloudflare;
}

/** Why the request was refused before any route saw it; undefined for one that was admitted. */
export function refusalOf({ refusal }: AppLoadContext): Refusal | undefined {
  return refusal;
}

/** The form that the request brought. @throws where there can be none, as in a loader. */
export function formOf({ form }: AppLoadContext): FormData {
  if (!form) throw new Error("This request has brought no form.");
  return form;
}

/** Whether the request brought a form: the loaders of a page run after its action, and are told nothing else of it. */
export function hasForm({ form }: AppLoadContext): boolean {
  return form !== undefined;
}
