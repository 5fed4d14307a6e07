import { LOOK_WITHIN_SECONDS } from "../limits";
import { decoded } from "../stage";
import { look } from "./look";
import { pageIn, show } from "./page";
import { say } from "./say";

const isRoom = (page: Document) => page.querySelector("main[data-layout=room]") !== null;
const address = () => location.pathname + location.search;

/** The address of what is shown: the browser changes its own before it says that somebody goes back. */
let shown = address();

/** What was typed where somebody went on from, by address; it goes with the document, so that nobody else finds it. */
const typed = new Map<string, string>();
const prompt = () => document.querySelector<HTMLTextAreaElement>("#prompt");

/**
 * Shows another picture in the room, so that composer and caret stay where they are, and the old picture until the next
 * one can be seen. False where the way is not from room to room, or nobody answers: then a document is the way.
 */
export async function goTo(url: URL): Promise<boolean> {
  if (!isRoom(document)) return false;
  try {
    const signal = AbortSignal.timeout(LOOK_WITHIN_SECONDS * 1_000);
    const response = await fetch(url, { headers: { Accept: "text/html" }, signal });
    const page = response.ok ? await pageIn(response) : null;
    if (!page || !isRoom(page)) return false;
    await decoded(page);
    typed.set(shown, prompt()?.value ?? "");
    history.pushState(null, "", response.url);
    shown = address();
    show(page, "textarea");
    showStage();
    say(document.title);
    return true;
  } catch {
    return false;
  }
}

/** On a screen too low for the whole room an answer is not where the button is that was pressed. */
function showStage(): void {
  const stage = document.querySelector(".stage");
  if (stage && stage.getBoundingClientRect().top < 0) stage.scrollIntoView();
}

/** Whoever goes back or on among pictures that were shown in this room finds each as it is now, and its words with it. */
export function startGoing(): void {
  addEventListener("popstate", () => {
    if (address() === shown) return;
    shown = address();
    void look({ again: true }).then((isThere) => {
      if (isThere) putBack();
      else location.reload();
    });
  });
}

/** Where a page fills the prompt with nothing, what was typed there is there again, as browsers do it between documents. */
function putBack(): void {
  const field = prompt();
  if (field?.value !== "") return;
  field.value = typed.get(shown) ?? "";
  // On the document, since a draft is kept of what somebody types into a form.
  document.dispatchEvent(new Event("input"));
}
