import { IN_MINUTES_FROM_SECONDS } from "~/ui/make/limits";

/** Counts times down between what the events tell; never below one second, since only they know that it is over. */
export function startCountdowns(): void {
  setInterval(() => {
    for (const time of document.querySelectorAll<HTMLElement>("[data-countdown]")) {
      const left = Math.max(Number(time.dataset.countdown) - 1, 1);
      time.dataset.countdown = String(left);
      time.textContent = inWords(left, time.dataset);
    }
  }, 1_000);
}

/** The server has written what one second, two seconds and two minutes are called. */
function inWords(seconds: number, { second = "", seconds: many = "", minutes = "" }: DOMStringMap): string {
  if (seconds >= IN_MINUTES_FROM_SECONDS) return counted(minutes, Math.round(seconds / 60));
  return counted(seconds === 1 ? second : many, seconds);
}

/** A text for some number, with another number in its place. */
export function counted(words: string, count: number): string {
  return words.replace(/\d+/, count.toLocaleString(document.documentElement.lang));
}
