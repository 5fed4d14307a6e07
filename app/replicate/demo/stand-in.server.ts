import { addressOf } from "~/platform/address.server";
import { refusalOf } from "../schema-check.server";
import { ownerOfVersion, SCHEMAS } from "../schemas.server";
import { deliver } from "./files/deliver.server";
import { answerAboutFiles, isForFiles } from "./files.server";
import type { Input } from "./input.server";
import { readOrder } from "./order.server";
import { type Fate, readTicket, type Ticket, writeTicket } from "./ticket.server";
import { perform } from "./works/perform.server";

/** Words in a prompt by which a visitor asks the demo for a certain outcome; the README lists them. */
const FATES = {
  "[slow]": "slow",
  "[fail]": "fail",
  "[blocked]": "blocked",
  "[unavailable]": "unavailable",
} as const;

/** Milliseconds from a prediction's creation; FLUX.1 [schnell] takes about a second. */
const STARTS_AFTER_MS = 150;
const READY_AFTER_MS = 800;
const SLOW_READY_AFTER_MS = 12_000;

const ERRORS: Partial<Record<Fate, string>> = {
  fail: "The demo was asked to fail.",
  blocked: "NSFW content detected.",
  unreadable: "cannot identify image file",
};

const FILES = "https://replicate.delivery/demo/";

/** Answers as Replicate's HTTP API does, as far as the app uses it, and as the host of Replicate's files. */
export async function answerAsReplicate(request: Request): Promise<Response> {
  const url = addressOf(request);
  if (url.href.startsWith(FILES)) return file(url);
  if (isForFiles(request)) return answerAboutFiles(request);
  if (request.method === "POST" && url.pathname.endsWith("/predictions"))
    return create(request, url.pathname.match(/\/models\/([^/]+\/[^/]+)\/predictions$/)?.[1]);
  // The demo keeps no list, and needs none: no order is ever lost on the way to it.
  if (url.pathname.endsWith("/predictions"))
    return Response.json({ results: [], next: null, previous: null });
  const cancel = url.pathname.match(/\/predictions\/([^/]+)\/cancel$/)?.[1];
  if (cancel) return canceled(cancel);
  const id = url.pathname.match(/\/predictions\/([^/]+)$/)?.[1];
  const ticket = id && readTicket(id);
  return ticket ? Response.json(prediction(id, ticket)) : notFound();
}

const NOT_FOUND = { detail: "Not found.", status: 404 };
const notFound = () => Response.json(NOT_FOUND, { status: 404 });

/** Answers a cancellation, and forgets it: the app remembers that it cancelled. */
function canceled(id: string): Response {
  const ticket = readTicket(id);
  if (!ticket) return notFound();
  const now = prediction(id, ticket);
  const isOver = now.status === "succeeded" || now.status === "failed";
  const status = now.status === "starting" ? "aborted" : "canceled";
  return Response.json(isOver ? now : { ...now, status });
}

async function create(request: Request, owner: string | undefined): Promise<Response> {
  const { input, version } = (await request.json()) as { input: Input; version?: string };
  const model = owner ?? ownerOfVersion(version);
  if (!model) return notFound();
  const refusal = refusalOf(model, input);
  if (refusal) return Response.json(refusal, { status: refusal.status });
  const asked = fateOf(input.prompt);
  if (asked === "unavailable") {
    return Response.json({ title: "Insufficient credit", detail: "…", status: 402 }, { status: 402 });
  }
  const at = Date.now();
  const order = await readOrder(model, input);
  const ticket: Ticket = {
    at,
    fate: asked,
    model,
    version: version ?? "hidden",
    isList: SCHEMAS[model]?.output === "list",
    ...order,
  };
  const waitMs = Number(request.headers.get("Prefer")?.match(/wait=(\d+)/)?.[1] ?? 0) * 1000;
  await new Promise((wake) => setTimeout(wake, Math.min(waitMs, readyAfterMs(ticket.fate))));
  return Response.json(prediction(writeTicket(ticket), ticket), { status: 201 });
}

function fateOf(prompt = ""): Fate {
  const word = Object.keys(FATES).find((word) => prompt.includes(word)) as keyof typeof FATES | undefined;
  return word ? FATES[word] : "usual";
}

const readyAfterMs = (fate: Fate) => (fate === "slow" ? SLOW_READY_AFTER_MS : READY_AFTER_MS);

function prediction(id: string, { at, fate, scene, model, version, isList, format }: Ticket) {
  const age = Date.now() - at;
  const done = age >= readyAfterMs(fate);
  const error = done ? (ERRORS[fate] ?? null) : null;
  const address = `${FILES}${id}/out-0.${format}`;
  return {
    id,
    model,
    version,
    input: { seed: scene.seed, aspect_ratio: scene.ratio },
    output: done && !error ? (isList ? [address] : address) : null,
    error,
    status: error ? "failed" : done ? "succeeded" : age >= STARTS_AFTER_MS ? "processing" : "starting",
    created_at: new Date(at).toISOString(),
    urls: {},
  };
}

async function file(url: URL): Promise<Response> {
  const ticket = readTicket(url.href.slice(FILES.length).split("/")[0] ?? "");
  if (!ticket) return new Response(null, { status: 404 });
  return deliver(await perform(ticket), ticket.format, ticket.quality);
}
