import { IN_PLACE } from "~/http/wire";
import { ANSWER_TO_PICTURE_WITHIN_SECONDS, ANSWER_WITHIN_SECONDS } from "../limits";
import { goTo } from "../page/go";
import { look } from "../page/look";
import { pageIn, show } from "../page/page";
import { say } from "../page/say";
import { arrive, setOff } from "./busy";
import { keepCaret } from "./caret";
import { forgetDraft } from "./draft-store";

/** Sends a form in place: a redirect is followed as a document, any other answer is shown here, and nothing typed is lost. */
export async function send(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const fields = fieldsOf(form, button);
  form.querySelector("[data-not-sent]")?.remove();
  setOff(form, button);
  let leaves = false;
  try {
    const response = await post(form, fields);
    const to = response.headers.get(IN_PLACE);
    if (to) leaves = await follow(to, form, button);
    else await showAnswer(response, form);
  } catch {
    tellNotSent(form, null);
  } finally {
    if (!leaves) arrive(form);
  }
}

function fieldsOf(form: HTMLFormElement, button: HTMLElement | null): FormData {
  const fields = new FormData(form, button);
  for (const [name, value] of [...fields])
    if (value instanceof File && value.name === "") fields.delete(name);
  return fields;
}

function post(form: HTMLFormElement, fields: FormData): Promise<Response> {
  const texts = [...fields].filter((field): field is [string, string] => typeof field[1] === "string");
  const hasFiles = texts.length < [...fields].length;
  const seconds = hasFiles ? ANSWER_TO_PICTURE_WITHIN_SECONDS : ANSWER_WITHIN_SECONDS;
  return fetch(actionOf(form), {
    method: "POST",
    headers: { Accept: "text/html", [IN_PLACE]: "1" },
    body: hasFiles ? fields : new URLSearchParams(texts),
    signal: AbortSignal.timeout(seconds * 1_000),
  });
}

/** By its attribute, since a field can be called `action` too. */
function actionOf(form: HTMLFormElement): URL {
  return new URL(form.getAttribute("action") ?? "", location.href);
}

/** Returns whether the page is left. */
async function follow(to: string, form: HTMLFormElement, button: HTMLElement | null): Promise<boolean> {
  if (form.matches("[data-draft]")) {
    forgetDraft();
    keepCaret();
  }
  const url = new URL(to, location.href);
  if (url.pathname + url.search !== location.pathname + location.search) {
    if (await goTo(url)) {
      forgetFiles(form);
      return false;
    }
    location.assign(url);
    return true;
  }
  arrive(form);
  if (!(await look())) location.assign(url);
  if (!document.querySelector("#main .notice")) say(button?.textContent ?? "");
  return false;
}

async function showAnswer(response: Response, form: HTMLFormElement): Promise<void> {
  const page = await pageIn(response);
  const refused = page?.querySelector(".error-page");
  if (!page || refused) return tellNotSent(form, refused ?? null);
  // The answer is another page than this one: it is asked for again as a document, which the form's id makes harmless.
  if (actionOf(form).pathname !== location.pathname) return form.submit();
  arrive(form);
  // What was brought is named in the answer.
  forgetFiles(form);
  show(page);
  showWhatIsWrong();
}

function forgetFiles(form: HTMLFormElement): void {
  for (const input of form.querySelectorAll<HTMLInputElement>("[type=file]")) input.value = "";
}

function showWhatIsWrong(): void {
  const alert = document.querySelector<HTMLElement>("#main :is([role=alert], [data-focus])");
  alert?.scrollIntoView({ block: "nearest" });
  if (alert?.matches("[autofocus], [data-focus]")) alert.focus();
}

/** Says beside the form that it did not get through, or why it was refused. */
function tellNotSent(form: HTMLFormElement, refused: Element | null): void {
  const words = document.querySelector<HTMLTemplateElement>("template[data-not-sent]");
  const notice = words?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (!notice) return;
  notice.setAttribute("data-not-sent", "");
  if (refused) notice.replaceChildren(...refused.querySelectorAll("h1 ~ p:not(.hint)"));
  form.appendChild(notice);
  notice.scrollIntoView({ block: "nearest" });
}
