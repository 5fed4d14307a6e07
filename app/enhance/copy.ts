import { whenShown } from "./page/page";

/** Copies texts; where the browser gives no access to the clipboard, the buttons for it go away. */
export function startCopying(): void {
  whenShown(() => {
    if (navigator.clipboard) return;
    for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) button.hidden = true;
  });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-copy]") : null;
    if (button) void copy(button);
  });
}

async function copy(button: HTMLElement): Promise<void> {
  const label = button.querySelector("span");
  const before = label?.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    if (label) label.textContent = button.dataset.copied ?? "";
  } catch {
    if (label && before) label.textContent = before;
  }
}
