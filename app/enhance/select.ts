import { whenShown } from "./page/page";
import { person } from "./page/person";
import { say } from "./page/say";
import { stored } from "./storage";

const BOXES = '#selection [name="id"]';
const KEY = "chosen";

/** The box that was ticked or unticked last, from which Shift goes on. */
let last: HTMLInputElement | null = null;

/** What a form that is on its way takes along from other pages: its fields are read after it was said to be sent. */
let sending: string[] = [];

/** Keeps what is chosen from page to page until something is done with it; ticks a whole page, and with Shift a stretch of it. */
export function startSelecting(): void {
  whenShown(showChosen);
  addEventListener("pageshow", ({ persisted }) => {
    // A page that was kept for the way back has the boxes as they were before something was done with the choice.
    if (persisted) for (const box of boxes()) box.checked = false;
    showChosen();
  });
  document.addEventListener("click", ({ target, shiftKey }) => {
    if (!(target instanceof Element)) return;
    if (target.closest("[data-choose-all]"))
      tick(
        boxes(),
        boxes().some((box) => !box.checked),
      );
    if (!(target instanceof HTMLInputElement) || !target.matches(BOXES)) return;
    if (shiftKey && last?.isConnected) {
      const between = boxes();
      const [from, to] = [between.indexOf(last), between.indexOf(target)].sort((a, b) => a - b);
      tick(between.slice(from, (to ?? 0) + 1), target.checked);
    }
    last = target;
  });
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches(BOXES)) keep();
  });
  document.addEventListener("reset", ({ target }) => {
    if (isOurs(target)) setTimeout(keep, 0, []);
  });
  document.addEventListener("formdata", ({ target, formData }) => {
    if (isOurs(target)) for (const id of sending) formData.append("id", id);
  });
  document.addEventListener("submit", ({ target, submitter }) => {
    if (!isOurs(target)) return;
    sending = elsewhere();
    if (!submitter?.hasAttribute("data-stays")) write([]);
  });
}

/** Not by `target.id`: that of a form with fields of this name is one of the fields. */
const isOurs = (target: EventTarget | null) => target instanceof Element && target.matches("#selection");
const boxes = () => [...document.querySelectorAll<HTMLInputElement>(BOXES)];

function tick(some: HTMLInputElement[], isChosen: boolean): void {
  for (const box of some) box.checked = isChosen;
  keep();
}

/** The chosen pictures that are on other pages. */
function elsewhere(): string[] {
  const here = new Set(boxes().map(({ value }) => value));
  return read().filter((id) => !here.has(id));
}

/** Notes what is chosen, and has the number read out. */
function keep(others = elsewhere()): void {
  const all = [...others, ...boxes().flatMap(({ checked, value }) => (checked ? [value] : []))];
  write(all);
  count();
  const said = document.querySelector<HTMLElement>("[data-chosen]")?.dataset.chosen;
  if (said) say(said.replace("#", String(all.length)));
}

/** Ticks what was chosen before, and goes on with choosing. */
function showChosen(): void {
  if (boxes().length === 0) return;
  const chosen = new Set(read());
  for (const box of boxes()) if (chosen.has(box.value)) box.checked = true;
  const choosing = document.querySelector<HTMLInputElement>("[data-choosing]");
  if (choosing && chosen.size > 0) choosing.checked = true;
  count();
}

/** The stylesheet counts the boxes on this page, from the number of those on others on. */
function count(): void {
  const main = document.getElementById("main");
  if (main) main.style.counterReset = `chosen ${elsewhere().length}`;
}

function read(): string[] {
  const [whose, ...ids] = stored(() => JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as string[]) ?? [];
  return whose === person() ? ids : [];
}

/** Where nothing may be kept, a choice is this page's. */
function write(ids: string[]): void {
  stored(() => sessionStorage.setItem(KEY, JSON.stringify([person(), ...ids])));
}
