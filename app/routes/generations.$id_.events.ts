import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { visitor } from "~/accounts/gate.server";
import { type Progress, STAGES, watch } from "~/generations/progress.server";
import { idIn } from "~/http/found.server";
import { log } from "~/platform/log.server";
import { wholeNumberIn } from "~/platform/numbers";
import { underThisId } from "~/platform/request-id.server";
import { services } from "~/services.server";

/** In milliseconds: when the browser connects again after the stream ended. */
const RECONNECT_AFTER = 1_000;

/** Server-sent events: the stages of the visitor's own generation. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const user = await visitor(request, context);
  if (!user) return new Response(null, { status: 401 });
  const id = idIn(params);

  const lastSeen = wholeNumberIn(request.headers.get("Last-Event-ID"));
  const after = lastSeen !== null && lastSeen < STAGES.length ? lastSeen : -1;
  // Whoever has seen the end is told not to come back.
  if (after >= STAGES.length - 1) return new Response(null, { status: 204 });

  const left = new AbortController();
  request.signal.addEventListener("abort", () => left.abort());
  const closed = underThisId(() => log.info({ event: "events_closed", id }));
  left.signal.addEventListener("abort", closed);
  const progress = watch(services(context), user, id, { after, signal: left.signal });
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`retry: ${RECONNECT_AFTER}\n\n`)),
    async pull(controller) {
      const next = await progress.next();
      if (!next.done) controller.enqueue(encoder.encode(asEvent(next.value)));
      else controller.close();
    },
    cancel: () => left.abort(),
  });
  return new Response(stream, {
    headers: { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store" },
  });
}

function asEvent(progress: Progress): string {
  switch (progress.kind) {
    case "beat":
      return ": still here\n\n";
    case "gone":
      return "event: gone\ndata:\n\n";
    case "stage":
      return `id: ${STAGES.indexOf(progress.stage)}\nevent: stage\ndata: ${progress.stage}\n\n`;
  }
}
