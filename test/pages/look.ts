import type { Page } from "playwright-core";
import type { PageState } from "./catalogue";

export type Preferences = { language: "en" | "zh-Hans"; theme: "light" | "dark" };

/** Shows a state in a real browser: the answer to a form is the server's own, headers and all, shown at its address. */
export async function showState(page: Page, state: PageState, preferences: Preferences): Promise<Shown> {
  prefer(state, preferences);
  const path = await state.path();
  prefer(state, preferences);
  const url = new URL(path, state.app.url).href;
  const answered = await state.answer?.(path, { Accept: "text/html" });
  await page.context().clearCookies();
  await page.context().addCookies(state.visitor.cookies);
  forgetNotice(state);
  if (answered) {
    const { status } = answered;
    const headers = Object.fromEntries(answered.headers);
    for (const name of ["content-encoding", "content-length", "transfer-encoding"]) delete headers[name];
    const body = Buffer.from(await answered.arrayBuffer());
    let isShown = false;
    // Not by `times: 1`: to end a route while its page asks for more can keep that from ever coming.
    await page.route(url, (route) => {
      if (isShown) return route.continue();
      isShown = true;
      return route.fulfill({ status, headers, body });
    });
  }
  const response = await page.goto(url, { waitUntil: "load" });
  if (response?.status() !== state.status) throw new Error(`${state.name}: ${response?.status()}`);
  await state.act?.(page);
  return { url, location: answered?.headers.get("Location") ?? "", html: await response.text() };
}

/** What was shown: its address, where its answer led on to, and the document as it came. */
export type Shown = { url: string; location: string; html: string };

function prefer({ visitor }: PageState, { language, theme }: Preferences): void {
  const others = visitor.cookie.split("; ").filter((cookie) => !/^(language|theme|)=|^$/.test(cookie));
  visitor.cookie = [...others, `language=${language}`, `theme=${theme}`].join("; ");
}

/** The notice is on this page only, as a browser is told with it. */
function forgetNotice({ visitor }: PageState): void {
  visitor.cookie = visitor.cookie.replace(/(^|; )notice=[^;]*/, "");
}
