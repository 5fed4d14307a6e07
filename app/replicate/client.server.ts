import * as z from "zod";
import type { Settings } from "~/platform/settings.server";
import type { Timings } from "~/platform/timings.server";
import { answerAsReplicate } from "./demo/stand-in.server";
import { download } from "./download.server";
import { type Removal, removeFrom, type Upload, uploadTo } from "./files.server";
import { type Prediction, readPrediction } from "./prediction.server";
import { type Api, type Call, type Failure, requestOnce, type Send } from "./request.server";

/** How long a create may hold our request: Replicate answers sooner when the picture is ready. */
const WAIT_SECONDS = 5;
/** Beyond the wait, what a create and any other call may take before it counts as lost. */
const SLACK_MS = 5_000;
const CALL_TIMEOUT_MS = 10_000;

const PredictionList = z.object({ results: z.array(z.unknown()), next: z.string().nullish() });

export type Answer = { kind: "prediction"; prediction: Prediction } | Failure;

export type CreateOptions = {
  /** `owner/name`; the name alone runs official models. */
  model: string;
  /** The version's 64 hex digits, by which a model of the community is run. */
  version?: string;
  input: Record<string, unknown>;
  /** When Replicate is to stop it, from its creation on: before its start it is then `aborted`, later `canceled`. */
  deadlineSeconds: number;
  /** An https URL, or none asked for. */
  webhook?: string;
};

/** An entry of a list; null for one that does not even tell its id. */
export type Listed = Prediction | null;

export type Replicate = {
  create(options: CreateOptions): Promise<Answer>;
  /** `deadlineMs`: a moment by which it is read or unknown. */
  get(predictionId: string, deadlineMs?: number): Promise<Answer>;
  /** Asks for it to be stopped; the answer says what it had come to. */
  cancel(predictionId: string): Promise<Answer>;
  /** Gives Replicate a file, for inputs to name it by its address. */
  upload(file: File): Promise<Upload>;
  /** Has Replicate forget a file. */
  removeFile(fileId: string): Promise<Removal>;
  /** Predictions made since then, newest first; null when they cannot all be read until `deadlineMs`, a moment. */
  since(timestamp: string, deadlineMs?: number): Promise<Listed[] | null>;
  /** Does what `download` does, from the hosts that the settings list. */
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
    create: ({ model, version, input, deadlineSeconds, webhook }) =>
      timings.measure("provider", () =>
        call(
          api,
          WAIT_SECONDS * 1000 + SLACK_MS,
          (client) =>
            client.predictions.create({
              ...(version ? { version } : { model }),
              input,
              wait: WAIT_SECONDS,
              ...(webhook && { webhook, webhook_events_filter: ["completed"] }),
            }),
          { "Cancel-After": `${deadlineSeconds}s` },
        ),
      ),
    get: (predictionId, deadlineMs) =>
      timings.measure("provider", () =>
        callOf(predictionId, api, (client) => client.predictions.get(predictionId), deadlineMs),
      ),
    cancel: (predictionId) =>
      timings.measure("provider", () =>
        callOf(predictionId, api, (client) => client.predictions.cancel(predictionId)),
      ),
    upload: (file) => timings.measure("provider", () => uploadTo(api, file)),
    removeFile: (fileId) => timings.measure("provider", () => removeFrom(api, fileId)),
    since: (timestamp, deadlineMs) => listSince(api, timings, timestamp, deadlineMs),
    download: (url) => download(url, { hosts: settings.REPLICATE_FILE_HOSTS, send }),
  };
}

const sendFor = ({ REPLICATE_API_TOKEN }: Settings): Send =>
  REPLICATE_API_TOKEN ? (request) => fetch(request) : answerAsReplicate;

/** A call whose answer is a prediction. */
async function call(
  api: Api,
  timeoutMs: number,
  run: Call,
  headers?: Record<string, string>,
): Promise<Answer> {
  const answer = await requestOnce(api, timeoutMs, run, headers);
  if (answer.kind !== "json") return answer;
  const prediction = readPrediction(answer.json);
  return prediction ? { kind: "prediction", prediction } : { kind: "unknown" };
}

/** A call about one prediction: what speaks of another does not answer it. */
async function callOf(predictionId: string, api: Api, run: Call, deadlineMs?: number): Promise<Answer> {
  const timeoutMs = timeoutBefore(deadlineMs);
  if (timeoutMs <= 0) return { kind: "unknown" };
  const answer = await call(api, timeoutMs, run);
  const isOfAnother = answer.kind === "prediction" && answer.prediction.id !== predictionId;
  return isOfAnother ? { kind: "unknown" } : answer;
}

/** 100 a page; at Replicate's limit of 600 creates a minute this is how many a lost one is looked for among. */
const MOST_PAGES = 10;

/** What a call may take that has to be over by a moment; 0 or less when that has passed. */
function timeoutBefore(deadlineMs = Number.POSITIVE_INFINITY): number {
  return Math.min(CALL_TIMEOUT_MS, deadlineMs - Date.now());
}

async function listSince(
  api: Api,
  timings: Timings,
  createdAfter: string,
  deadlineMs?: number,
): Promise<Listed[] | null> {
  const found: Listed[] = [];
  let page: URL | null = new URL(`${api.baseUrl}/predictions?created_after=${createdAfter}`);
  for (let read = 0; page; read++) {
    // The client would send our token wherever `next` points.
    if (read === MOST_PAGES || page.origin !== new URL(api.baseUrl).origin) return null;
    const url: URL = page;
    const timeoutMs = timeoutBefore(deadlineMs);
    if (timeoutMs <= 0) return null;
    const answer = await timings.measure("provider", () =>
      requestOnce(api, timeoutMs, async (client) => (await client.request(url, {})).json()),
    );
    const list = answer.kind === "json" ? PredictionList.safeParse(answer.json) : null;
    if (!list?.success) return null;
    found.push(...list.data.results.map(readPrediction));
    const { next } = list.data;
    if (next && !URL.canParse(next, url)) return null;
    page = next ? new URL(next, url) : null;
  }
  return found;
}
