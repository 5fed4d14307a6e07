import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, openPage, signOut, startApp, startBrowser } from "../app";
import { Visitor } from "../visitor";
import { join } from "./site";

let app: App;
let browser: Browser;
let visitor: Visitor;
let generation: string;
let open: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), startBrowser({ keepsPages: true })]);
  visitor = new Visitor(app);
  await visitor.join();
  generation = (await visitor.generate()).headers.get("Location") ?? "";
  open = (await visitor.generate({ prompt: "a slow one [slow]" })).headers.get("Location") ?? "";
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

async function signedIn() {
  const opened = await openPage(browser, app);
  await opened.page.context().addCookies(visitor.cookies);
  return opened;
}

/** Notes in the page how it is shown again, if it is this very page. */
const noteReturn = (page: Page) =>
  page.evaluate(() => {
    addEventListener("pageshow", ({ persisted }) => Object.assign(window, { persisted }));
  });
const isKept = (page: Page) => page.evaluate(() => (window as { persisted?: boolean }).persisted ?? false);
const back = (page: Page) => page.evaluate(() => history.back());

test("every page is kept for the way back, a waiting one too", async () => {
  const { page, complaints } = await signedIn();
  const pages = ["/", open, "/history", generation, "/credits", "/account", "/history/deleted", "/downloads"];
  const kept: Record<string, boolean> = {};
  for (const path of pages) {
    await page.goto(path);
    await noteReturn(page);
    await page.goto("/healthcheck");
    await back(page);
    await page.waitForURL(`**${path}`, { waitUntil: "commit" });
    await expect
      .poll(() => isKept(page).catch(() => false), { timeout: 20_000 })
      .toBe(true)
      .catch(() => {});
    kept[path] = await isKept(page);
  }
  expect(kept).toEqual(Object.fromEntries(pages.map((path) => [path, true])));
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("the way back shows the balance of now, what was typed, and a form with a new id", async () => {
  const { page, complaints } = await signedIn();
  await page.goto("/");
  await page.evaluate(() => Object.assign(window, { isMarked: true }));
  const id = () => page.locator(".order-form [name=id]").getAttribute("value");
  const before = await id();
  const words = `there and back ${crypto.randomUUID()}`;
  await page.getByRole("textbox", { name: "Prompt" }).fill(words);
  const balance = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /credits?$/ });
  const had = await balance.textContent();
  await page.getByRole("button", { name: "Generate · 1 credit" }).click();
  await page.getByRole("img", { name: words }).waitFor();
  await back(page);
  await page.getByRole("heading", { name: "Make a picture" }).waitFor();
  await expect.poll(id).not.toBe(before);
  // The room has stayed, with what was on its stage before.
  expect(await page.evaluate(() => "isMarked" in window)).toBe(true);
  expect(await page.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe(words);
  expect(await balance.textContent()).not.toBe(had);
  expect(await page.locator("[aria-busy]").count()).toBe(0);
  const other = `${words} in another light`;
  await page.getByRole("textbox", { name: "Prompt" }).fill(other);
  await page.getByRole("button", { name: "Generate · 1 credit" }).click();
  await page.getByRole("img", { name: other }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test.each([
  ["by what the answer clears", true],
  ["by the page itself, where a browser clears nothing", false],
])("S18: nothing of a person is left to go back to after signing out, %s", async (_, clears) => {
  const { page } = await openPage(browser, app);
  await join(page);
  await page.getByRole("link", { name: "10 credits" }).click();
  await page.getByRole("heading", { name: "Credits", exact: true }).waitFor();
  await page.waitForLoadState();
  // What is seen of the page when it is shown again, if only for a moment.
  await page.evaluate(() => {
    addEventListener("pageshow", () =>
      requestAnimationFrame(() => {
        const { hidden } = document.documentElement;
        sessionStorage.setItem("seen", hidden ? "" : document.body.innerText);
      }),
    );
  });
  if (!clears)
    await page.route("**/logout", async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      const headers = { ...response.headers() };
      expect(headers["clear-site-data"]).toContain('"cache"');
      delete headers["clear-site-data"];
      await route.fulfill({ response, headers });
    });
  await signOut(page);
  await page.getByRole("heading", { name: "Pictures from words" }).waitFor();
  await page.waitForLoadState();
  await back(page);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await page.getByText("10 credits").count()).toBe(0);
  expect(await page.evaluate(() => sessionStorage.getItem("seen") ?? "")).not.toContain("credit");
  await page.context().close();
});
