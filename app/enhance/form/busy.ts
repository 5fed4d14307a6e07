import { listen } from "../events";
import { SENT_ONCE_WITHIN_SECONDS } from "../limits";
import { whenShown } from "../page/page";

type Sender = HTMLElement | null;

/** The forms that are on their way, each with what makes it look as before. */
const onTheWay = new Map<HTMLFormElement, () => void>();

export function isOnTheWay(form: HTMLFormElement): boolean {
  return onTheWay.has(form);
}

/** Shows that a form is on its way. The button is not disabled, so that the focus stays. */
export function setOff(form: HTMLFormElement, button: Sender): void {
  const progress = document.querySelector<HTMLElement>(".progress");
  progress?.setAttribute("data-state", "submitting");
  button?.setAttribute("aria-busy", "true");
  const label = button?.dataset.busy && button.querySelector("span");
  const text = label ? label.textContent : null;
  if (label) {
    // The word for being busy is longer: the button stays as wide as it is, and the price gives way.
    button.style.setProperty("width", `${button.offsetWidth}px`);
    label.textContent = button.dataset.busy ?? text;
  }
  const more = form.querySelector<HTMLTemplateElement>("template[data-while-sending]");
  const added = more ? [...(more.content.cloneNode(true) as DocumentFragment).children] : [];
  for (const element of added) form.appendChild(element);
  listen();
  onTheWay.set(form, () => {
    progress?.setAttribute("data-state", "idle");
    button?.removeAttribute("aria-busy");
    if (label) button.style.removeProperty("width");
    if (label && label.textContent === button.dataset.busy) label.textContent = text;
    for (const element of added) element.remove();
    listen();
  });
}

export function arrive(form: HTMLFormElement): void {
  const restore = onTheWay.get(form);
  onTheWay.delete(form);
  restore?.();
}

/** A form that is sent as a document is on its way until the page is gone, or until somebody has surely stopped it. */
export function setOffForGood(form: HTMLFormElement, button: Sender): void {
  setOff(form, button);
  setTimeout(() => arrive(form), SENT_ONCE_WITHIN_SECONDS * 1_000);
}

/** Whoever comes back to the page finds every form as it was. */
export function startBusy(): void {
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) for (const form of onTheWay.keys()) arrive(form);
  });
  whenShown(() => {
    for (const form of onTheWay.keys()) if (!form.isConnected) onTheWay.delete(form);
  });
}
