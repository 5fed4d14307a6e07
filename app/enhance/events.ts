import { look } from "./page/look";
import { whenShown } from "./page/page";

let events: EventSource | undefined;
/** The address whose end was heard: there is nothing more to hear. */
let ended = "";

/**
 * Listens to a generation's events only while the page is seen: over HTTP/1.1 a browser has six connections to a site,
 * and six waiting pages would take them all; and an open one keeps a page from being kept for the way back.
 */
export function startEvents(): void {
  whenShown(listen);
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", listen);
  addEventListener("pagehide", close);
}

function close(): void {
  events?.close();
  events = undefined;
}

export function listen(): void {
  const wanted = document.querySelector<HTMLElement>("[data-events]")?.dataset.events;
  const url = wanted && document.visibilityState === "visible" && wanted !== ended ? wanted : undefined;
  // A stream that was refused does not come again by itself.
  if (events && (events.readyState === EventSource.CLOSED || !url || !events.url.endsWith(url))) close();
  if (!url || events) return;
  events = new EventSource(url);
  events.addEventListener("stage", ({ data }: MessageEvent<string>) => {
    reach(data);
    if (data === "done") end(url);
  });
  events.addEventListener("line", ({ data }: MessageEvent<string>) => stand(JSON.parse(data)));
  events.addEventListener("gone", () => end(url));
}

function end(url: string): void {
  ended = url;
  close();
  if (document.querySelector("[data-look-every]")) void look();
}

function reach(stage: string): void {
  const steps = [...document.querySelectorAll<HTMLElement>("[data-events] [data-stage]")];
  const reached = steps.findIndex((step) => step.dataset.stage === stage);
  for (const [index, step] of steps.entries()) {
    step.dataset.reached = String(index <= reached);
    step.toggleAttribute("aria-current", index === reached);
    if (index === reached) step.setAttribute("aria-current", "step");
  }
  const said = document.querySelector("[data-events] [role=status]");
  const text = steps[reached]?.textContent;
  if (said && text && said.textContent !== text) said.textContent = text;
}

/** Another place in the line is another sentence, which the server has; the same place only has another time. */
function stand({ place, seconds }: { place: number; seconds: number }): void {
  const line = document.querySelector<HTMLElement>("[data-events] [data-place]");
  const time = line?.querySelector<HTMLElement>("[data-countdown]");
  if (time && line?.dataset.place === String(place)) time.dataset.countdown = String(seconds);
  else if (document.querySelector("[data-look-every]")) void look();
}
