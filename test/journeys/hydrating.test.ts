import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, hydrated, openPage, startApp, startBrowser } from "../app";

let app: App;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** Notes what React listens for: it asks the document for all of it when it hydrates. */
const NOTED = `
  window.listenedFor = new Set();
  const listen = Document.prototype.addEventListener;
  Document.prototype.addEventListener = function (name, ...rest) {
    window.listenedFor.add(name);
    return listen.call(this, name, ...rest);
  };
`;

/** Holds the page's data back, on its way to what decodes it, until the test lets it go. */
const HELD_BACK = `
  const released = new Promise((resolve) => {
    window.release = resolve;
  });
  const pipeThrough = ReadableStream.prototype.pipeThrough;
  ReadableStream.prototype.pipeThrough = function (next, ...rest) {
    const waiting = new TransformStream({
      transform: async (chunk, passedOn) => {
        await released;
        passedOn.enqueue(chunk);
      },
    });
    const held = next instanceof TextEncoderStream ? pipeThrough.call(this, waiting) : this;
    return pipeThrough.call(held, next, ...rest);
  };
`;

/** Fires every event at some elements, over and over between whatever else the page does, until React has hydrated it. */
const fired = (names: string[]) => `
  window.rounds = 0;
  const { port1, port2 } = new MessageChannel();
  const isHydrated = () =>
    Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__react"));
  port1.onmessage = () => {
    for (const element of document.querySelectorAll("main, h1, textarea, nav a"))
      for (const name of ${JSON.stringify(names)}) element.dispatchEvent(new Event(name));
    window.rounds++;
    if (!isHydrated()) port2.postMessage(null);
  };
  port2.postMessage(null);
`;

test("whatever is pressed, touched or typed while a page wakes up, it wakes up", async () => {
  const first = await openPage(browser, app);
  await first.page.addInitScript(NOTED);
  await first.page.goto("/");
  await hydrated(first.page);
  const names = await first.page.evaluate(() => [
    ...(window as unknown as { listenedFor: Set<string> }).listenedFor,
  ]);
  expect(names).toEqual(expect.arrayContaining(["click", "contextmenu", "compositionstart", "reset"]));
  expect(first.complaints).toEqual([]);
  await first.page.context().close();

  const { page, complaints } = await openPage(browser, app);
  await page.addInitScript(HELD_BACK + fired(names));
  await page.goto("/");
  const rounds = () => page.evaluate(() => (window as unknown as { rounds: number }).rounds);
  const loaded = await rounds();
  await expect.poll(rounds).toBeGreaterThan(loaded + 50);
  // What React says of it comes before the patience for hydration ends.
  expect(complaints).toEqual([]);
  await page.evaluate(() => (window as unknown as { release(): void }).release());
  await hydrated(page);
  expect(complaints).toEqual([]);

  await page.evaluate(() => document.documentElement.setAttribute("data-same", ""));
  await page.getByRole("link", { name: "Sign in" }).first().click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.hasAttribute("data-same"))).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
});
