import { whenShown } from "../page/page";

/** Lets text fields grow with what is typed, where the stylesheet's `field-sizing` is not understood. */
export function startGrowing(): void {
  if (CSS.supports("field-sizing", "content")) return;
  const grow = () => {
    for (const field of document.querySelectorAll<HTMLTextAreaElement>(".order-form textarea")) {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
    }
  };
  whenShown(grow);
  document.addEventListener("input", grow);
}
