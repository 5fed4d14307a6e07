import { isReturn, person } from "../page/person";
import { type Draft, forgetDraft, keepDraft, keptDraft } from "./draft-store";

/** Keeps what is typed into the order form over a reload and a crash, until it is ordered or its writer signs out. */
export function startDraft(): void {
  document.addEventListener("input", ({ target }) => {
    const form = target instanceof Element ? target.closest<HTMLFormElement>("[data-draft]") : null;
    if (form) keep(form);
  });
  document.addEventListener("submit", ({ target }) => {
    if (target instanceof Element && target.matches('[action="/logout"]')) forgetDraft();
  });
  const draft = keptDraft();
  if (draft && draft.person !== person()) forgetDraft();
  else if (draft && mayRestore()) restore(draft);
}

/** What a link or an answer fills the form with comes first; and a browser that goes back fills it itself. */
function mayRestore(): boolean {
  return location.search === "" && !isReturn() && !document.querySelector("#main [role=alert]");
}

function keep(form: HTMLFormElement): void {
  const fields = controlsOf(form).map(({ name, value }): [string, string] => [name, value]);
  keepDraft({ person: person(), fields });
}

/** What one chooses and types, and not what the page itself says or a file, which nobody may put back. */
function controlsOf(form: HTMLFormElement): HTMLInputElement[] {
  return [
    ...form.querySelectorAll<HTMLInputElement>("textarea, input:not([type=hidden], [type=file])"),
  ].filter((control) => control.name && (!isBox(control) || control.checked));
}

const isBox = ({ type }: HTMLInputElement) => type === "radio" || type === "checkbox";

function restore({ fields }: Draft): void {
  const form = document.querySelector<HTMLFormElement>("[data-draft]");
  if (!form) return;
  for (const [name, value] of fields) {
    for (const control of form.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)) {
      if (!isBox(control)) control.value = value;
      else if (control.value === value) control.checked = true;
    }
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
  form.dispatchEvent(new Event("change", { bubbles: true }));
}
