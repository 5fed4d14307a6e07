import { COUNTED_FROM } from "~/models/limits";
import { whenShown } from "../page/page";

/** Says how long the prompt is, once little is left. */
export function startLength(): void {
  const count = () => {
    const said = document.querySelector<HTMLElement>(".length");
    const prompt = document.querySelector<HTMLTextAreaElement>("#prompt");
    if (!said || !prompt) return;
    // As the server counts: an emoji is one.
    const length = [...prompt.value].length;
    said.hidden = length < COUNTED_FROM;
    said.textContent = (said.dataset.words ?? "").replace(
      "0",
      length.toLocaleString(document.documentElement.lang),
    );
  };
  whenShown(count);
  document.addEventListener("input", count);
}
