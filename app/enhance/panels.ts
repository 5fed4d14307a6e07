const OPEN = "details[name][open]";

/** Closes an open panel by Escape, or by a click beside it. */
export function startPanels(): void {
  document.addEventListener("click", ({ target }) => {
    for (const panel of document.querySelectorAll<HTMLDetailsElement>(OPEN))
      if (target instanceof Node && target.isConnected && !panel.contains(target)) panel.open = false;
  });
  document.addEventListener("keydown", ({ key, target }) => {
    const panel = key === "Escape" && target instanceof Element && target.closest<HTMLDetailsElement>(OPEN);
    if (!panel) return;
    panel.open = false;
    panel.querySelector("summary")?.focus();
  });
}
