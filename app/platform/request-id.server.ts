import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

/** Known to all that runs for a request without being handed down to it: whatever is logged anywhere must have it. */
const current = new AsyncLocalStorage<string>();

/** Runs what answers the request under its id: Cloudflare's own where there is one, so that both logs have the same. */
export function withRequestId<Result>({ headers }: Request, run: () => Result): Result {
  const ray = headers.get("CF-Ray") ?? "";
  return current.run(RAY.test(ray) ? ray : randomBytes(6).toString("hex"), run);
}

/** Undefined outside of requests, as in the sweep. */
export function requestId(): string | undefined {
  return current.getStore();
}

/** For what the runtime calls by itself, as when a reader leaves: it does not know whose request that is about. */
export function underThisId(run: () => void): () => void {
  return AsyncLocalStorage.bind(run);
}

/** Sixteen digits, and the place that answered. */
const RAY = /^[0-9a-f]{16}(-[A-Z]{3})?$/;
