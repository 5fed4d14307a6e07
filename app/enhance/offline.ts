import { whenShown } from "./page/page";
import { say } from "./page/say";

/** Says that the browser is offline, for as long as it is. The page stays, and so do the words in it. */
export function startOffline(): void {
  const tell = () => {
    const line = document.querySelector<HTMLElement>("[data-offline]");
    if (!line || line.hidden === navigator.onLine) return;
    line.hidden = navigator.onLine;
    if (!line.hidden) say(line.textContent ?? "");
  };
  whenShown(tell);
  addEventListener("online", tell);
  addEventListener("offline", tell);
}
