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

  // Another model has other fields: the server shows them, as its button does without scripts.
  document.addEventListener("change", ({ target }) => {
    if (target instanceof Element && target.closest("[data-shows-model]")) showChosenModel();
  });
  // Chosen before this script came, or put back by the browser.
  addEventListener("pageshow", showChosenModel);
  showChosenModel();
}

/** Has the server show the fields of the model that is chosen, unless it shows them already. */
export function showChosenModel(): void {
  const chosen = document.querySelector<HTMLInputElement>("[data-shows-model] :checked");
  if (chosen?.form && !chosen.defaultChecked) void showModel(chosen.form);
}

/** The question that is on its way; a further choice makes its answer one of yesterday. */
let asked: AbortController | undefined;

async function showModel(form: HTMLFormElement): Promise<void> {
  asked?.abort();
  asked = new AbortController();
  await send(form, null, { fields: [["do", "show_model"]], signal: asked.signal });
}
