import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, openPage, startApp, startBrowser } from "../app";
import { Visitor } from "../visitor";

/** The one room: how large its picture is, and what can be done in it. */

const RATIOS = ["1:1", "16:9", "21:9", "9:16", "3:2"];

let app: App;
let browser: Browser;
let visitor: Visitor;
const made: Record<string, string> = {};

beforeAll(async () => {
  [app, browser] = await Promise.all([
    startApp({ SIGNUP_CREDITS: "60", FREE_REFUSALS_A_DAY: "1", MAX_OPEN_GENERATIONS: "8" }),
    startBrowser(),
  ]);
  visitor = new Visitor(app);
  await visitor.join();
  const make = async (name: string, fields: Record<string, string>) => {
    made[name] = (await visitor.generate(fields)).headers.get("Location") ?? "";
  };
  for (const ratio of RATIOS) await make(ratio, { prompt: `A lighthouse, ${ratio}`, ratio });
  const source = made["3:2"]?.split("/")[2] ?? "";
  await make("edit", { prompt: "Now in winter", source, ratio: "match_input_image", price: "99" });
  await make("blocked", { prompt: "A castle [blocked]" });
  await make("failed", { prompt: "A castle [fail]" });
});

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

async function inTheRoom(path: string, options: BrowserContextOptions = {}) {
  const opened = await openPage(browser, app, options);
  await opened.page.context().addCookies(visitor.cookies);
  await opened.page.goto(path);
  return opened;
}

const boxOf = async (page: Page, selector: string) =>
  (await page.locator(selector).first().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };

describe.each([
  [1440, 900],
  [1920, 1080],
])("at %i by %i", (width, height) => {
  test.each(RATIOS)(
    "a picture of %s fills 70 % of the height, or 90 % of what the strip leaves",
    async (ratio) => {
      const { page, complaints } = await inTheRoom(made[ratio] ?? "", { viewport: { width, height } });
      const [frame, stage, film] = [
        await boxOf(page, ".stage .frame"),
        await boxOf(page, ".stage"),
        await boxOf(page, ".filmstrip"),
      ];
      const [high, wide] = [frame.height / height, frame.width / (width - film.width)];
      expect(Math.max(high / 0.7, wide / 0.9)).toBeGreaterThanOrEqual(1);
      expect(frame.y).toBeLessThanOrEqual(stage.height);
      expect(stage.y).toBeLessThanOrEqual(60);
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );
});

test.each(RATIOS)(
  "on a phone a picture of %s is as wide as the screen, or as high as the stage",
  async (ratio) => {
    const viewport = { width: 390, height: 844 };
    const { page } = await inTheRoom(made[ratio] ?? "", { viewport, isMobile: true, hasTouch: true });
    const [frame, stage] = [await boxOf(page, ".stage .frame"), await boxOf(page, ".stage")];
    expect(Math.max(frame.width / viewport.width, frame.height / stage.height)).toBeCloseTo(1, 2);
    const order = await Promise.all(
      [".stage", ".acts", ".filmstrip", ".composing"].map(async (part) => (await boxOf(page, part)).y),
    );
    expect(order).toEqual(order.toSorted((one, another) => one - another));
    for (const act of await page.locator(".acts > form > button, .acts > a, .acts summary").all()) {
      const { width, height } = (await act.boundingBox()) ?? { width: 0, height: 0 };
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
    await page.context().close();
  },
);

test("nothing moves while a picture comes", async () => {
  const { page } = await inTheRoom("/", {});
  await page.addInitScript(`
    window.moved = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.moved += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  `);
  await page.goto(made["16:9"] ?? "", { waitUntil: "networkidle" });
  expect(await page.evaluate(() => (window as unknown as { moved: number }).moved)).toBeLessThanOrEqual(0.02);
  await page.context().close();
});

test("a word changed and Generate: one navigation without scripts, none with them, and nothing scrolled", async () => {
  for (const javaScriptEnabled of [false, true]) {
    const { page, complaints } = await inTheRoom(made["1:1"] ?? "", { javaScriptEnabled });
    let documents = 0;
    page.on("request", (request) => {
      if (request.resourceType() === "document" && request.method() === "GET") documents++;
    });
    const words = `A lighthouse at noon ${javaScriptEnabled}`;
    await page.getByRole("textbox", { name: "Prompt" }).fill(words);
    await page.getByRole("button", { name: /^Generate/ }).click();
    await page.getByRole("img", { name: words }).waitFor();
    expect(documents).toBe(javaScriptEnabled ? 0 : 1);
    expect(await page.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe(words);
    if (javaScriptEnabled) {
      expect(await page.evaluate(() => scrollY)).toBe(0);
      await page.goBack();
      await page.getByRole("img", { name: "A lighthouse, 1:1" }).waitFor();
      expect(page.url()).toContain(made["1:1"]);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  }
});

test("a click opens the whole file, pixel by pixel if wished, and a click beside it closes it; without scripts", async () => {
  const { page } = await inTheRoom(made["16:9"] ?? "", { javaScriptEnabled: false });
  await page.locator("button.opens").click();
  const dialog = page.getByRole("dialog", { name: "The whole picture" });
  await dialog.getByRole("img").waitFor();
  const before = await boxOf(page, ".whole-picture img");
  await dialog.getByRole("checkbox", { name: "Actual size" }).check();
  expect((await boxOf(page, ".whole-picture img")).width).toBe(1344);
  expect(before.width).toBeLessThan(1344);
  await dialog.getByRole("button", { name: "Close" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.context().close();
});

test("an edited picture is seen as it was before, without scripts, and leads to a comparison", async () => {
  const { page } = await inTheRoom(made.edit ?? "", { javaScriptEnabled: false });
  const before = page.getByRole("img", { name: "The picture before it was changed" });
  expect(await before.isVisible()).toBe(false);
  await page.getByRole("radio", { name: "Before" }).check();
  await before.waitFor();
  expect(await page.getByRole("list", { name: "What it was made of" }).getByRole("link").count()).toBe(2);
  await page.locator("summary", { hasText: "More about this picture" }).click();
  await page.getByRole("link", { name: "Compare with what it was made of" }).click();
  await page.getByRole("heading", { name: "Compare two pictures" }).waitFor({ state: "attached" });
  await page.getByText(/settings differ/).click();
  expect(await page.locator("tr[data-differs]").first().textContent()).toContain("Now in winter");
  await page.getByText(/settings differ/).click();
  await page.getByRole("radio", { name: "One over the other" }).check();
  expect(await page.locator('[data-side="b"]').isVisible()).toBe(false);
  await page.getByRole("radio", { name: "Second" }).check();
  await page.getByRole("button", { name: "Pick the second one" }).click();
  await page.waitForURL(`**${made.edit}`);
  await page.getByRole("button", { name: "Not a favourite" }).waitFor();
  await page.context().close();
});

test("two are compared by their owner alone, and nonsense is said to be none", async () => {
  const [a, b] = [made["1:1"], made["3:2"]].map((page) => page?.split("/")[2]);
  const stranger = new Visitor(app);
  await stranger.join();
  const statuses = async (who: Visitor, search: string) => (await who.get(`/compare${search}`)).status;
  expect(await statuses(visitor, `?a=${a}&b=${b}`)).toBe(200);
  expect(await statuses(stranger, `?a=${a}&b=${b}`)).toBe(404);
  expect(await statuses(visitor, `?a=${a}&b=${crypto.randomUUID()}`)).toBe(404);
  for (const nonsense of ["", `?a=${a}`, `?a=${a}&b=${a}`, `?a=${a}&b=x`])
    expect([nonsense, await statuses(visitor, nonsense)]).toEqual([nonsense, 400]);
});

test("on a low screen, as at 400 % of zoom, the answer to an order comes into view", async () => {
  const { page, complaints } = await inTheRoom("/", { viewport: { width: 320, height: 256 } });
  await page.getByRole("textbox", { name: "Prompt" }).fill("قلعة عند الفجر [fail]");
  await page.locator(".generate").click();
  await page.waitForURL("**/generations/*");
  await page.locator("#reason").waitFor();
  await expect.poll(async () => (await boxOf(page, ".stage")).y).toBeGreaterThanOrEqual(0);
  expect((await boxOf(page, ".stage")).y).toBeLessThan(256);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("F38: what is blocked says so on the stage, with the last free one, and offers no vain try", async () => {
  const blocked = await visitor.html(made.blocked ?? "");
  expect(blocked).toContain("The picture was blocked by the safety filter. You were not charged.");
  expect(blocked).toContain("That was today’s last refund for a blocked picture.");
  expect(blocked).not.toContain("Try again ·");
  expect(await visitor.html(made.failed ?? "")).toContain("Try again");
});
