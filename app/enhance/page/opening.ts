import { CORES_FOR_MOTION } from "../limits";

/** The name under which the stylesheet lets the picture on the stage grow. */
const NAME = "picture";

/**
 * A picture that is opened grows from its card, and goes back into it by a link. What is asked for comes before how it
 * comes: both pages wait for a motion to be drawn, so there is none where drawing is slow, where nothing moves, or on the
 * browser's own way back, whose page is there at once.
 */
export function startOpening(): void {
  addEventListener("pageswap", ({ viewTransition, activation }) => {
    if (!viewTransition) return;
    const isBack = activation?.navigationType === "traverse";
    if (isBack || navigator.hardwareConcurrency < CORES_FOR_MOTION) viewTransition.skipTransition();
    else if (!lend(activation?.entry?.url, viewTransition) && !onStage()) viewTransition.skipTransition();
  });
  addEventListener("pagereveal", ({ viewTransition }) => {
    if (viewTransition) lend(cameFrom(), viewTransition);
  });
}

/** TypeScript does not know yet of what a page is told of the one before it. */
type Activated = { navigation?: { activation?: { from?: { url: string | null } } } };

const cameFrom = () => (window as Activated).navigation?.activation?.from?.url;
const onStage = () => document.querySelector(".stage");

/** Gives the name, for as long as the motion takes, to the card that leads to the address; false where there is none. */
function lend(url: string | null | undefined, { finished }: ViewTransition): boolean {
  if (!url || onStage()) return false;
  const { pathname } = new URL(url);
  const card = document.querySelector<HTMLElement>(`#main a[href^="${CSS.escape(pathname)}"] img`);
  if (!card) return false;
  card.style.setProperty("view-transition-name", NAME);
  const takeBack = () => card.style.removeProperty("view-transition-name");
  finished.then(takeBack, takeBack);
  return true;
}
