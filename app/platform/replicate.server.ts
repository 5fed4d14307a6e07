import ReplicateClient from "replicate";
import { z } from "zod";
import { answerAsReplicate } from "./demo/stand-in.server";
import type { Settings } from "./settings.server";
import type { Timings } from "./timings.server";

/** How long a create may hold our request: Replicate answers sooner when the picture is ready. */
const WAIT_SECONDS = 5;
/** Beyond the wait, what a create and any other call may take before it counts as lost. */
const SLACK_MS = 5_000;
const CALL_TIMEOUT_MS = 10_000;
const DOWNLOAD_TIMEOUT_MS = 15_000;
/** From creation; a picture takes a second or two. Cancelled before its start a prediction is not billed. */
const CANCEL_AFTER = "5m";
/** When Replicate is busy and does not say for how long: its documented limit is per minute, by tokens that refill every second. */
const DEFAULT_RETRY_SECONDS = 10;

const Prediction = z.object({
  id: z.string().min(1),
  status: z.enum(["starting", "processing", "succeeded", "failed", "canceled", "aborted"]),
  output: z
    .union([z.string().transform((url) => [url]), z.array(z.string())])
    .nullish()
    .transform((urls) => urls ?? []),
  error: z
    .unknown()
    .transform((error) => (error == null ? null : String(error)))
    .nullable(),
  data_removed: z.boolean().nullish(),
});

/** `output` is a list of URLs whatever the model; `error` is Replicate's wording: classify it, never show or log it. */
export type Prediction = z.output<typeof Prediction>;

export type Answer =
  | { kind: "prediction"; prediction: Prediction }
  /** Nothing was made, and the same request would be refused again. */
  | { kind: "refused"; status: number }
  /** Nothing was made; worth another try after so many seconds. */
  | { kind: "busy"; retryAfterSeconds: number }
  /** Lost on the way: it may have been made or not. */
  | { kind: "unknown" };

export type CreateOptions = {
  /** `owner/name` */
  model: string;
  input: Record<string, unknown>;
  /** An https URL, or none asked for. */
  webhook?: string;
};

export type Replicate = {
  create(options: CreateOptions): Promise<Answer>;
  get(predictionId: string): Promise<Answer>;
  /** A GET without our token that follows no redirect; null for a host that is not listed. Rejects when the network fails. */
  download(url: string): Promise<Response | null>;
  isDemo: boolean;
};

/** The only module that knows Replicate's client. Without a token the same client talks to the stand-in. */
export function replicateFor(
  settings: Settings,
  timings: Timings,
  send: Send = sendFor(settings),
): Replicate {
  const token = settings.REPLICATE_API_TOKEN;
  const api: Api = { send, token: token ?? "demo", baseUrl: settings.REPLICATE_API_BASE_URL };

  return {
    isDemo: !token,
    create: ({ model, input, webhook }) =>
      timings.measure("provider", () =>
        call(api, WAIT_SECONDS * 1000 + SLACK_MS, (client) =>
          client.predictions.create({
            model,
            input,
            wait: WAIT_SECONDS,
            ...(webhook && { webhook, webhook_events_filter: ["completed"] }),
          }),
        ),
      ),
    get: (predictionId) =>
      timings.measure("provider", () =>
        call(api, CALL_TIMEOUT_MS, (client) => client.predictions.get(predictionId)),
      ),
    download: async (url) => {
      const from = URL.canParse(url) ? new URL(url) : null;
      if (!from || !mayFetchFrom(from, settings.REPLICATE_FILE_HOSTS)) return null;
      return send(
        new Request(from, { redirect: "manual", signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) }),
      );
    },
  };
}

type Send = (request: Request) => Promise<Response>;

const sendFor = ({ REPLICATE_API_TOKEN }: Settings): Send =>
  REPLICATE_API_TOKEN ? (request) => fetch(request) : answerAsReplicate;

type Api = { send: Send; token: string; baseUrl: string };

/**
 * One request, whatever happens. Left to itself the client sends a POST whose connection broke six times over, and
 * ignores Retry-After. So it is told of every failure as a 400, which it never repeats, and its error, which holds the
 * token, is dropped; what really came back is kept here.
 */
async function call(
  api: Api,
  timeoutMs: number,
  run: (client: ReplicateClient) => Promise<unknown>,
): Promise<Answer> {
  let answered: Response | undefined;
  const fetchOnce: typeof fetch = async (input, init) => {
    try {
      const request = new Request(input, {
        ...init,
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (request.method === "POST") request.headers.set("Cancel-After", CANCEL_AFTER);
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
    const prediction = Prediction.safeParse(await run(client));
    return prediction.success ? { kind: "prediction", prediction: prediction.data } : { kind: "unknown" };
  } catch {
    return answered ? failure(answered) : { kind: "unknown" };
  }
}

async function failure(response: Response): Promise<Answer> {
  if (response.status === 429) return { kind: "busy", retryAfterSeconds: await retryAfterSeconds(response) };
  if (response.status >= 400 && response.status < 500) return { kind: "refused", status: response.status };
  return { kind: "unknown" };
}

/** From the header, the body's `retry_after`, or "resets in ~30s" in its text: Replicate has used all three. */
async function retryAfterSeconds(response: Response): Promise<number> {
  const header = Number(response.headers.get("Retry-After") ?? Number.NaN);
  if (header > 0) return header;
  const text = await response.text().catch(() => "");
  const said = text.match(/"retry_after"\s*:\s*([\d.]+)/) ?? text.match(/resets in ~?(\d+)\s*s/);
  return said ? Math.ceil(Number(said[1])) : DEFAULT_RETRY_SECONDS;
}

/** https on a listed host or below it; plain http only on a loopback host that is listed with its port. */
export function mayFetchFrom(url: URL, hosts: string[]): boolean {
  const listed = hosts.some(
    (host) => url.host === host || (!host.includes(":") && url.host.endsWith(`.${host}`)),
  );
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  return listed && (url.protocol === "https:" || (url.protocol === "http:" && loopback));
}
