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
  if (!label) return;
  const { copy = "", copied = "", label: before = label.textContent ?? "" } = button.dataset;
  button.dataset.label = before;
  const isCopied = await navigator.clipboard.writeText(copy).then(
    () => true,
    () => false,
  );
  label.textContent = isCopied ? copied : before;
}
