import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

/** The request's id, known to all code that runs for the request, since every line of the log must have it. */
const current = new AsyncLocalStorage<string>();

/** Runs what answers a request under an id: Cloudflare's Ray ID where there is one, so that both logs have the same. */
export function withRequestId<Result>({ headers }: Request, run: () => Result): Result {
  const ray = headers.get("CF-Ray") ?? "";
  return current.run(RAY.test(ray) ? ray : randomBytes(6).toString("hex"), run);
}

/** The id of the request that this code runs for; undefined outside of requests, as in the sweep. */
export function requestId(): string | undefined {
  return current.getStore();
}

/** Binds a callback to the request's id: the runtime calls some outside of any request, as when a reader leaves. */
export function underThisId(run: () => void): () => void {
  return AsyncLocalStorage.bind(run);
}

/** A Ray ID: sixteen hexadecimal digits and, as a rule, the data centre that answered. */
const RAY = /^[0-9a-f]{16}(-[A-Z]{3})?$/;
