import * as z from "zod";
import { addressOf } from "~/platform/address.server";
import { bring } from "./brought.server";
import { answerAboutFiles, isForFiles } from "./files.server";
import { paint, paintChanged } from "./painter/paint.server";
import { type Scene, sceneOf } from "./painter/scene.server";

/** Words in a prompt by which a visitor asks the demo for a certain outcome; the README lists them. */
const FATES = {
  "[slow]": "slow",
  "[fail]": "fail",
  "[blocked]": "blocked",
  "[unavailable]": "unavailable",
} as const;

const Fate = z.enum(["usual", "unreadable", ...Object.values(FATES)]);
type Fate = z.output<typeof Fate>;

/** Milliseconds from a prediction's creation; FLUX.1 [schnell] takes about a second. */
const STARTS_AFTER_MS = 150;
const READY_AFTER_MS = 800;
const SLOW_READY_AFTER_MS = 12_000;

const ERRORS: Partial<Record<Fate, string>> = {
  fail: "The demo was asked to fail.",
  blocked: "NSFW content detected.",
  unreadable: "cannot identify image file",
};

/**
 * All that is ever asked of a prediction. The prediction's id carries it, and behind a dot the picture that is to be
 * changed, so that the demo keeps no state.
 */
const Ticket = z.object({
  /** When the prediction was created, in milliseconds since 1970. */
  at: z.number(),
  fate: Fate,
  scene: z.custom<Scene>((scene) => typeof scene === "object" && scene !== null),
});
type Ticket = z.output<typeof Ticket> & { picture?: ArrayBuffer };

const FILES = "https://replicate.delivery/demo/";

/** Answers as Replicate's HTTP API does, as far as the app uses it, and as the host of Replicate's files. */
export async function answerAsReplicate(request: Request): Promise<Response> {
  const url = addressOf(request);
  if (url.href.startsWith(FILES)) return file(url);
  if (isForFiles(request)) return answerAboutFiles(request);
  if (request.method === "POST" && url.pathname.endsWith("/predictions")) return create(request);
  // The demo keeps no list, and needs none: no order is ever lost on the way to it.
  if (url.pathname.endsWith("/predictions"))
    return Response.json({ results: [], next: null, previous: null });
  const cancel = url.pathname.match(/\/predictions\/([^/]+)\/cancel$/)?.[1];
  if (cancel) return canceled(cancel);
  const id = url.pathname.match(/\/predictions\/([^/]+)$/)?.[1];
  const ticket = id && readTicket(id);
  return ticket
    ? Response.json(prediction(id, ticket))
    : Response.json({ detail: "Not found.", status: 404 }, { status: 404 });
}

/** Answers a cancellation, and forgets it: the app remembers that it cancelled. */
function canceled(id: string): Response {
  const ticket = readTicket(id);
  if (!ticket) return Response.json({ detail: "Not found.", status: 404 }, { status: 404 });
  const now = prediction(id, ticket);
  const isOver = now.status === "succeeded" || now.status === "failed";
  const status = now.status === "starting" ? "aborted" : "canceled";
  return Response.json(isOver ? now : { ...now, status });
}

async function create(request: Request): Promise<Response> {
  const { input } = (await request.json()) as { input: Input };
  const { prompt, seed, aspect_ratio } = input;
  const asked = fateOf(prompt);
  if (asked === "unavailable") {
    return Response.json({ title: "Insufficient credit", detail: "…", status: 402 }, { status: 402 });
  }
  const at = Date.now();
  const brought = await bring(input.input_image ?? input.input_images?.[0], aspect_ratio);
  const fate = brought.kind === "unreadable" ? "unreadable" : asked;
  const scene = sceneOf(prompt, seed, brought.kind === "too large" ? brought.ratio : aspect_ratio);
  const ticket: Ticket = { at, fate, scene, ...(brought.kind === "picture" && { picture: brought.webp }) };
  const waitMs = Number(request.headers.get("Prefer")?.match(/wait=(\d+)/)?.[1] ?? 0) * 1000;
  await new Promise((wake) => setTimeout(wake, Math.min(waitMs, readyAfterMs(fate))));
  return Response.json(prediction(writeTicket(ticket), ticket), { status: 201 });
}

type Input = {
  prompt: string;
  seed: number;
  aspect_ratio: string;
  input_image?: string;
  input_images?: string[];
};

function fateOf(prompt: string): Fate {
  const word = Object.keys(FATES).find((word) => prompt.includes(word)) as keyof typeof FATES | undefined;
  return word ? FATES[word] : "usual";
}

const readyAfterMs = (fate: Fate) => (fate === "slow" ? SLOW_READY_AFTER_MS : READY_AFTER_MS);

function prediction(id: string, { at, fate, scene }: Ticket) {
  const age = Date.now() - at;
  const done = age >= readyAfterMs(fate);
  const error = done ? (ERRORS[fate] ?? null) : null;
  return {
    id,
    model: "black-forest-labs/flux-schnell",
    version: "hidden",
    input: { seed: scene.seed, aspect_ratio: scene.ratio },
    output: done && !error ? [`${FILES}${id}/out-0.webp`] : null,
    error,
    status: error ? "failed" : done ? "succeeded" : age >= STARTS_AFTER_MS ? "processing" : "starting",
    created_at: new Date(at).toISOString(),
    urls: {},
  };
}

async function file(url: URL): Promise<Response> {
  const ticket = readTicket(url.href.slice(FILES.length).split("/")[0] ?? "");
  if (!ticket) return new Response(null, { status: 404 });
  const { scene, picture } = ticket;
  const painted = await (picture ? paintChanged(picture, scene) : paint(scene));
  return new Response(painted, { headers: { "Content-Type": "image/webp" } });
}

function writeTicket({ picture, ...ticket }: Ticket): string {
  const parts = [Buffer.from(JSON.stringify(ticket)), ...(picture ? [Buffer.from(picture)] : [])];
  return parts.map((part) => part.toString("base64url")).join(".");
}

function readTicket(id: string): Ticket | undefined {
  const [ticket, picture] = id.split(".").map((part) => Uint8Array.from(Buffer.from(part, "base64url")));
  try {
    const read = Ticket.parse(JSON.parse(new TextDecoder().decode(ticket)));
    return { ...read, ...(picture && { picture: picture.buffer }) };
  } catch {
    return undefined;
  }
}
