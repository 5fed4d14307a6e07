import { z } from "zod";
import { paint } from "./paint.server";
import { type Scene, sceneOf } from "./scene.server";

/** What the visitor can ask of the demo by a word in the prompt; README.md lists them. */
const FATES = {
  "[slow]": "slow",
  "[fail]": "fail",
  "[blocked]": "blocked",
  "[unavailable]": "unavailable",
} as const;

const Fate = z.enum(["usual", ...Object.values(FATES)]);
type Fate = z.output<typeof Fate>;

/** Milliseconds from creation: FLUX schnell takes about a second. */
const STARTS_AFTER_MS = 150;
const READY_AFTER_MS = 800;
const SLOW_READY_AFTER_MS = 12_000;

/** Everything that a prediction will ever be asked, so that no state need be kept: its id carries this. */
const Ticket = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  fate: Fate,
  scene: z.custom<Scene>((scene) => typeof scene === "object" && scene !== null),
});
type Ticket = z.output<typeof Ticket>;

const FILES = "https://replicate.delivery/demo/";

/** Replicate's HTTP API as far as the app uses it, and the host of its files. */
export async function answerAsReplicate(request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.href.startsWith(FILES)) return file(url);
  if (request.method === "POST" && url.pathname.endsWith("/predictions")) return create(request);
  // It keeps no list: nothing is ever lost on the way to it.
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

/** Remembered by whoever asked, not here. */
function canceled(id: string): Response {
  const ticket = readTicket(id);
  if (!ticket) return Response.json({ detail: "Not found.", status: 404 }, { status: 404 });
  const now = prediction(id, ticket);
  const isOver = now.status === "succeeded" || now.status === "failed";
  return Response.json(isOver ? now : { ...now, status: "canceled" });
}

async function create(request: Request): Promise<Response> {
  const { input } = (await request.json()) as {
    input: { prompt: string; seed: number; aspect_ratio: string };
  };
  const fate = fateOf(input.prompt);
  if (fate === "unavailable") {
    return Response.json({ title: "Insufficient credit", detail: "…", status: 402 }, { status: 402 });
  }
  const scene = sceneOf(input.prompt, input.seed, input.aspect_ratio);
  const ticket: Ticket = { at: Date.now(), fate, scene };
  const waitMs = Number(request.headers.get("Prefer")?.match(/wait=(\d+)/)?.[1] ?? 0) * 1000;
  await new Promise((wake) => setTimeout(wake, Math.min(waitMs, readyAfterMs(fate))));
  return Response.json(prediction(writeTicket(ticket), ticket), { status: 201 });
}

function fateOf(prompt: string): Fate {
  const word = Object.keys(FATES).find((word) => prompt.includes(word)) as keyof typeof FATES | undefined;
  return word ? FATES[word] : "usual";
}

const readyAfterMs = (fate: Fate) => (fate === "slow" ? SLOW_READY_AFTER_MS : READY_AFTER_MS);

function prediction(id: string, { at, fate, scene }: Ticket) {
  const age = Date.now() - at;
  const done = age >= readyAfterMs(fate);
  const failed = done && (fate === "fail" || fate === "blocked");
  return {
    id,
    model: "black-forest-labs/flux-schnell",
    version: "hidden",
    input: { seed: scene.seed, aspect_ratio: scene.ratio },
    output: done && !failed ? [`${FILES}${id}/out-0.webp`] : null,
    error: failed ? (fate === "blocked" ? "NSFW content detected." : "The demo was asked to fail.") : null,
    status: failed ? "failed" : done ? "succeeded" : age >= STARTS_AFTER_MS ? "processing" : "starting",
    created_at: new Date(at).toISOString(),
    urls: {},
  };
}

async function file(url: URL): Promise<Response> {
  const ticket = readTicket(url.href.slice(FILES.length).split("/")[0] ?? "");
  if (!ticket) return new Response(null, { status: 404 });
  return new Response(await paint(ticket.scene), { headers: { "Content-Type": "image/webp" } });
}

const writeTicket = (ticket: Ticket) =>
  btoa(JSON.stringify(ticket)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function readTicket(id: string): Ticket | undefined {
  try {
    return Ticket.parse(JSON.parse(atob(id.replaceAll("-", "+").replaceAll("_", "/"))));
  } catch {
    return undefined;
  }
}
