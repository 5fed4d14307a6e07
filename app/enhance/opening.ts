/** The name under which the stylesheet lets the picture on the stage grow. */
const NAME = "picture";

/** A picture that is opened grows from its card, and goes back into it on the way back. */
export function startOpening(): void {
  addEventListener("pageswap", ({ viewTransition, activation }) => {
    if (viewTransition) lend(activation?.entry?.url, viewTransition);
  });
  addEventListener("pagereveal", ({ viewTransition }) => {
    if (viewTransition) lend(cameFrom(), viewTransition);
  });
}

/** TypeScript does not know yet of what a page is told of the one before it. */
type Activated = { navigation?: { activation?: { from?: { url: string | null } } } };

const cameFrom = () => (window as Activated).navigation?.activation?.from?.url;

/** Gives the name, for as long as the motion takes, to the card that leads to the address. */
function lend(url: string | null | undefined, { finished }: ViewTransition): void {
  if (!url || document.querySelector(".stage")) return;
  const { pathname } = new URL(url);
  const card = document.querySelector<HTMLElement>(`#main a[href^="${CSS.escape(pathname)}"] img`);
  if (!card) return;
  card.style.setProperty("view-transition-name", NAME);
  const takeBack = () => card.style.removeProperty("view-transition-name");
  finished.then(takeBack, takeBack);
}
