import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openPage } from "../app";
import { PNG } from "../pretend-replicate";
import { choose, isChosen, openAdvanced } from "./composer";
import { aSite, join } from "./site";

const site = aSite({ SIGNUP_CREDITS: "100" });

/** Opens what is folded: what is done now and then, and what is to be known. */
const more = (page: Page) => page.locator("summary", { hasText: "More about this picture" }).click();

test("what is chosen before the scripts come counts", async () => {
  const { page, complaints } = await openPage(site.browser, site.app);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/assets/*.js", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "Prompt" }).fill("typed early");
  await choose(page, "shape", "16:9");
  await choose(page, "model", "FLUX.1 [dev]");
  release();
  await page.getByRole("button", { name: "Generate · 9 credits" }).waitFor();
  await openAdvanced(page);
  await page.getByLabel("Guidance").waitFor();
  expect(await page.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe("typed early");
  expect(await isChosen(page, "ratio", "16:9")).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
});

describe.each([
  ["without JavaScript", false],
  ["with JavaScript", true],
])("a visitor %s", (_, javaScriptEnabled) => {
  test("chooses a model, orders four at once, and has pictures changed", async () => {
    const { page, complaints } = await openPage(site.browser, site.app, { javaScriptEnabled });
    const credits = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /credits?$/ });
    await join(page, `models-${javaScriptEnabled}@example.com`);

    // Another model has other fields and another price; what was typed stays.
    const dawn = `A harbour at dawn ${javaScriptEnabled}`;
    await page.getByRole("textbox", { name: "Prompt" }).fill(dawn);
    await choose(page, "shape", "3:2");
    await choose(page, "model", "FLUX.1 [dev]");
    await page.getByRole("button", { name: "Generate · 9 credits" }).waitFor();
    await openAdvanced(page);
    await page.getByLabel("Guidance").fill("77");
    await page.getByRole("button", { name: "Generate · 9 credits" }).click();
    await page
      .getByRole("link", { name: "Guidance must be a number in the range that its hint says" })
      .waitFor();
    expect(await page.getByLabel("Guidance").inputValue()).toBe("77");
    expect(await page.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe(dawn);
    expect(await isChosen(page, "ratio", "3:2")).toBe(true);
    await page.getByLabel("Guidance").fill("4.5");
    await page.getByRole("button", { name: "Generate · 9 credits" }).click();
    await page.getByRole("img", { name: dawn }).waitFor();
    await credits.getByText("91 credits").waitFor();
    await more(page);
    await page.getByRole("region", { name: "Details" }).getByText("FLUX.1 [dev]").waitFor();

    // The same order once more, as it was.
    await page.getByRole("link", { name: "Same settings and seed" }).click();
    await page.waitForURL(/\?again=[0-9a-f-]{36}#prompt$/);
    await openAdvanced(page);
    expect(await isChosen(page, "model", "dev")).toBe(true);
    expect(await page.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe(dawn);
    expect(await page.getByLabel("Guidance").inputValue()).toBe("4.5");
    expect(await page.getByRole("textbox", { name: "Seed" }).inputValue()).toMatch(/^\d+$/);
    await page.getByText(/turns off the model’s fast path/).waitFor();

    // The button says what all of them cost before they are ordered.
    await page.goto("/");
    await page.getByRole("textbox", { name: "Prompt" }).fill(`Four boats ${javaScriptEnabled}`);
    await choose(page, "count", "4");
    await page.getByRole("button", { name: "Generate · 4 credits" }).click();
    await page.getByRole("heading", { name: "Ordered together" }).waitFor();
    const boats = page.getByRole("img", { name: `Four boats ${javaScriptEnabled}` });
    await expect.poll(() => boats.count()).toBe(4);
    await credits.getByText("87 credits").waitFor();

    // A picture from the history is changed.
    await boats.first().click();
    await more(page);
    await page.getByRole("link", { name: "All ordered together" }).waitFor();
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await page.getByRole("img", { name: "To be changed" }).waitFor();
    await page.getByRole("textbox", { name: "Prompt" }).fill(`Now in winter ${javaScriptEnabled}`);
    await page.getByRole("button", { name: "Generate · 1 credit" }).click();
    await page.getByRole("img", { name: `Now in winter ${javaScriptEnabled}` }).waitFor();
    await page.getByRole("radio", { name: "Before" }).check();
    await page.getByRole("img", { name: "The picture before it was changed" }).waitFor();
    await credits.getByText("86 credits").waitFor();

    // A file that is no picture, then one that is: with a mistake beside it, it need not be brought again.
    await page.goto("/");
    await choose(page, "model", "FLUX.2 [pro]");
    const file = page.locator("[type=file]");
    await page.getByRole("textbox", { name: "Prompt" }).fill("With a hat");
    // Without scripts the button learns of a file once the form has been sent.
    const price = (pictures: number) => `Generate · ${10 + 5 * (javaScriptEnabled ? pictures : 0)} credits`;
    await file.setInputFiles({ name: "notes.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
    await page.getByRole("button", { name: price(1) }).click();
    await page.getByRole("link", { name: "Choose a PNG, JPEG or WebP picture" }).waitFor();
    expect(await page.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe("With a hat");
    await page.getByRole("textbox", { name: "Prompt" }).fill("");
    await file.setInputFiles({ name: "me.png", mimeType: "image/png", buffer: Buffer.from(PNG) });
    await page.getByRole("button", { name: price(1) }).click();
    await page.getByRole("link", { name: "Enter a prompt" }).waitFor();
    await page.getByRole("img", { name: "To be changed" }).waitFor();
    await page.getByRole("textbox", { name: "Prompt" }).fill(`With a hat ${javaScriptEnabled}`);
    await page.getByRole("button", { name: "Generate · 15 credits" }).click();
    await page.getByRole("img", { name: `With a hat ${javaScriptEnabled}` }).waitFor();
    await page.getByRole("radio", { name: "Before" }).check();
    await page.getByRole("img", { name: "The picture before it was changed" }).waitFor();
    await credits.getByText("71 credits").waitFor();

    // Work on a picture: one button each, the result beside its source.
    await more(page);
    await page.getByRole("button", { name: "Enlarge 2× · 1 credit" }).click();
    await page.getByText("Real-ESRGAN").waitFor({ state: "attached" });
    expect(
      await page.getByRole("list", { name: "What it was made of" }).getByRole("link").count(),
    ).toBeGreaterThan(1);
    await credits.getByText("70 credits").waitFor();

    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
