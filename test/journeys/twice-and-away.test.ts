import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openPage } from "../app";
import { aSite } from "./site";

const site = aSite();

async function join(page: Page) {
  await page.goto("/join");
  await page.getByLabel("Email").fill(`${crypto.randomUUID()}@example.com`);
  await page.getByLabel("Password").fill("long enough");
  await page.getByRole("button", { name: "Create account" }).dblclick();
  await page.getByRole("heading", { name: "Make a picture" }).waitFor();
}

const balance = (page: Page) =>
  page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: /credits?$/ })
    .textContent();

describe.each([
  ["without JavaScript", false],
  ["with JavaScript", true],
])("%s", (_, javaScriptEnabled) => {
  test("a double click joins once, makes one picture, deletes it once", async () => {
    const { page, complaints } = await openPage(site.browser, site.app, { javaScriptEnabled });
    await join(page);
    expect(await balance(page)).toBe("10 credits");
    const prompt = `twice ${javaScriptEnabled}`;
    await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
    await page.getByRole("button", { name: "Generate · 1 credit" }).dblclick();
    await page.getByRole("img", { name: prompt }).waitFor();
    expect(await balance(page)).toBe("9 credits");
    await page.locator("summary", { hasText: "More about this picture" }).click();
    await page.getByRole("button", { name: "Delete" }).dblclick();
    await page.getByText("1 picture deleted.").waitFor();
    await page.getByRole("heading", { name: "Make a picture" }).waitFor();
    await page.getByRole("link", { name: "Pictures", exact: true }).click();
    await page.getByText("No pictures yet.").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("who closes the tab finds the picture on its way when they come back, and then done", async () => {
    const { page, complaints } = await openPage(site.browser, site.app, { javaScriptEnabled });
    await join(page);
    const prompt = `left alone [slow] ${javaScriptEnabled}`;
    await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
    await page.getByRole("button", { name: "Generate · 1 credit" }).click();
    await page.getByRole("heading", { name: "Your picture is on its way" }).waitFor();
    await page.close();

    const again = await page.context().newPage();
    await again.goto("/");
    await again.getByRole("link", { name: `Making: ${prompt}` }).click();
    await again.getByRole("heading", { name: "Your picture is on its way" }).waitFor();
    await again.getByRole("img", { name: prompt }).waitFor();
    expect(await balance(again)).toBe("9 credits");
    expect(complaints).toEqual([]);
    await again.context().close();
  });
});

test("with JavaScript a form that is on its way says so, and is not sent again", async () => {
  const { page, complaints } = await openPage(site.browser, site.app);
  await join(page);
  const prompt = "held back";
  await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
  await page.getByRole("button", { name: "Generate · 1 credit" }).click();
  await page.getByRole("img", { name: prompt }).waitFor();

  await page.waitForLoadState();
  let posts = 0;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/favorite", async (route) => {
    if (route.request().method() === "POST") posts++;
    await released;
    await route.continue();
  });
  const button = page.getByRole("button", { name: "Favourite", exact: true });
  await button.click();
  await expect.poll(() => button.getAttribute("aria-busy")).toBe("true");
  await expect.poll(() => page.locator(".progress").getAttribute("data-state")).toBe("submitting");
  await button.click();
  release();
  await page.getByRole("button", { name: "Not a favourite" }).waitFor();
  await expect.poll(() => page.locator("[aria-busy]").count()).toBe(0);
  expect(await page.locator(".progress").getAttribute("data-state")).toBe("idle");
  expect(posts).toBe(1);
  expect(complaints).toEqual([]);
  await page.context().close();
});
