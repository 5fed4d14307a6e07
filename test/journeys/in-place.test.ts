import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openPage, signOut } from "../app";
import { PNG } from "../pretend-replicate";
import { choose, isChosen } from "./composer";
import { aSite, join } from "./site";

const site = aSite({ SIGNUP_CREDITS: "20" });

async function joined() {
  const opened = await openPage(site.browser, site.app);
  const { page } = opened;
  await join(page);
  await page.waitForLoadState();
  return opened;
}

const prompt = (page: Page) => page.getByRole("textbox", { name: "Prompt" });
const generate = (page: Page) => page.getByRole("button", { name: "Generate · 1 credit" });
const credits = (page: Page, text: string) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: text }).waitFor();

/** Leaves a mark on the document, which another one has not. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { isMarked: true }));
const isSameDocument = (page: Page) => page.evaluate(() => "isMarked" in window);

test("a mistake is shown in place, has the focus, and takes nothing", async () => {
  const { page, complaints } = await joined();
  await mark(page);
  await prompt(page).fill("x".repeat(1001));
  await choose(page, "shape", "16:9");
  await page.keyboard.press("Control+Enter");
  await generate(page).click();
  await page.getByRole("link", { name: "Prompt must be 1,000 characters or less" }).waitFor();
  expect(await page.locator(":focus").getAttribute("role")).toBe("alert");
  expect(await page.title()).toBe("Error: Make a picture · Flux AI");
  expect(await prompt(page).inputValue()).toHaveLength(1001);
  expect(await isChosen(page, "ratio", "16:9")).toBe(true);
  expect(await isSameDocument(page)).toBe(true);
  expect(await page.locator("[aria-busy]").count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("an order that does not get through stays as it is, says so, and is paid once", async () => {
  const { page } = await joined();
  const words = `kept ${crypto.randomUUID()}`;
  await prompt(page).fill(words);
  const notice = page.getByRole("alert").filter({ hasText: "This did not get through" });

  await page.context().setOffline(true);
  await generate(page).click();
  await notice.waitFor();
  await page.context().setOffline(false);

  // What speaks for a site that does not answer.
  await page.route("**/?index", (route) => route.fulfill({ status: 502, body: "Bad Gateway" }), { times: 1 });
  await generate(page).click();
  await notice.waitFor();
  expect(await notice.count()).toBe(1);

  // The order arrives, and the answer does not.
  await page.route(
    "**/?index",
    async (route) => {
      await route.fetch({ maxRedirects: 0 });
      await route.abort();
    },
    { times: 1 },
  );
  await generate(page).click();
  await notice.waitFor();
  expect(await prompt(page).inputValue()).toBe(words);
  expect(await page.locator("[aria-busy]").count()).toBe(0);

  await mark(page);
  await generate(page).click();
  await page.getByRole("img", { name: words }).waitFor();
  // The room stays, with another picture in it and another address.
  expect(await isSameDocument(page)).toBe(true);
  expect(new URL(page.url()).pathname).toContain("/generations/");
  await credits(page, "19 credits");
  await page.context().close();
});

test("a page that says no says it beside the form, which stays", async () => {
  const { page, complaints } = await joined();
  await prompt(page).fill("refused");
  await page.getByRole("textbox", { name: "Prompt" }).evaluate((field: HTMLTextAreaElement) => {
    field.form?.insertAdjacentHTML(
      "beforeend",
      `<input type="hidden" name="filler" value="${"x".repeat(70_000)}">`,
    );
  });
  await generate(page).click();
  await page.getByRole("alert").filter({ hasText: "larger than" }).waitFor();
  expect(await prompt(page).inputValue()).toBe("refused");
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("two presses send one order, and a mark changes in place", async () => {
  const { page, complaints } = await joined();
  let posts = 0;
  page.on("request", (request) => {
    if (request.method() === "POST") posts++;
  });
  const words = `twice ${crypto.randomUUID()}`;
  await prompt(page).fill(words);
  await generate(page).dblclick();
  await page.getByRole("img", { name: words }).waitFor();
  expect(posts).toBe(1);
  await page.waitForLoadState();
  await mark(page);
  await page.getByRole("button", { name: "Favourite", exact: true }).click();
  await page.getByRole("button", { name: "Not a favourite" }).waitFor();
  await page.getByText("Share", { exact: true }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByText("The link is made.").waitFor();
  expect(await page.locator(":focus").textContent()).toBe("Change the link");
  expect(await isSameDocument(page)).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("what is typed is there again after another page and a reload, until it is ordered", async () => {
  const { page, complaints } = await joined();
  const words = `a draft ${crypto.randomUUID()}`;
  await prompt(page).fill(words);
  await choose(page, "model", "FLUX.1 [dev]");
  await page.getByRole("button", { name: "Generate · 9 credits" }).waitFor();
  await page.getByRole("link", { name: "20 credits" }).click();
  await page.getByRole("heading", { name: "Credits", exact: true }).waitFor();
  await page.getByRole("link", { name: "Flux AI" }).click();
  for (let look = 0; look < 2; look++) {
    await page.getByRole("button", { name: "Generate · 9 credits" }).waitFor();
    expect(await prompt(page).inputValue()).toBe(words);
    await page.reload();
  }
  await page.getByRole("button", { name: "Generate · 9 credits" }).click();
  await page.getByRole("img", { name: words }).waitFor();
  await page.goto("/");
  expect(await prompt(page).inputValue()).toBe("");
  await prompt(page).fill("mine alone");
  await signOut(page);
  await page.getByRole("heading", { name: "Pictures from words" }).waitFor();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("mine alone");
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("a picture is seen before it is sent, pasted or chosen, and its price is on the button", async () => {
  const { page, complaints } = await joined();
  await page.goto("/?model=flux2");
  await page.getByRole("button", { name: "Generate · 10 credits" }).waitFor();
  const field = page.locator("[type=file]");
  await field.setInputFiles({ name: "one.png", mimeType: "image/png", buffer: Buffer.from(PNG) });
  await page.getByRole("img", { name: "one.png" }).waitFor();
  await page.getByRole("button", { name: "Generate · 15 credits" }).waitFor();
  await page.evaluate(
    (bytes) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(bytes)], "two.png", { type: "image/png" }));
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    },
    [...PNG],
  );
  await page.getByRole("img", { name: "two.png" }).waitFor();
  await page.getByRole("img", { name: "one.png" }).waitFor();
  await page.getByRole("button", { name: "Generate · 20 credits" }).waitFor();
  // Another model that takes pictures keeps them.
  await prompt(page).fill("中文");
  await choose(page, "model", /klein/);
  await expect.poll(() => field.evaluate((input: HTMLInputElement) => input.files?.length)).toBe(2);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("the prompt box grows with what is typed, and not beyond half of the screen", async () => {
  const { page } = await joined();
  const height = async () => (await prompt(page).boundingBox())?.height ?? 0;
  const empty = await height();
  await prompt(page).fill("a line\n".repeat(9));
  expect(await height()).toBeGreaterThan(empty);
  await prompt(page).fill("a line\n".repeat(90));
  expect(await height()).toBeLessThanOrEqual((page.viewportSize()?.height ?? 0) / 2);
  await page.context().close();
});

test("Chinese for a model that does not read it is spoken of beside the prompt", async () => {
  const { page, complaints } = await joined();
  await page.goto("/?model=dev");
  const hint = page.getByText("This model does not read Chinese");
  expect(await hint.isVisible()).toBe(false);
  await prompt(page).fill("一只猫");
  await hint.waitFor();
  await prompt(page).fill("a cat");
  await hint.waitFor({ state: "hidden" });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("other people's scripts in the page break nothing", async () => {
  const { page, complaints } = await openPage(site.browser, site.app);
  await page.addInitScript(() => {
    setInterval(() => {
      document.body?.insertAdjacentElement("afterbegin", document.createElement("x-bar"));
      document.querySelector("main")?.appendChild(document.createElement("x-note"));
      const text = document.querySelector("h1")?.firstChild;
      if (text instanceof Text)
        text.replaceWith(Object.assign(document.createElement("font"), { textContent: text.data }));
      document.querySelector("textarea")?.setAttribute("data-checked-by", "somebody");
    }, 20);
  });
  await join(page);
  const words = `among strangers ${crypto.randomUUID()}`;
  await choose(page, "model", "FLUX.1 [dev]");
  await page.getByRole("button", { name: "Generate · 9 credits" }).click();
  await page.getByRole("link", { name: "Enter a prompt" }).waitFor();
  await prompt(page).fill(words);
  await page.getByRole("button", { name: "Generate · 9 credits" }).click();
  await page.getByRole("img", { name: words }).waitFor();
  await page.getByRole("button", { name: "Favourite", exact: true }).click();
  await page.getByRole("button", { name: "Not a favourite" }).waitFor();

  // On from under the picture, back to it, and out of the history and into it again.
  const variation = `${words}, in winter`;
  await prompt(page).fill(variation);
  await page.locator(".generate").click();
  await page.getByRole("img", { name: variation }).waitFor();
  await page.goBack();
  await page.getByRole("img", { name: words, exact: true }).waitFor();
  await page.goto("/history");
  await page.getByLabel("Select").check();
  await page.getByRole("checkbox", { name: `Choose: ${variation}`, includeHidden: true }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Put back" }).click();
  await page.getByRole("img", { name: variation }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("a page of the version before sends its form, and brings the styles of the answer", async () => {
  const { page, complaints } = await joined();
  await page.route("**/assets/newer.css", (route) =>
    route.fulfill({ contentType: "text/css", body: "main { --newer: 1 }" }),
  );
  await page.route("**/?index", async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    const body = (await response.text())
      .replace(/\/assets\/app-[\w-]+\.css/, "/assets/newer.css")
      .replace(/\/assets\/entry[\w.-]+\.js/, "/assets/gone.js");
    await route.fulfill({ response, body });
  });
  await generate(page).click();
  await page.getByRole("link", { name: "Enter a prompt" }).waitFor();
  const styled = () =>
    page.locator("main").evaluate((main) => getComputedStyle(main).getPropertyValue("--newer"));
  await expect.poll(styled).toBe("1");
  const words = `by an old page ${crypto.randomUUID()}`;
  await prompt(page).fill(words);
  await generate(page).click();
  await page.getByRole("img", { name: words }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("a waiting page that missed its looks finds the picture later", async () => {
  const { page } = await joined();
  const words = `missed [slow] ${crypto.randomUUID()}`;
  await prompt(page).fill(words);
  await generate(page).click();
  await page.getByRole("heading", { name: "Your picture is on its way" }).waitFor();
  await mark(page);
  await page.context().setOffline(true);
  const missed = page.waitForEvent("requestfailed", {
    predicate: (request) => request.resourceType() === "fetch",
  });
  await missed;
  await page.getByRole("heading", { name: "Your picture is on its way" }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("img", { name: words }).waitFor();
  expect(await isSameDocument(page)).toBe(true);
  await credits(page, "19 credits");
  await page.context().close();
});

test("Shift ticks all between two, a button copies, and the keys go on", async () => {
  const { page, complaints } = await joined();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await prompt(page).fill("four boats");
  await choose(page, "count", "4");
  await page.getByRole("button", { name: "Generate · 4 credits" }).click();
  await page.getByRole("heading", { name: "Ordered together" }).waitFor();
  await page.goto("/history");
  await page.getByLabel("Select").check();
  const boxes = page.getByRole("checkbox", { name: "Choose: four boats", includeHidden: true });
  await boxes.nth(0).click();
  await boxes.nth(2).click({ modifiers: ["Shift"] });
  const ticked = () => boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked));
  expect(await ticked()).toEqual([true, true, true, false]);
  await page.getByRole("button", { name: "All on this page" }).click();
  expect(await ticked()).toEqual([true, true, true, true]);
  // A choice is kept on other pages, and ends with all of it.
  await page.goto("/history?q=nothing");
  await page.goto("/history");
  expect(await ticked()).toEqual([true, true, true, true]);
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(await ticked()).toEqual([false, false, false, false]);
  await page.getByRole("link", { name: "four boats" }).first().click();
  await page.locator("summary", { hasText: "More about this picture" }).click();
  await page.getByRole("button", { name: "Copy prompt" }).click();
  await page.getByText("Copied").waitFor();
  const first = page.url();
  await page.locator("body").press("ArrowRight");
  await page.waitForURL((url) => url.href !== first);
  await page.waitForLoadState();
  await page.locator("body").press("/");
  await expect.poll(() => page.locator(":focus").getAttribute("id")).toBe("prompt");
  expect(complaints).toEqual([]);
  await page.context().close();
});
