import { LOOK_WITHIN_SECONDS } from "../limits";
import { decoded } from "../stage";
import { pageIn, show, whenShown } from "./page";
import { say } from "./say";

let looking: Promise<boolean> | undefined;

/**
 * Shows the page as it is now; false when nobody answered, and it stays as it was. Two looks at once are one, unless the
 * address is another one by now (`again`).
 */
export function look({ again = false } = {}): Promise<boolean> {
  if (again) looking = undefined;
  const current = looking ?? lookOnce();
  looking = current;
  void current.finally(() => {
    if (looking === current) looking = undefined;
  });
  return current;
}

async function lookOnce(): Promise<boolean> {
  const { href } = location;
  try {
    const signal = AbortSignal.timeout(LOOK_WITHIN_SECONDS * 1_000);
    const response = await fetch(href, { headers: { Accept: "text/html" }, signal });
    const isElsewhere = response.redirected && new URL(response.url).pathname !== location.pathname;
    // Somebody has signed out, or the page is gone: a document says so.
    if (isElsewhere || (response.status >= 400 && response.status < 500 && response.status !== 429)) {
      location.reload();
      return true;
    }
    const page = response.ok ? await pageIn(response) : null;
    if (!page) return false;
    await decoded(page);
    // Somebody has gone on meanwhile.
    if (location.href !== href) return true;
    const before = heading();
    show(page);
    if (heading() !== before) say([document.title, ...texts("#main [role=status]")].join(". "));
    return true;
  } catch {
    return false;
  }
}

const heading = () => document.querySelector("#main h1")?.textContent;
const texts = (selector: string) =>
  [...document.querySelectorAll(selector)].flatMap(({ textContent }) => textContent?.trim() || []);

/** Looks again at a page that waits for something, as often as it says, for as long as it is seen. */
export function startLooking(): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  let every = 0;
  const plan = () => {
    const wanted = Number(document.querySelector<HTMLElement>("[data-look-every]")?.dataset.lookEvery ?? 0);
    const next = document.visibilityState === "visible" ? wanted : 0;
    if (next === every) return;
    clearInterval(timer);
    every = next;
    if (every) timer = setInterval(look, every * 1_000);
  };
  whenShown(plan);
  document.addEventListener("visibilitychange", () => {
    plan();
    if (every) void look();
  });
  addEventListener("online", () => every && void look());
}
