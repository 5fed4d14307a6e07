import { describe, expect, test } from "vitest";
import { openPage, signOut } from "../app";
import { choose } from "./composer";
import { aSite } from "./site";

const site = aSite({ SIGNUP_CREDITS: "2" });

describe.each([
  ["without JavaScript", false],
  ["with JavaScript", true],
])("a visitor %s", (_, javaScriptEnabled) => {
  test("types, joins, makes, fails, runs out and looks back", async () => {
    const { page, complaints } = await openPage(site.browser, site.app, { javaScriptEnabled });
    const credits = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /credits?$/ });

    // The words are this visitor's only, so that no picture could come from the result cache.
    const moon = `the moon [slow] ${javaScriptEnabled}`;
    const castle = `一座山 & a castle at sunset ${javaScriptEnabled}`;
    // What was typed before joining is still there afterwards.
    await page.goto("/");
    await page.getByRole("link", { name: "A red balloon over green hills" }).click();
    await expect
      .poll(() => page.getByRole("textbox", { name: "Prompt" }).inputValue())
      .toBe("A red balloon over green hills at sunset");
    await page.getByRole("textbox", { name: "Prompt" }).fill(castle);
    await choose(page, "shape", "16:9");
    await page.getByRole("button", { name: "Generate · 1 credit" }).click();
    await page.getByRole("heading", { name: "Create account and make it" }).waitFor();
    await page.getByLabel("Email").fill(`${javaScriptEnabled}@example.com`);
    await page.getByLabel("Password").fill("short");
    await page.getByRole("button", { name: "Create account and make it" }).click();
    await page.getByRole("link", { name: "Password must be 8 characters or more" }).waitFor();
    expect(await page.getByLabel("Email").inputValue()).toBe(`${javaScriptEnabled}@example.com`);
    await page.getByLabel("Password").fill("long enough");

    // Joining makes the picture.
    await page.getByRole("button", { name: "Create account and make it" }).click();
    const picture = page.getByRole("img", { name: castle });
    await picture.waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/generations\/[0-9a-f-]{36}$/);
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]))
      .toEqual([1344, 768]);
    await credits.getByText("1 credit").waitFor();

    // A mistake costs nothing and loses nothing.
    await page.getByRole("link", { name: "Flux AI" }).click();
    await page.getByRole("heading", { name: "Make a picture" }).waitFor();
    await page.getByRole("textbox", { name: "Prompt" }).fill("x".repeat(1001));
    await page.getByRole("button", { name: "Generate · 1 credit" }).click();
    await page.getByRole("link", { name: "Prompt must be 1,000 characters or less" }).waitFor();
    expect(await page.getByRole("textbox", { name: "Prompt" }).inputValue()).toHaveLength(1001);
    await expect.poll(() => page.title()).toBe("Error: Make a picture · Flux AI");

    // A failure gives the credit back.
    await page.getByRole("textbox", { name: "Prompt" }).fill("a storm [fail]");
    await page.getByRole("button", { name: "Generate · 1 credit" }).click();
    await page.getByRole("heading", { name: "No picture this time" }).waitFor();
    await expect.poll(() => page.title()).toMatch(/^a storm/);
    await page.getByText("Your credit is back on your balance.").first().waitFor();
    await credits.getByText("1 credit").waitFor();

    // One that takes longer: a page that moves on by itself.
    await page.getByRole("link", { name: "Flux AI" }).click();
    await page.getByRole("heading", { name: "Make a picture" }).waitFor();
    await page.getByRole("textbox", { name: "Prompt" }).fill(moon);
    await page.getByRole("button", { name: "Generate · 1 credit" }).click();
    await page.getByRole("heading", { name: "Your picture is on its way" }).waitFor();
    await page.getByRole("img", { name: moon }).waitFor();
    await credits.getByText("0 credits").waitFor();

    // No credits: said so, prompt kept.
    await page.getByRole("link", { name: "Flux AI" }).click();
    await page.getByRole("heading", { name: "Make a picture" }).waitFor();
    await page.getByRole("textbox", { name: "Prompt" }).fill("one more");
    await page.getByRole("button", { name: "Generate · 1 credit" }).click();
    await page.getByText("You need 1 credit and have 0. Your prompt is saved.").waitFor();
    expect(await page.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe("one more");

    // Looking back.
    await page.getByRole("link", { name: "Pictures", exact: true }).click();
    await page.getByRole("heading", { name: "Your pictures" }).waitFor();
    const cards = page.getByRole("main").getByRole("listitem");
    await expect.poll(() => cards.count()).toBe(3);
    expect(await cards.nth(0).textContent()).toContain(moon);
    expect(await cards.nth(1).textContent()).toContain("No picture, credit returned");
    await credits.click();
    await page.getByRole("heading", { name: "Credits", exact: true }).waitFor();
    await expect
      .poll(() => page.getByRole("row").allTextContents())
      .toEqual([
        "DateWhat forAmountBalance after",
        expect.stringContaining(`Picture: ${moon}−10`),
        expect.stringContaining("Credit back, no picture: a storm [fail]+11"),
        expect.stringContaining("Picture: a storm [fail]−10"),
        expect.stringContaining(`Picture: ${castle}−11`),
        expect.stringContaining("Welcome credits+22"),
      ]);

    await signOut(page);
    await page.getByRole("heading", { name: "Pictures from words" }).waitFor();
    await page.goto("/history");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
