import { isOnTheWay, setOffForGood } from "./busy";
import { send } from "./send";

/** Sends marked forms in place, and every other one that is posted once. */
export function startForms(): void {
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    if (isOnTheWay(form)) return event.preventDefault();
    if (form.matches("[data-in-place]")) {
      event.preventDefault();
      void send(form, submitter);
    } else if (form.method === "post" && !submitter?.hasAttribute("data-stays")) {
      setOffForGood(form, submitter);
    }
  });

  document.addEventListener("keydown", (event) => {
    const { target, key, ctrlKey, metaKey } = event;
    if (key !== "Enter" || !(ctrlKey || metaKey) || event.isComposing) return;
    if (!(target instanceof HTMLTextAreaElement) || !target.form?.matches("[data-in-place]")) return;
    event.preventDefault();
    target.form.requestSubmit(target.form.querySelector<HTMLElement>("button.primary"));
  });
}
