import { DECODED_WITHIN_SECONDS } from "./limits";

const PICTURE = ".stage .picture";

/** Waits until the picture of a fresh page can be painted at once, so that the old one stays until then. */
export async function decoded(fresh: Document): Promise<void> {
  const src = fresh.querySelector(PICTURE)?.getAttribute("src");
  if (!src || document.querySelector(PICTURE)?.getAttribute("src") === src) return;
  const picture = new Image();
  picture.src = src;
  const late = new Promise((wake) => setTimeout(wake, DECODED_WITHIN_SECONDS * 1_000));
  await Promise.race([picture.decode().catch(() => {}), late]);
}

/** Puts the picture that is on the stage, dimmed, behind what a fresh page says of the one that is on its way. */
export function keepPicture(fresh: Document): void {
  const frame = fresh.querySelector("[data-waiting]")?.parentElement;
  const old = document.querySelector<HTMLImageElement>(`${PICTURE}, .stage .kept`);
  if (!frame || !old) return;
  const kept = fresh.createElement("img");
  Object.assign(kept, { className: "kept", src: old.src, alt: "" });
  frame.insertBefore(kept, frame.firstChild);
}

/** Moves the edge between a picture and what it was made of. */
export function startEdge(): void {
  document.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches("[data-edge]"))
      target.parentElement?.style.setProperty("--edge", `${target.value}%`);
  });
}
