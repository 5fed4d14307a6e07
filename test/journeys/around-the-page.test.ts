import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, openPage, signOut, startApp, startBrowser } from "../app";
import { takeAllCredits } from "../pages/cast";
import { Visitor } from "../visitor";

/** What stands around every page: the row above it, a phone's tabs, the menu, and what is left of it on paper or offline. */
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };

let app: App;
let browser: Browser;
let visitor: Visitor;
let picture: string;
let link: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([
    startApp({ SIGNUP_CREDITS: "", CREDITS_HELP: "Write to us:\nhello@example.com" }),
    startBrowser(),
  ]);
  visitor = new Visitor(app);
  await visitor.join();
  picture = (await visitor.generate({ prompt: "a heron at noon" })).headers.get("Location") ?? "";
  await visitor.post(`${picture}/share`, { do: "make", prompt: "1" });
  link = (await visitor.html(picture)).match(/\/s\/[\w-]+/)?.[0] ?? "";
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

async function open(path: string, options: BrowserContextOptions = {}, who: Visitor | null = visitor) {
  const opened = await openPage(browser, app, options);
  await opened.page.context().addCookies(who?.cookies ?? []);
  await opened.page.goto(path);
  return opened;
}

const heightOf = async (page: Page, selector: string) => (await page.locator(selector).boundingBox())?.height;

describe("the row above a page and the tabs below it", () => {
  test.each([
    ["/", DESKTOP],
    ["/history", DESKTOP],
    ["/account", DESKTOP],
    ["/", PHONE],
    ["/history", PHONE],
    ["/nothing-here", PHONE],
    ["/", { width: 320, height: 640 }],
  ])("%s at %o", async (path, viewport) => {
    const isPhone = viewport.width < 640;
    for (const locale of ["en-GB", "zh-CN"]) {
      const { page } = await open(path, { viewport, locale, javaScriptEnabled: false });
      expect(await heightOf(page, ".header")).toBe(isPhone ? 44 : 52);
      if (isPhone) expect(await heightOf(page, ".tabs")).toBe(52);
      else expect(await page.locator(".tabs").isVisible()).toBe(false);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      await page.context().close();
    }
  });

  test("a room is as high as what they leave", async () => {
    for (const viewport of [DESKTOP, PHONE]) {
      const { page } = await open(picture, { viewport });
      const around = viewport === PHONE ? 44 + 52 : 52;
      expect(await heightOf(page, "main")).toBe(viewport.height - around);
      await page.context().close();
    }
  });

  test("on a phone three links lead everywhere, and the last to what the menu has", async () => {
    const { page } = await open(picture, { viewport: PHONE, javaScriptEnabled: false });
    const tabs = page.getByRole("navigation", { name: "Tabs" });
    expect(await tabs.getByRole("link").allTextContents()).toEqual(["Make", "Pictures", "Account"]);
    expect(await tabs.getByRole("link", { name: "Make" }).getAttribute("aria-current")).toBe("true");
    await tabs.getByRole("link", { name: "Pictures" }).click();
    await page.waitForURL("**/history");
    expect(await tabs.getByRole("link", { name: "Pictures" }).getAttribute("aria-current")).toBe("page");
    await tabs.getByRole("link", { name: "Account" }).click();
    await page.waitForURL("**/account");
    expect(await page.getByRole("button", { name: "Sign out" }).isVisible()).toBe(true);
    expect(await page.getByRole("main").getByRole("button", { name: "Dark" }).isVisible()).toBe(true);
    await page.context().close();
  });

  test("so little height as beside a phone's keyboard is the page's own", async () => {
    const { page } = await open("/credits", { viewport: { width: 390, height: 400 } });
    for (const part of [".header", ".tabs"])
      expect(await page.locator(part).evaluate((element) => getComputedStyle(element).position)).toBe(
        "static",
      );
    await page.context().close();
  });
});

describe("the menu", () => {
  test("without scripts: language and appearance come back to the page, and signing out is in it", async () => {
    const other = new Visitor(app);
    const email = await other.join();
    const { page, complaints } = await open("/credits", { javaScriptEnabled: false }, other);
    const menu = page.getByRole("button", { name: "Account" });
    await menu.click();
    expect(await page.getByRole("link", { name: email }).getAttribute("href")).toBe("/account");
    await page.getByRole("button", { name: "Dark" }).click();
    await expect.poll(() => page.locator("html").getAttribute("data-theme")).toBe("dark");
    expect(new URL(page.url()).pathname).toBe("/credits");
    await menu.click();
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByRole("heading", { name: "积分", exact: true }).waitFor();
    await page.getByRole("button", { name: "账号" }).click();
    await page.getByRole("button", { name: "English" }).click();
    await signOut(page);
    await page.getByRole("heading", { name: "Pictures from words" }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("who is not signed in has one too", async () => {
    const { page } = await open("/login", { viewport: PHONE, javaScriptEnabled: false }, null);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByRole("heading", { name: "登录" }).waitFor();
    await page.context().close();
  });

  test("the demo says so in a word, and on asking in a sentence", async () => {
    const { page } = await open("/credits");
    const sentence = page.getByText("A stand-in paints, not FLUX.");
    expect(await sentence.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Demo" }).click();
    expect(await sentence.isVisible()).toBe(true);
    await page.context().close();
    const newcomer = await open("/", {}, null);
    expect(await newcomer.page.getByText("A stand-in paints, not FLUX.").isVisible()).toBe(true);
    await newcomer.page.context().close();
  });
});

describe("credits", () => {
  test("the demo gives 500 on joining, and a balance says what it buys", async () => {
    const newcomer = new Visitor(app);
    await newcomer.join();
    expect(await newcomer.balance()).toBe(500);
    expect(await newcomer.html("/credits")).toContain(
      "500 pictures with FLUX.2 [klein] 4B, at 1 credit each",
    );
    expect(await newcomer.html("/join")).not.toContain("Give me 100 more");
  });

  test("whoever has too few is given more by the demo, and finds again what they typed", async () => {
    const poor = new Visitor(app);
    await takeAllCredits(app, await poor.join());
    const words = "twenty herons & a moon";
    const { page, complaints } = await open("/", { javaScriptEnabled: false }, poor);
    const refused = await poor.generate({ prompt: words });
    expect(refused.status).toBe(402);
    const html = await refused.text();
    expect(html).toContain("Write to us:\nhello@example.com");
    // The other form leads to the shop.
    const forms = html.match(/<form[^>]*action="\/credits">.*?<\/form>/gs) ?? [];
    const form = forms.find((one) => one.includes("Give me 100 more")) ?? "";
    const field = (name: string) =>
      form.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1]?.replaceAll("&amp;", "&") ?? "";
    for (let sent = 0; sent < 2; sent++) {
      const given = await poor.post("/credits", { id: field("id"), draft: field("draft") });
      expect([given.status, given.headers.get("Location")]).toEqual([303, "/?draft=kept"]);
    }
    expect(await poor.balance()).toBe(100);
    await page.goto("/?draft=kept");
    expect(await page.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe(words);
    await page.goto("/credits");
    await page.getByText("+100").waitFor();
    expect(await page.getByRole("button", { name: "Give me 100 more" }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("a form that is not ours gives nothing, nor does one sent by nobody", async () => {
    expect((await visitor.post("/credits", { id: "x" })).status).toBe(400);
    expect((await new Visitor(app).post("/credits", { id: crypto.randomUUID() })).status).toBe(303);
  });
});

test("a newcomer sees examples, each of which fills the form", async () => {
  for (const viewport of [DESKTOP, PHONE]) {
    const { page } = await open("/", { viewport, javaScriptEnabled: false }, null);
    const first = page.getByRole("link", { name: "A lighthouse in a storm, oil painting" });
    // The wall begins in the first screen: at least a third of its first row is seen.
    const wall = await page.locator(".wall img").first().boundingBox();
    expect((wall?.y ?? Number.NaN) + (wall?.height ?? 0) / 3).toBeLessThanOrEqual(viewport.height);
    await first.click();
    await expect
      .poll(() => page.getByRole("textbox", { name: "Prompt" }).inputValue())
      .toBe("A lighthouse in a storm, oil painting");
    await page.context().close();
  }
});

test("a shared picture fills its page, and its words stand below", async () => {
  const { page } = await open(link, { viewport: DESKTOP }, null);
  const shown = await page.getByRole("img", { name: "a heron at noon" }).boundingBox();
  expect(shown?.y).toBe(52);
  expect((shown?.height ?? 0) / DESKTOP.height).toBeGreaterThan(0.75);
  const words = await page.getByRole("heading", { name: "a heron at noon" }).boundingBox();
  expect(words?.y).toBeGreaterThanOrEqual((shown?.y ?? 0) + (shown?.height ?? 0));
  expect((words?.y ?? 0) + (words?.height ?? 0)).toBeLessThan(DESKTOP.height);
  await page.context().close();
});

test("F37: on paper a picture is the picture and its words, and the ledger is its lines", async () => {
  const { page } = await open(picture, { colorScheme: "dark" });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const part of [".header", ".composing", ".acts", ".filmstrip"])
    expect(await page.locator(part).first().isVisible(), part).toBe(false);
  expect(
    (await page.getByRole("img", { name: "a heron at noon" }).first().boundingBox())?.height,
  ).toBeGreaterThan(300);
  const words = await page.getByRole("heading", { level: 1 }).boundingBox();
  expect(words?.width).toBeGreaterThan(50);
  await page.goto("/credits");
  expect(await page.getByRole("row").count()).toBeGreaterThan(1);
  expect(await page.locator("html").evaluate((html) => getComputedStyle(html).colorScheme)).toBe("light");
  await page.context().close();
});

test("offline a line says that the page and its words stay", async () => {
  const { page } = await open("/");
  await page.getByRole("textbox", { name: "Prompt" }).fill("kept offline");
  const line = page.getByText("You are offline.").first();
  expect(await line.isVisible()).toBe(false);
  await page.context().setOffline(true);
  await line.waitFor();
  expect(await page.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe("kept offline");
  await page.context().setOffline(false);
  await line.waitFor({ state: "hidden" });
  await page.context().close();
});
