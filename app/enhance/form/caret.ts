import { stored } from "../storage";

const KEY = "caret";

/** Keeps where one types in the prompt, for the page that an order leads to. */
export function keepCaret(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement) || field.id !== "prompt") return;
  stored(() => sessionStorage.setItem(KEY, JSON.stringify([field.selectionStart, field.selectionEnd])));
}

/** Goes on typing where one typed before the order. */
export function startCaret(): void {
  const kept = stored(() => sessionStorage.getItem(KEY));
  stored(() => sessionStorage.removeItem(KEY));
  const field = document.querySelector<HTMLTextAreaElement>("#prompt");
  if (!kept || !field || document.activeElement !== document.body) return;
  const [start, end] = JSON.parse(kept);
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
}
