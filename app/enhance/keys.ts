/** Fields, in which keys are for typing and moving, not for shortcuts. */
const FIELDS = "input, textarea, select, [contenteditable]:not([contenteditable=false])";

/**
 * A key follows the link, or focuses the field, that says `data-key`; `/` finds the prompt from anywhere. A visitor can
 * switch all of it off at /settings, as WCAG 2.1.4 asks of keys without a modifier.
 */
export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (!document.body.matches("[data-shortcuts]")) return;
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(FIELDS)) return;
    // A picture that is looked at pixel by pixel is moved by the arrows.
    if (document.querySelector("dialog[open]")) return;
    const target = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target && event.key !== "/") return;
    event.preventDefault();
    if (!target) location.assign("/#prompt");
    else if (target.matches(FIELDS)) target.focus();
    else target.click();
  });
  if (location.hash === "#prompt") document.getElementById("prompt")?.focus();
}
