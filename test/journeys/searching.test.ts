import { describe, expect, test } from "vitest";
import { openPage } from "../app";
import { aSite, join } from "./site";

const site = aSite();

describe.each([
  ["without JavaScript", false],
  ["with JavaScript", true],
])("a visitor %s", (_, javaScriptEnabled) => {
  test("finds a picture by its words and a filter, and all of them again", async () => {
    const options = { javaScriptEnabled, timezoneId: "Pacific/Kiritimati" };
    const { page, complaints } = await openPage(site.browser, site.app, options);
    await join(page, `${javaScriptEnabled}@example.com`);
    for (const prompt of ["金门大桥 at dawn", "a storm [fail]"]) {
      await page.getByRole("heading", { name: "Make a picture" }).waitFor();
      await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
      await page.getByRole("button", { name: "Generate · 1 credit" }).click();
      await page.waitForURL(/\/generations\//);
      await page.goto("/");
    }
    await page.getByRole("link", { name: "Pictures", exact: true }).click();
    const cards = page.getByRole("main").locator(".card");
    await expect.poll(() => cards.count()).toBe(2);
    const isUtcSaid = ((await cards.nth(0).locator("time").textContent()) ?? "").endsWith("UTC");
    expect(isUtcSaid).toBe(!javaScriptEnabled);

    const search = page.getByLabel("Search your pictures");
    await search.fill("da 大桥");
    await search.press("Enter");
    await page.getByText("1 picture", { exact: true }).waitFor();
    await page.getByText("Filter", { exact: true }).click();
    await page.getByRole("link", { name: "Done", exact: true }).click();
    await page.getByText("Filter (1)").waitFor();
    expect(await cards.allTextContents()).toEqual([expect.stringContaining("金门大桥 at dawn")]);
    expect(await search.inputValue()).toBe("da 大桥");

    await page.getByRole("link", { name: "Clear the search" }).click();
    await expect.poll(() => search.inputValue()).toBe("");
    await page.getByText("1 picture", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Done Remove this filter" }).click();
    await expect.poll(() => cards.count()).toBe(2);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
