import { stored } from "../storage";
import { look } from "./look";

const KEY = "person";

/** Stands for whom this page is for; empty for whoever is not signed in. */
export function person(): string {
  return document.documentElement.dataset.person ?? "";
}

/** Whether somebody has come back to this page, which the browser may have kept as it was. */
export function isReturn(): boolean {
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return visit?.type === "back_forward";
}

/**
 * A page that the browser kept for the way back is shown as it is now: another balance, another id in the form. One that
 * was somebody else's is not shown.
 */
export function startPerson(): void {
  remember();
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    if (isSomebodyElses()) {
      document.documentElement.hidden = true;
      location.reload();
    } else void look();
  });
  if (isReturn()) void look();
}

function remember(): void {
  stored(() => localStorage.setItem(KEY, person()));
}

function isSomebodyElses(): boolean {
  return stored(() => localStorage.getItem(KEY) !== person()) ?? false;
}
