import { Idiomorph } from "idiomorph";
import { keepPicture } from "../stage";

const onShown: (() => void)[] = [];

/** Runs at once, and again whenever a part of the page was changed. */
export function whenShown(does: () => void): void {
  onShown.push(does);
  does();
}

/** The page that an answer holds; null when it holds none, as when something between speaks for the site. */
export async function pageIn(response: Response): Promise<Document | null> {
  if (!response.headers.get("Content-Type")?.startsWith("text/html")) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.getElementById("main") ? page : null;
}

/** The parts of a page that change; what stands around them belongs to the browser, or to other people's scripts. */
const PARTS = ["#main", ".header nav"];

/**
 * Changes the page into a fresh one, and keeps what is focused and scrolled to, what is opened, and of what is typed and
 * chosen that in `kept`: after an order only words that were typed since are not in the fresh page.
 */
export function show(fresh: Document, kept = "*"): void {
  const hadFocus = document.activeElement !== document.body;
  keepTyped(fresh, kept);
  keepOpen(fresh);
  keepPicture(fresh);
  bringStyles(fresh);
  for (const part of PARTS) {
    const [old, next] = [document.querySelector(part), fresh.querySelector(part)];
    if (old && next) Idiomorph.morph(old, next, { morphStyle: "outerHTML" });
  }
  document.title = fresh.title;
  for (const does of onShown) does();
  if (hadFocus && document.activeElement === document.body) focusAsLoaded();
}

/** Puts the focus where it is when a page has loaded. */
function focusAsLoaded(): void {
  document.querySelector<HTMLElement>("#main [autofocus], #main")?.focus({ preventScroll: true });
}

/** What somebody types into or chooses from; a select is told apart where it differs. */
type Control = HTMLInputElement | HTMLTextAreaElement;

/** Writes into the fresh page what is typed and chosen in this one. */
function keepTyped(fresh: Document, kept: string): void {
  const controls = new Map(controlsIn(fresh).map((control) => [nameOf(control), control]));
  for (const control of controlsIn(document)) {
    const next = controls.get(nameOf(control));
    if (!next || !isTouched(control) || !control.matches(kept)) continue;
    if (isBox(control) && isBox(next)) next.checked = control.checked;
    else next.value = control.value;
  }
}

/** Leaves open what somebody has opened. */
function keepOpen(fresh: Document): void {
  const opened = new Set([...document.querySelectorAll("#main details[open] > summary")].map(textOf));
  for (const summary of fresh.querySelectorAll("#main details > summary"))
    if (opened.has(textOf(summary))) summary.parentElement?.setAttribute("open", "");
}

const textOf = ({ textContent }: Element) => textContent;

function controlsIn(page: Document): Control[] {
  return [
    ...page.querySelectorAll<Control>("#main :is(input:not([type=hidden], [type=file]), textarea, select)"),
  ];
}

function nameOf(control: Control): string {
  const value = isBox(control) ? control.value : "";
  return [control.form?.getAttribute("action"), control.name, value].join(" ");
}

function isBox(control: Control): control is HTMLInputElement {
  return control.type === "radio" || control.type === "checkbox";
}

/** Whether somebody has changed it; of radio buttons it is the one that they chose. */
function isTouched(control: Control): boolean {
  if (control.type === "select-one") return true;
  if (!isBox(control)) return control.value !== control.defaultValue;
  return control.checked !== control.defaultChecked && (control.checked || control.type === "checkbox");
}

/** A page of a newer version comes with a stylesheet of its own. */
function bringStyles(fresh: Document): void {
  for (const sheet of fresh.querySelectorAll("link[rel=stylesheet]"))
    if (!document.querySelector(`link[href="${sheet.getAttribute("href")}"]`))
      document.head.appendChild(sheet);
}
