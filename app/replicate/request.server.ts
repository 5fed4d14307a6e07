import ReplicateClient from "replicate";
import { type Throttle, throttleIn } from "./retry-after";

export type Send = (request: Request) => Promise<Response>;
export type Api = { send: Send; token: string; baseUrl: string };
export type Call = (client: ReplicateClient) => Promise<unknown>;

export type Failure =
  /** Nothing was made, and the same request would be refused again. */
  | { kind: "refused"; status: number }
  /** Nothing was made; worth another try after so many seconds. */
  | ({ kind: "busy" } & Throttle)
  /** Lost on the way: it may have been made or not. */
  | { kind: "unknown" };

/** Given by what stands between us and Replicate, which does not know what became of the request. */
const TIMED_OUT = [408, 499];

/**
 * One request, whatever happens. Left to itself the client sends a POST whose connection broke six times over, and
 * ignores Retry-After. So it is told of every failure as a 400, which it never repeats, and its error, which holds the
 * token, is dropped; what really came back is kept here. `headers` are those that the client has no option for.
 */
export async function requestOnce(
  api: Api,
  timeoutMs: number,
  run: Call,
  headers: Record<string, string> = {},
): Promise<{ kind: "json"; json: unknown } | Failure> {
  let answered: Response | undefined;
  const fetchOnce: typeof fetch = async (input, init) => {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const request = new Request(input, { ...init, redirect: "manual", signal });
      for (const header of Object.entries(headers)) request.headers.set(...header);
      answered = await api.send(request);
      if (answered.ok) return answered;
    } catch {
      answered = undefined;
    }
    return new Response(null, { status: 400 });
  };
  const client = new ReplicateClient({
    auth: api.token,
    baseUrl: api.baseUrl,
    fetch: fetchOnce,
    useFileOutput: false,
  });
  try {
    return { kind: "json", json: await run(client) };
  } catch {
    return answered ? failure(answered) : { kind: "unknown" };
  }
}

async function failure(response: Response): Promise<Failure> {
  if (response.status === 429) return { kind: "busy", ...(await throttleIn(response)) };
  if (TIMED_OUT.includes(response.status)) return { kind: "unknown" };
  if (response.status >= 400 && response.status < 500) return { kind: "refused", status: response.status };
  return { kind: "unknown" };
}
