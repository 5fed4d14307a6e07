import * as z from "zod";
import { PretendFiles } from "./pretend-files";

const Common = { prompt: z.string().min(1), seed: z.number().int().min(0) };
const RATIOS = ["1:1", "16:9", "3:2", "2:3", "4:5", "5:4", "3:4", "4:3", "9:16"] as const;
const quality = z.number().int().min(0).max(100);
const picture = z.string().regex(/^https?:\/\/[^/]+\/v1\/files\/[\w.-]+$/);

const OpenWeights = {
  ...Common,
  aspect_ratio: z.enum([...RATIOS, "21:9", "9:21"]),
  num_outputs: z.literal(1),
  megapixels: z.enum(["1", "0.25"]),
  output_format: z.enum(["webp", "jpg", "png"]),
  output_quality: quality,
  go_fast: z.boolean(),
  disable_safety_checker: z.literal(false),
};

/** What Replicate's schema of each model allows; anything else is noted in `mistakes` and refused. */
const INPUTS: Record<string, z.ZodType<PretendPrediction["input"]>> = {
  "black-forest-labs/flux-schnell": z.strictObject({
    ...OpenWeights,
    num_inference_steps: z.number().int().min(1).max(4).optional(),
  }),
  "black-forest-labs/flux-dev": z.strictObject({
    ...OpenWeights,
    num_inference_steps: z.number().int().min(1).max(50),
    guidance: z.number().min(0).max(10),
  }),
  "black-forest-labs/flux-1.1-pro": z.strictObject({
    ...Common,
    aspect_ratio: z.enum(RATIOS),
    safety_tolerance: z.number().int().min(1).max(6),
    prompt_upsampling: z.boolean(),
    output_format: z.enum(["webp", "jpg", "png"]),
    output_quality: quality,
  }),
  "black-forest-labs/flux-kontext-pro": z.strictObject({
    ...Common,
    input_image: picture,
    aspect_ratio: z.enum([...RATIOS, "21:9", "9:21", "match_input_image"]),
    safety_tolerance: z.number().int().min(0).max(2),
    output_format: z.enum(["jpg", "png"]),
  }),
  "black-forest-labs/flux-2-pro": z.strictObject({
    ...Common,
    input_images: z.array(picture).min(1).max(8).optional(),
    aspect_ratio: z.enum([...RATIOS, "21:9", "9:21"]),
    resolution: z.literal("1 MP"),
    safety_tolerance: z.number().int().min(1).max(5),
    output_format: z.enum(["webp", "jpg", "png"]),
    output_quality: quality,
  }),
};

/** Models whose output is one address; that of the others is a list. */
const ONE_OUTPUT = ["flux-1.1-pro", "flux-kontext-pro", "flux-2-pro"];

/** Replicate reads bodies of JSON up to about so many bytes. */
const LARGEST_JSON_BYTES = 1_000_000;

const Create = z.strictObject({
  input: z.unknown(),
  webhook: z.url({ protocol: /^https$/ }).optional(),
  webhook_events_filter: z.array(z.enum(["start", "output", "logs", "completed"])).optional(),
});

export type PretendPrediction = {
  id: string;
  status: "starting" | "processing" | "succeeded" | "failed" | "canceled" | "aborted";
  output: unknown;
  error: unknown;
  model: string;
  input: { prompt: string; seed: number; [name: string]: unknown };
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
  /** Predictions made from the same words and seed as one that had not failed by then: the app pays twice for one picture. */
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
      output: ONE_OUTPUT.some((name) => prediction.model.endsWith(name)) ? url : [url],
    });
  }

  fail(prediction: PretendPrediction, error: unknown): PretendPrediction {
    return Object.assign(prediction, { status: "failed", error });
  }

  async #create(request: Request): Promise<Response> {
    const model = new URL(request.url).pathname.match(/^\/v1\/models\/([\w-]+\/[\w.-]+)\/predictions$/)?.[1];
    const text = await request.text();
    if (new TextEncoder().encode(text).length > LARGEST_JSON_BYTES)
      return Response.json(
        { detail: "Failed to parse request body as JSON: EOF", status: 400 },
        { status: 400 },
      );
    const body = Create.safeParse(JSON.parse(text));
    const input = INPUTS[model ?? ""]?.safeParse(body.data?.input);
    for (const { error } of [body, input ?? {}]) if (error) this.mistakes.push(z.prettifyError(error));
    if (!input) this.mistakes.push(request.url);
    if (!/^wait=([1-9]|[1-5]\d|60)$/.test(request.headers.get("Prefer") ?? "")) this.mistakes.push("Prefer");
    if (!/^(\d+h)?(\d+m)?(\d+s)?$/.test(request.headers.get("Cancel-After") ?? "-"))
      this.mistakes.push("Cancel-After");
    if (!model || !input?.success) return Response.json({ detail: "…", status: 422 }, { status: 422 });

    const id = crypto.randomUUID().replaceAll("-", "").slice(0, 26);
    const prediction: PretendPrediction = {
      id,
      status: "starting",
      output: null,
      error: null,
      model,
      input: input.data,
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
    return Response.json(isOver ? prediction : Object.assign(prediction, { status: "canceled" }));
  }

  #download(request: Request): Response | Promise<Response> {
    if (request.headers.has("Authorization")) this.mistakes.push("token sent to the file host");
    return this.onDownload(new URL(request.url).pathname.split("/").at(-1)?.replace(".webp", "") ?? "");
  }
}

function isTwin({ model, input }: PretendPrediction, other: PretendPrediction): boolean {
  return model === other.model && input.prompt === other.input.prompt && input.seed === other.input.seed;
}

function hasFailed({ status }: PretendPrediction): boolean {
  return status === "failed" || status === "canceled" || status === "aborted";
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
