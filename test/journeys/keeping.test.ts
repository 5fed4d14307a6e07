import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openPage } from "../app";
import { aSite, join } from "./site";

const site = aSite();

/** Leaves the visitor on the page of the last. */
async function make(page: Page, prompts: string[]): Promise<void> {
  for (const prompt of prompts) {
    await page.goto("/");
    await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
    await page.getByRole("button", { name: "Generate · 1 credit" }).click();
    await page.getByRole("heading", { name: prompt }).waitFor({ state: "attached" });
  }
}

describe.each([
  ["without JavaScript", false],
  ["with JavaScript", true],
])("a visitor %s", (_, javaScriptEnabled) => {
  test("marks, shares, revokes, downloads and deletes", async () => {
    const { page, complaints } = await openPage(site.browser, site.app, { javaScriptEnabled });
    const mine = (name: string) => `${name} ${javaScriptEnabled}`;
    await join(page);
    await make(page, [mine("a castle"), mine("a whale"), mine("the moon")]);

    await page.getByRole("button", { name: "Favourite", exact: true }).click();
    await page.getByRole("button", { name: "Not a favourite" }).waitFor();

    await page.getByText("Share", { exact: true }).click();
    await page.getByLabel("Show the prompt").check();
    await page.getByRole("button", { name: "Make a link" }).click();
    await page.getByText("The link is made.").waitFor();
    const link = (await page.getByRole("link", { name: /\/s\// }).textContent()) ?? "";
    const stranger = await openPage(site.browser, site.app, { javaScriptEnabled });
    await stranger.page.goto(link);
    await stranger.page.getByRole("img", { name: mine("the moon") }).waitFor();
    await expect
      .poll(() => stranger.page.getByRole("img").evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(1024);
    await page.getByRole("button", { name: "Revoke the link" }).click();
    await page.getByText("The link is revoked.").waitFor();
    await stranger.page.goto(link);
    await stranger.page.getByRole("heading", { name: "Page not found" }).waitFor();
    await stranger.page.context().close();

    await page.locator("summary", { hasText: "More about this picture" }).click();
    await page.getByLabel("Include the prompt in the file").check();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download", exact: true }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`the-moon-${javaScriptEnabled}.webp`);
    expect(await readFile(await file.path(), "utf8")).toContain(`>${mine("the moon")}</rdf:li>`);

    await page.getByRole("link", { name: "Pictures", exact: true }).click();
    await page.getByRole("heading", { name: "Your pictures" }).waitFor();
    await page.getByLabel("Select").check();
    const all = page.getByRole("button", { name: "All on this page" });
    expect(await all.isVisible()).toBe(javaScriptEnabled);
    await page.getByRole("checkbox", { name: `Choose: ${mine("a castle")}` }).check();
    await page.getByRole("checkbox", { name: `Choose: ${mine("the moon")}` }).check();
    const [zip] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download", exact: true }).click(),
    ]);
    expect(zip.suggestedFilename()).toMatch(/^flux-ai-[\d-]+\.zip$/);
    expect(Object.keys(unzipSync(await readFile(await zip.path())))).toHaveLength(4);

    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByText("2 pictures deleted.").waitFor();
    await expect.poll(() => page.locator(".card").count()).toBe(1);
    await page.getByRole("button", { name: "Put back" }).click();
    await page.getByText("2 pictures put back.").waitFor();
    await expect.poll(() => page.locator(".card").count()).toBe(3);

    await page.getByRole("link", { name: mine("a whale") }).click();
    await page.locator("summary", { hasText: "More about this picture" }).click();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByText("1 picture deleted.").waitFor();
    await page.getByRole("status").getByRole("link", { name: "Deleted pictures" }).click();
    await page.getByRole("checkbox", { name: /a whale/ }).check();
    await page.getByRole("button", { name: "Delete for good…" }).click();
    await page.getByRole("heading", { name: "Delete 1 picture for good?" }).waitFor();
    await page.getByRole("link", { name: "Keep" }).click();
    await page.getByRole("link", { name: /a whale/ }).click();
    await page.getByRole("heading", { name: "This picture is deleted" }).waitFor();
    await page.getByRole("button", { name: "Put back" }).click();
    await page.getByText("1 picture put back.").waitFor();
    await page
      .getByRole("img", { name: mine("a whale") })
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("gathers pictures in a collection, takes one out, and orders another into it", async () => {
    const { page, complaints } = await openPage(site.browser, site.app, { javaScriptEnabled });
    await join(page);
    await make(page, ["a castle", "the moon"]);
    await page.goto("/history");
    await page.getByLabel("Select").check();
    await page.getByRole("checkbox", { name: "Choose: a castle" }).check();
    await page.getByRole("checkbox", { name: "Choose: the moon" }).check();
    await page.locator(".chosen-bar summary").click();
    await page.getByRole("button", { name: "Add to collection…" }).click();
    await page.getByLabel("Name of a new collection").fill("Nights");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("2 pictures added.").waitFor();
    await page.getByRole("link", { name: "Show the collection" }).click();
    await page.getByRole("heading", { name: "Nights" }).waitFor();
    await expect.poll(() => page.locator(".card").count()).toBe(2);
    await page.getByRole("link", { name: "the moon" }).click();
    await page.locator("summary", { hasText: "More about this picture" }).click();
    await page.getByRole("button", { name: "Remove from “Nights”" }).click();
    await page.getByText("1 picture removed from the collection.").waitFor();
    await page.goto("/");
    await page.locator(".chip-advanced > summary").click();
    expect(await page.locator("datalist option").first().getAttribute("value")).toBe("Nights");
    await page.getByLabel("Save into collection").fill("Nights");
    await page.getByRole("textbox", { name: "Prompt" }).fill("a star");
    await page.getByRole("button", { name: /^Generate/ }).click();
    await page.getByRole("heading", { name: "a star" }).waitFor({ state: "attached" });
    await page.locator("summary", { hasText: "More about this picture" }).click();
    await page.getByRole("link", { name: "Nights" }).click();
    await expect.poll(() => page.locator(".card").count()).toBe(2);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

test("keys lead from picture to picture and to the prompt, never while typing, and can be switched off", async () => {
  const { page, complaints } = await openPage(site.browser, site.app);
  await join(page);
  await make(page, ["first key", "second key"]);
  const heading = (name: string) => page.getByRole("heading", { name }).waitFor({ state: "attached" });

  await page.keyboard.press("ArrowRight");
  await heading("first key");
  await page.keyboard.press("ArrowLeft");
  await heading("second key");
  for (const modifier of ["Control", "Alt", "Meta"]) await page.keyboard.press(`${modifier}+ArrowRight`);
  await page.locator("button.opens").click();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Escape");

  // The prompt is in the room already; from a page without one the key leads to it.
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  const isFocused = () => prompt.evaluate((box) => box === document.activeElement);
  await page.keyboard.press("/");
  await expect.poll(isFocused).toBe(true);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("second key");
  await page.goto("/credits");
  await page.keyboard.press("/");
  await page.getByRole("heading", { name: "Make a picture" }).waitFor();
  await expect.poll(isFocused).toBe(true);
  await page.keyboard.type("a/b");
  expect(await prompt.inputValue()).toBe("a/b");

  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("link", { name: "@" }).click();
  await page.getByLabel("Use these keys").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved for this browser.").waitFor();
  await page.keyboard.press("/");
  await page.getByRole("link", { name: "Pictures", exact: true }).click();
  await page.getByRole("link", { name: "second key" }).click();
  await heading("second key");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("link", { name: "Older" }).waitFor();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("second key");
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("with JavaScript a prompt and a link are copied, and a page is chosen at once", async () => {
  const { page, complaints } = await openPage(site.browser, site.app, { permissions: ["clipboard-write"] });
  await join(page);
  await make(page, ["copy one", "copy two"]);
  await page.locator("summary", { hasText: "More about this picture" }).click();
  await page.getByRole("button", { name: "Copy prompt" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  await page.goto("/history");
  // No page of ours may read the clipboard.
  await page.getByRole("searchbox").press("ControlOrMeta+V");
  expect(await page.getByRole("searchbox").inputValue()).toBe("copy two");
  await page.getByLabel("Select").check();
  await page.getByRole("button", { name: "All on this page" }).click();
  for (const box of await page.getByLabel(/^Choose: /).all()) expect(await box.isChecked()).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
});
