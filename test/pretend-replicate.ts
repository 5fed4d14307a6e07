import * as z from "zod";
import { refusalOf } from "~/replicate/schema-check.server";
import { ownerOfVersion, SCHEMAS } from "~/replicate/schemas.server";
import { addressesIn, PretendFiles } from "./pretend-files";

/** Replicate reads bodies of JSON up to about so many bytes. */
const LARGEST_JSON_BYTES = 1_000_000;

const Create = z.strictObject({
  input: z.record(z.string(), z.unknown()),
  version: z.string().optional(),
  webhook: z.url({ protocol: /^https$/ }).optional(),
  webhook_events_filter: z.array(z.enum(["start", "output", "logs", "completed"])).optional(),
});

export type PretendPrediction = {
  id: string;
  status: "starting" | "processing" | "succeeded" | "failed" | "canceled" | "aborted";
  output: unknown;
  error: unknown;
  model: string;
  input: { prompt?: string; seed?: number; [name: string]: unknown };
  /** Only of a model of the community. */
  version?: string;
  created_at: string;
};

type Create = (prediction: PretendPrediction) => Response | Promise<Response>;
type Get = (prediction: PretendPrediction) => Response | Promise<Response>;
type List = (results: PretendPrediction[]) => Response | Promise<Response>;

/** A whole and valid WebP of one pixel. */
export const WEBP = bytes("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAUAmJaQAA3AA/v02aAA=");
export const PNG = bytes(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
);

/**
 * Stands for Replicate in one test. `onCreate`, `onGet`, `onList` and `onDownload` decide what happens next; left alone,
 * every prediction succeeds at once, and every question is answered. Requests that Replicate would not take are noted in
 * `mistakes`, which a test expects to be empty.
 */
export class PretendReplicate {
  readonly predictions = new Map<string, PretendPrediction>();
  readonly requests: { method: string; path: string }[] = [];
  readonly mistakes: string[] = [];
  /** The predictions that were really made, and so are paid for: not those refused, nor those that a test forgets. */
  readonly made: PretendPrediction[] = [];
  /** Predictions made from the same file, or the same words and seed, as one that had not failed by then: the app pays twice for one picture. */
  readonly madeTwice: PretendPrediction[] = [];
  /** A request that came by HTTP does not tell what its sender would have done with a redirect. */
  insistsOnRedirects = true;
  readonly token = "r8_of_the_tests";
  files = "https://replicate.delivery/";
  /** What was sent to it by its files API. */
  readonly sentFiles = new PretendFiles(this);

  onCreate: Create = (prediction) => Response.json(this.succeed(prediction), { status: 201 });
  onGet: Get = (prediction) => Response.json(prediction);
  onList: List = (results) => Response.json({ results, next: null, previous: null });
  onDownload: (id: string) => Response | Promise<Response> = () => new Response(WEBP);

  readonly answer = async (request: Request): Promise<Response> => {
    const { pathname, href } = new URL(request.url);
    this.requests.push({ method: request.method, path: pathname });
    if (this.insistsOnRedirects && request.redirect !== "manual") this.mistakes.push("follows redirects");
    if (href.startsWith(this.files)) return this.#download(request);
    if (request.headers.get("Authorization") !== `Bearer ${this.token}`) this.mistakes.push("no token");
    if (PretendFiles.takes(request)) return this.sentFiles.answer(request);
    if (request.method === "POST" && pathname.endsWith("/cancel"))
      return this.#cancel(pathname.split("/").at(-2) ?? "");
    if (request.method === "POST") return this.#create(request);
    if (pathname.endsWith("/predictions"))
      return this.#list(new URL(request.url).searchParams.get("created_after") ?? "");
    return this.#get(pathname.split("/").at(-1) ?? "");
  };

  /** Starts over, except for what was counted: running predictions succeed, and the next ones do so at once. */
  startOver(): void {
    for (const prediction of this.predictions.values())
      if (prediction.status === "starting" || prediction.status === "processing") this.succeed(prediction);
    this.onCreate = (prediction) => Response.json(this.succeed(prediction), { status: 201 });
    this.onDownload = () => new Response(WEBP);
  }

  get creates(): number {
    return this.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/predictions"))
      .length;
  }

  get downloads(): number {
    const prefix = new URL(this.files).pathname;
    return this.requests.filter(({ method, path }) => method === "GET" && path.startsWith(`${prefix}out/`))
      .length;
  }

  /** Makes it so that the prediction was never made. */
  forget(prediction: PretendPrediction): void {
    this.predictions.delete(prediction.id);
    for (const noted of [this.made, this.madeTwice]) {
      const place = noted.indexOf(prediction);
      if (place >= 0) noted.splice(place, 1);
    }
  }

  succeed(prediction: PretendPrediction): PretendPrediction {
    const url = `${this.files}out/${prediction.id}.webp`;
    return Object.assign(prediction, {
      status: "succeeded",
      output: SCHEMAS[prediction.model]?.output === "one" ? url : [url],
    });
  }

  fail(prediction: PretendPrediction, error: unknown): PretendPrediction {
    return Object.assign(prediction, { status: "failed", error });
  }

  async #create(request: Request): Promise<Response> {
    const named = new URL(request.url).pathname.match(/^\/v1\/models\/([\w-]+\/[\w.-]+)\/predictions$/)?.[1];
    const text = await request.text();
    if (new TextEncoder().encode(text).length > LARGEST_JSON_BYTES)
      return Response.json(
        { detail: "Failed to parse request body as JSON: EOF", status: 400 },
        { status: 400 },
      );
    if (/"data:/.test(text)) this.mistakes.push("a picture inside the request");
    const body = Create.safeParse(JSON.parse(text));
    if (body.error) this.mistakes.push(z.prettifyError(body.error));
    const model = named ?? ownerOfVersion(body.data?.version);
    const input = body.data?.input ?? {};
    const refusal = refusalOf(model ?? "", input);
    if (refusal) this.mistakes.push(refusal.detail);
    // The first form of address is for official models only.
    if (named && (SCHEMAS[named]?.version || body.data?.version)) this.mistakes.push(request.url);
    if (!/^wait=([1-9]|[1-5]\d|60)$/.test(request.headers.get("Prefer") ?? "")) this.mistakes.push("Prefer");
    if (!/^(\d+h)?(\d+m)?(\d+s)?$/.test(request.headers.get("Cancel-After") ?? "-"))
      this.mistakes.push("Cancel-After");
    if (refusal || body.error || !model) return Response.json(refusal, { status: 422 });

    const id = crypto.randomUUID().replaceAll("-", "").slice(0, 26);
    const prediction: PretendPrediction = {
      id,
      status: "starting",
      output: null,
      error: null,
      model,
      ...(body.data.version && { version: body.data.version }),
      input,
      created_at: new Date().toISOString(),
    };
    if (this.made.some((other) => isTwin(other, prediction) && !hasFailed(other)))
      this.madeTwice.push(prediction);
    this.made.push(prediction);
    this.predictions.set(id, prediction);
    const missing = this.sentFiles.missingFrom(prediction.input);
    if (missing) {
      this.fail(prediction, `404 Client Error: Not Found for url: ${missing}`);
      return Response.json(prediction, { status: 201 });
    }
    const response = await this.onCreate(prediction);
    // A refused prediction was never made. Whether one with a lost answer was made, the test says by `forget`.
    if (response.status >= 400 && response.status < 500) this.forget(prediction);
    return response;
  }

  #list(created_after: string): Response | Promise<Response> {
    const results = [...this.predictions.values()]
      .filter(({ created_at }) => created_at >= created_after)
      .reverse();
    return this.onList(results);
  }

  #get(id: string): Response | Promise<Response> {
    const prediction = this.predictions.get(id);
    return prediction ? this.onGet(prediction) : Response.json({ detail: "Not found." }, { status: 404 });
  }

  #cancel(id: string): Response {
    const prediction = this.predictions.get(id);
    if (!prediction) return Response.json({ detail: "Not found." }, { status: 404 });
    const isOver = prediction.status !== "starting" && prediction.status !== "processing";
    // What had not begun is not billed, and Replicate calls it by another name.
    const status = prediction.status === "starting" ? "aborted" : "canceled";
    return Response.json(isOver ? prediction : Object.assign(prediction, { status }));
  }

  #download(request: Request): Response | Promise<Response> {
    if (request.headers.has("Authorization")) this.mistakes.push("token sent to the file host");
    return this.onDownload(new URL(request.url).pathname.split("/").at(-1)?.replace(".webp", "") ?? "");
  }
}

function isTwin({ model, input }: PretendPrediction, other: PretendPrediction): boolean {
  if (model !== other.model) return false;
  const files = addressesIn(input);
  if (files.length > 0) return addressesIn(other.input).some((file) => files.includes(file));
  // Without a seed two orders may well be the same.
  const isKnown = input.seed !== undefined;
  return isKnown && input.prompt === other.input.prompt && input.seed === other.input.seed;
}

function hasFailed({ status }: PretendPrediction): boolean {
  return status === "failed" || status === "canceled" || status === "aborted";
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
