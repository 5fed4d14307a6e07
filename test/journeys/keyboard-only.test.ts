import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openPage } from "../app";
import { isChosen } from "./composer";
import { aSite } from "./site";

const site = aSite();

/** More than any page has places to stop at. */
const MOST_STOPS = 120;

/** What has the focus, as assistive technology is told; and whether it can be seen to have it. */
async function focused(page: Page): Promise<{ role: string; name: string; isSeen: boolean }> {
  const snapshot = await page.locator("*:focus").ariaSnapshot();
  const [, role = "", name = ""] = snapshot.match(/^- '?(\w+)(?: "((?:[^"\\]|\\.)*)")?/) ?? [];
  const isSeen = await page.evaluate(() => {
    const element = document.activeElement;
    const outlined = element?.closest("label:has(:focus-visible)") ?? element;
    const box = element?.getBoundingClientRect();
    const seen = box !== undefined && box.bottom > 0 && box.top < innerHeight;
    const outlines = [element, outlined].map((one) => one && getComputedStyle(one).outlineStyle);
    return seen && outlines.some((style) => style !== "none");
  });
  return { role, name: name.replaceAll('\\"', '"'), isSeen };
}

/** Tab, and nothing but Tab, until a thing of this role and name has the focus; each stop on the way can be seen. */
async function tabTo(page: Page, role: string, name: string | RegExp): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press("Tab");
    if ((await page.locator("*:focus").count()) === 0) continue;
    const here = await focused(page);
    expect(here).toMatchObject({ isSeen: true });
    if (here.role === role && (typeof name === "string" ? here.name === name : name.test(here.name))) return;
  }
  throw new Error(`Tab never came to the ${role} ${name}`);
}

/** The same for a summary, which has no role of its own. */
async function tabToText(page: Page, text: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press("Tab");
    if ((await page.locator("summary:focus").filter({ hasText: text }).count()) > 0) return;
  }
  throw new Error(`Tab never came to ${text}`);
}

async function press(page: Page, role: string, name: string | RegExp, key = "Enter"): Promise<void> {
  await tabTo(page, role, name);
  await page.keyboard.press(key);
}

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name }).first();

describe.each([
  ["without JavaScript", false],
  ["with JavaScript", true],
])("by keyboard alone, %s", (_, javaScriptEnabled) => {
  test("somebody joins, mends a mistake, chooses, makes, marks, shares, finds, deletes and leaves", async () => {
    const { page, complaints } = await openPage(site.browser, site.app, { javaScriptEnabled });
    await page.goto("/");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toMatchObject({ role: "link", name: "Skip to the page" });
    await page.keyboard.press("Enter");
    await tabTo(page, "textbox", "Prompt");
    const prompt = `A castle by keyboard ${javaScriptEnabled}`;
    await page.keyboard.type(prompt);
    await tabToText(page, "1:1");
    await page.keyboard.press("Enter");
    await tabTo(page, "radio", "1:1");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Escape");
    await press(page, "button", "Generate · 1 credit");

    await heading(page, "Create account and make it").waitFor();
    await tabTo(page, "textbox", "Email");
    await page.keyboard.type(`keyboard-${javaScriptEnabled}@example.com`);
    await tabTo(page, "textbox", "Password");
    await page.keyboard.type("short");
    await page.keyboard.press("Enter");
    // The focus is on what is wrong, and one Tab away is the way to it.
    await page.getByRole("alert").waitFor();
    await expect.poll(() => page.locator("*:focus").getAttribute("role")).toBe("alert");
    await press(page, "link", "Password must be 8 characters or more");
    await expect.poll(async () => (await focused(page)).name).toBe("Password");
    await page.keyboard.type("long enough");
    await page.keyboard.press("Enter");

    // Joining has ordered it; the next is made from what it was.
    await page.getByRole("img", { name: prompt }).waitFor();
    await tabTo(page, "textbox", "Prompt");
    expect(await isChosen(page, "ratio", "16:9")).toBe(true);
    const next = `Once more: ${prompt}`;
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(next);
    if (javaScriptEnabled) await page.keyboard.press("Control+Enter");
    else await press(page, "button", "Generate · 1 credit");
    await page.getByRole("img", { name: next }).waitFor();

    await press(page, "button", "Favourite", "Space");
    await page.getByRole("button", { name: "Not a favourite" }).waitFor();
    await tabToText(page, "Share");
    await page.keyboard.press("Enter");
    await tabTo(page, "checkbox", "Show the prompt");
    await page.keyboard.press("Space");
    await press(page, "button", "Make a link");
    await page.getByText("The link is made.").waitFor();

    await press(page, "link", "Pictures");
    await heading(page, "Your pictures").waitFor();
    await tabTo(page, "searchbox", "Search your pictures");
    await page.keyboard.type("keyboard castle");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Clear the search" }).waitFor();
    await tabTo(page, "checkbox", "Select");
    await page.keyboard.press("Space");
    await tabTo(page, "checkbox", `Choose: ${prompt}`);
    await page.keyboard.press("Space");
    await press(page, "button", "Delete");
    await page.getByText("1 picture deleted.").waitFor();
    await press(page, "button", "Put back");
    await page.getByText("1 picture put back.").waitFor();

    await press(page, "button", "Account");
    await press(page, "button", "简体中文");
    await heading(page, "我的图片").waitFor();
    await press(page, "button", "账号");
    await press(page, "button", "退出登录");
    await heading(page, "用文字生成图片").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

test("the prompt box reads as what it is to whoever hears it", async () => {
  const { page } = await openPage(site.browser, site.app);
  await page.goto("/?model=dev");
  const form = page.getByRole("main").locator("form");
  expect(await form.ariaSnapshot()).toMatchInlineSnapshot(`
    "- text: Prompt
    - textbox "Prompt":
      - /placeholder: A lighthouse in a storm, oil painting
    - paragraph: Ctrl or ⌘ and Enter sends
    - link "Create an account to add a picture":
      - /url: /join?redirectTo=%2F%3Fmodel%3Ddev
    - group: Model dev
    - group: Ratio 1:1
    - group: How many ×1
    - group: Advanced
    - button "Generate · 9 credits""
  `);
  const opened = async (chip: string) => {
    await page.locator(`.chip-${chip} > summary`).click();
    return page.locator(`.chip-${chip}`).ariaSnapshot();
  };
  expect(await opened("model")).toMatchInlineSnapshot(`
    "- group:
      - text: Model dev
      - group "Model":
        - text: Model
        - radio "FLUX.2 [klein] 4B Fast and cheap, from words or your pictures. Reads Chinese. 1 credit"
        - text: FLUX.2 [klein] 4B Fast and cheap, from words or your pictures. Reads Chinese. 1 credit
        - radio "FLUX.1 [dev] More detail, and more say in how. 9 credits" [checked]
        - text: FLUX.1 [dev] More detail, and more say in how. 9 credits
        - radio "FLUX.2 [pro] Fine detail, from words or up to eight pictures. 10 credits"
        - text: FLUX.2 [pro] Fine detail, from words or up to eight pictures. 10 credits
        - radio "FLUX.1 Kontext [pro] Changes one thing in a picture and keeps the rest. 13 credits"
        - text: FLUX.1 Kontext [pro] Changes one thing in a picture and keeps the rest. 13 credits
        - group: More models"
  `);
  expect(await opened("shape")).toMatchInlineSnapshot(`
    "- group:
      - text: Ratio 1:1
      - group "Ratio":
        - text: Ratio
        - radio "1:1" [checked]
        - text: 1:1
        - radio "16:9"
        - text: 16:9
        - radio "21:9"
        - text: 21:9
        - radio "3:2"
        - text: 3:2
        - radio "4:3"
        - text: 4:3
        - radio "5:4"
        - text: 5:4
        - radio "4:5"
        - text: 4:5
        - radio "3:4"
        - text: 3:4
        - radio "2:3"
        - text: 2:3
        - radio "9:16"
        - text: 9:16
        - radio "9:21"
        - text: 9:21
      - group "Size":
        - text: Size
        - radio "1 MP" [checked]
        - text: 1 MP
        - radio "0.25 MP"
        - text: 0.25 MP
      - paragraph: A model without the chosen ratio or size takes the nearest that it has."
  `);
  expect(await opened("count")).toMatchInlineSnapshot(`
    "- group:
      - text: How many ×1
      - group "How many":
        - text: How many
        - radio "1" [checked]
        - text: "1"
        - radio "2"
        - text: "2"
        - radio "3"
        - text: "3"
        - radio "4"
        - text: "4""
  `);
  await page.context().close();
});
