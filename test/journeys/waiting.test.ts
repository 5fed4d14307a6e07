import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type App, openPage, startApp, startBrowser } from "../app";
import { servePretendReplicate } from "../pretend-replicate-server";
import { choose } from "./composer";
import { join } from "./site";

let app: App;
let browser: Browser;
let replicate: Awaited<ReturnType<typeof servePretendReplicate>>;

beforeAll(async () => {
  replicate = await servePretendReplicate();
  app = await startApp(replicate.vars);
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await app?.stop();
  replicate?.stop();
});

beforeEach(() => {
  replicate.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
});

const finish = () => {
  for (const prediction of replicate.pretend.predictions.values()) replicate.pretend.succeed(prediction);
};
const credits = (page: Page) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /credits?$/ });
const current = (page: Page) => page.locator("[aria-current=step]").textContent();

/** What it cost is told in a panel that is closed. */
const costs = (page: Page, what: string) =>
  page.getByText(`It cost you ${what}.`).waitFor({ state: "attached" });

async function generate(page: Page, prompt: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
  await page.getByRole("button", { name: "Generate · 1 credit" }).click();
}

test("with JavaScript the stages show from the click on, and the page (F35: and a list) moves on by itself", async () => {
  const { page, complaints } = await openPage(browser, app);
  await join(page);
  let answer = () => {};
  replicate.pretend.onCreate = (made) =>
    new Promise((resolve) => {
      answer = () => resolve(Response.json({ ...made, status: "processing" }, { status: 201 }));
    });
  await generate(page, `live ${crypto.randomUUID()}`);
  // Replicate has not answered, the form's page is still there: its events know the id.
  await expect.poll(() => current(page)).toBe("Credit taken");
  expect(new URL(page.url()).pathname).toBe("/");
  answer();
  await page.getByRole("heading", { name: "Your picture is on its way" }).waitFor();
  await expect.poll(() => current(page)).toBe("Making the picture");

  // Another device finds the same state.
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect.poll(() => current(other)).toBe("Making the picture");
  // F35: a list in which it stands as open moves on, too, without anybody's looking at the picture itself.
  const list = await page.context().newPage();
  await list.goto("/history");
  await list.locator(".card", { hasText: "Making the picture" }).waitFor();
  const first = await list.evaluate(() => performance.timeOrigin);
  finish();
  for (const each of [page, other, list]) await each.getByRole("img", { name: /^live/ }).first().waitFor();
  expect(await list.evaluate(() => performance.timeOrigin)).toBe(first);
  await credits(page).getByText("9 credits").waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

describe.each([
  ["without JavaScript", false],
  ["with JavaScript", true],
])("%s", (_, javaScriptEnabled) => {
  test("a picture on its way is canceled, tried again, made, ordered at once again, later again for free, and made anew", async () => {
    const { page, complaints } = await openPage(browser, app, { javaScriptEnabled });
    await join(page);
    const prompt = `again ${crypto.randomUUID()}`;
    await generate(page, prompt);
    await page.getByRole("heading", { name: "Your picture is on its way" }).waitFor();
    await credits(page).getByText("9 credits").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("heading", { name: "No picture this time" }).waitFor();
    await page.getByText("The picture was cancelled. Your credit is back on your balance.").first().waitFor();
    await credits(page).getByText("10 credits").waitFor();

    replicate.pretend.onCreate = (made) => Response.json(replicate.pretend.succeed(made), { status: 201 });
    await page.getByRole("button", { name: "Try again · 1 credit" }).click();
    await page.getByRole("img", { name: prompt }).waitFor();
    await costs(page, "1 credit");
    const first = page.url();

    // The same order again is offered what there is, before anything is made or charged.
    await generate(page, prompt);
    await page.getByRole("heading", { name: "You have this one already" }).waitFor();
    const shown = page.getByRole("link", { name: "Show it" });
    expect(await shown.getAttribute("href")).toBe(new URL(first).pathname);
    await page.getByRole("button", { name: "Make a new one · 1 credit" }).click();
    await costs(page, "1 credit");
    expect(page.url()).not.toBe(first);
    await credits(page).getByText("8 credits").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("one of an order of two is cancelled in its cell, and the other goes on", async () => {
    const { page, complaints } = await openPage(browser, app, { javaScriptEnabled });
    await join(page);
    await page.goto("/");
    await choose(page, "count", "2");
    await page.getByRole("textbox", { name: "Prompt" }).fill(`two ${crypto.randomUUID()}`);
    await page.getByRole("button", { name: "Generate · 2 credits" }).click();
    await page.waitForURL("**/orders/*");
    const [cells, order] = [page.locator(".cell"), page.url()];
    await credits(page).getByText("8 credits").waitFor();
    await cells.nth(0).getByRole("button", { name: "Cancel" }).click();
    await cells.nth(0).getByText("Cancelled").waitFor();
    await credits(page).getByText("9 credits").waitFor();
    expect(page.url().split(/[?#]/)[0]).toBe(order.split(/[?#]/)[0]);
    expect(await cells.nth(0).getByRole("button").count()).toBe(0);
    await cells.nth(1).getByRole("button", { name: "Cancel" }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
