import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { visitorWith } from "~/accounts/gate.server";
import { type Progress, STAGES, watch } from "~/generations/progress.server";
import { mayOpenStream } from "~/generations/streams.server";
import { idIn } from "~/http/found.server";
import { STREAMS_A_PERSON } from "~/http/limits";
import { noTurnLeft, Turns } from "~/http/turns.server";
import { addressOf } from "~/platform/address.server";
import { log } from "~/platform/log.server";
import { underThisId } from "~/platform/request-id.server";
import { wholeNumberIn } from "~/platform/text/numbers";
import { services } from "~/services.server";

/** How long the browser waits before it connects again after a stream has ended, in milliseconds. */
const RECONNECT_AFTER = 1_000;

const streams = new Turns(STREAMS_A_PERSON);

/**
 * Server-sent events: the stages of the visitor's own generation, and its place in the waiting line. With `?new` it was
 * ordered just now, and may not be there yet.
 */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const using = services(context);
  const asked = await visitorWith(request, context, (person, isOpen) => mayOpenStream(using, person, isOpen));
  if (!asked) return new Response(null, { status: 401 });
  const { user, found: turn } = asked;
  const id = idIn(params);

  const lastSeen = wholeNumberIn(request.headers.get("Last-Event-ID"));
  const after = lastSeen !== null && lastSeen < STAGES.length ? lastSeen : -1;
  // Whoever has seen the end is told not to come back.
  if (after >= STAGES.length - 1) return new Response(null, { status: 204 });

  if (request.method === "HEAD") return new Response(null, { headers: HEADERS });
  if (!turn.taken) return noTurnLeft(turn.againAt);
  const endTurn = streams.take(user.id);
  if (!endTurn) return noTurnLeft();

  const left = new AbortController();
  request.signal.addEventListener("abort", () => left.abort());
  const end = underThisId(() => {
    endTurn();
    log.info({ event: "events_closed", id });
  });
  left.signal.addEventListener("abort", end);
  const isExpected = addressOf(request).searchParams.has("new");
  const progress = watch(using, user, id, { after, signal: left.signal, isExpected });
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`retry: ${RECONNECT_AFTER}\n\n`)),
    async pull(controller) {
      const next = await nextOf(progress, left);
      if (next) controller.enqueue(encoder.encode(asEvent(next)));
      else controller.close();
    },
    cancel: () => left.abort(),
  });
  return new Response(stream, { headers: HEADERS });
}

const HEADERS = { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store" };

/** What comes next; null at the end, which `left` is told, also when a part that does not answer brings it. */
async function nextOf(progress: AsyncGenerator<Progress>, left: AbortController): Promise<Progress | null> {
  try {
    const next = await progress.next();
    if (!next.done) return next.value;
    left.abort();
    return null;
  } catch (error) {
    left.abort();
    throw error;
  }
}

function asEvent(progress: Progress): string {
  switch (progress.kind) {
    case "beat":
      return ": still here\n\n";
    case "gone":
      return "event: gone\ndata:\n\n";
    case "line":
      return `event: line\ndata: ${JSON.stringify({ place: progress.place, seconds: progress.seconds })}\n\n`;
    case "stage":
      return `id: ${STAGES.indexOf(progress.stage)}\nevent: stage\ndata: ${progress.stage}\n\n`;
  }
}
