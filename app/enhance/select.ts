/** The box that was ticked or unticked last, from which Shift goes on. */
let last: HTMLInputElement | null = null;

/** Ticks all pictures of a page at once, and with Shift those between two. */
export function startSelecting(): void {
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const { selectAll } = target.dataset;
    if (selectAll) for (const box of boxes(selectAll)) box.checked = target.checked;
  });
  document.addEventListener("click", ({ target, shiftKey }) => {
    const all = document.querySelector<HTMLElement>("[data-select-all]")?.dataset.selectAll;
    if (!all || !(target instanceof HTMLInputElement) || !target.matches(all)) return;
    if (shiftKey && last?.isConnected) {
      const between = boxes(all);
      const [from, to] = [between.indexOf(last), between.indexOf(target)].sort((a, b) => a - b);
      for (const box of between.slice(from, (to ?? 0) + 1)) box.checked = target.checked;
    }
    last = target;
  });
}

const boxes = (selector: string) => [...document.querySelectorAll<HTMLInputElement>(selector)];
