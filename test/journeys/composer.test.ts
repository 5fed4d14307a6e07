import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { MOST_AT_ONCE } from "~/models/limits";
import { cheapestWithPictures, PROMPTED } from "~/models/models";
import { priceOf, usualPrice } from "~/models/price";
import { openPage } from "../app";
import { PNG } from "../pretend-replicate";
import { choose } from "./composer";
import { aSite, join } from "./site";

/** The composer: how much of the screen it takes, what its button says, and what it takes without scripts. */

const site = aSite({ SIGNUP_CREDITS: "300" });

async function joined(javaScriptEnabled: boolean) {
  const opened = await openPage(site.browser, site.app, { javaScriptEnabled });
  const { page } = opened;
  await join(page);
  return opened;
}

const priceOnButton = async (page: Page) =>
  (await page.locator(".generate .price").innerText()).replace(/\s+/g, " ").trim();
const COUNTS = Array.from({ length: MOST_AT_ONCE }, (_, index) => index + 1);

/** What the button says for each count, all of which are chosen in one go. */
const pricesOnButton = (page: Page) =>
  page.evaluate(
    (counts) =>
      counts.map((count) => {
        document.querySelector<HTMLInputElement>(`.order-form [name=count][value="${count}"]`)?.click();
        const price = document.querySelector<HTMLElement>(".generate .price");
        return price?.innerText.replace(/\s+/g, " ").trim();
      }),
    COUNTS,
  );
const credits = (count: number) => `${count} ${count === 1 ? "credit" : "credits"}`;

test.each([
  ["without scripts", false],
  ["with scripts", true],
])(
  "the button says the price of every model, as often as it is ordered: %s",
  async (_, javaScriptEnabled) => {
    const { page, complaints } = await joined(javaScriptEnabled);
    for (const model of PROMPTED) {
      await choose(page, "model", model.name);
      const prices = COUNTS.map((count) => credits(usualPrice(model) * count));
      await expect.poll(() => pricesOnButton(page)).toEqual(prices);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  },
);

test("without scripts a model that lacks the chosen ratio and size is ordered all the same", async () => {
  const { page } = await joined(false);
  await choose(page, "shape", "9:21");
  await choose(page, "shape", "4 MP");
  expect(await priceOnButton(page)).toBe("2 credits");
  const ratio = page.locator(".chip-shape .chip-text");
  expect(await ratio.innerText()).toBe("9:21");
  await choose(page, "model", "FLUX1.1 [pro]");
  expect(await ratio.innerText()).toBe("9:16");
  expect(await priceOnButton(page)).toBe("13 credits");
  await page.getByRole("textbox", { name: "Prompt" }).fill(`nearest ${crypto.randomUUID()}`);
  await page.locator(".generate").click();
  await page
    .getByRole("img", { name: /^nearest/ })
    .first()
    .waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/generations\//);
  await page.getByRole("link", { name: /^287/ }).first().waitFor();
  await page.context().close();
});

test("without scripts ＋ brings a file, to the cheapest model that takes one, in the picture's own ratio", async () => {
  const { page } = await joined(false);
  await choose(page, "model", "FLUX.1 [schnell]");
  await page.locator(".chip-bring > summary").click();
  const other = cheapestWithPictures();
  await page.getByText(`with one, ${other.name} is used`).waitFor();
  const file = { name: "me.png", mimeType: "image/png", buffer: Buffer.from(PNG) };
  await page.locator("[type=file]").setInputFiles(file);
  await page.getByRole("textbox", { name: "Prompt" }).fill(`brought ${crypto.randomUUID()}`);
  await page.locator(".generate").click();
  await page
    .getByRole("img", { name: /^brought/ })
    .first()
    .waitFor();
  // The composer is filled with what was ordered.
  expect(await page.locator(`[name=model][value=${other.key}]`).isChecked()).toBe(true);
  await page.locator(".chip-shape > summary").click();
  expect(await page.getByRole("radio", { name: "Original" }).isChecked()).toBe(true);
  expect(await page.getByRole("radio", { name: "1:1", exact: true }).isVisible()).toBe(true);
  await page
    .getByRole("link", { name: new RegExp(`^${300 - priceOf(other, { pictures: 1 })}`) })
    .first()
    .waitFor();
  await page.context().close();
});

test("a picture that is dropped chooses a model that takes it, and says its ratio", async () => {
  const { page, complaints } = await joined(true);
  await choose(page, "model", "FLUX.1 [schnell]");
  const drop = (name: string) =>
    page.evaluate(
      ([bytes, name]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
        document.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      },
      [[...PNG], name] as const,
    );
  await drop("one.png");
  await page.getByRole("img", { name: "one.png" }).waitFor();
  expect(await page.locator(`[name=model][value=${cheapestWithPictures().key}]`).isChecked()).toBe(true);
  expect(await page.locator(".chip-shape > summary").innerText()).toContain("Original");
  expect(await page.locator("[data-previews] li").count()).toBe(1);
  expect(complaints).toEqual([]);
  await page.context().close();
});

describe.each([
  [1440, 900, 16],
  [390, 844, 20],
  [360, 640, 24],
])("at %i × %i", (width, height, most) => {
  test("the composer is low while it is closed, and leaves a good part of the screen when it is open", async () => {
    const { page } = await joined(false);
    await page.setViewportSize({ width, height });
    await page.goto("/?prompt=A+lighthouse+in+a+storm");
    const form = page.locator(".order-form");
    const shareOf = (box: { height: number } | null) => ((box?.height ?? Number.NaN) / height) * 100;
    expect(shareOf(await form.boundingBox())).toBeLessThanOrEqual(most);
    for (const kind of ["bring", "model", "shape", "count", "advanced"]) {
      await page.locator(`.chip-${kind} > summary`).click();
      const panel = await page.locator(`.chip-${kind} > .composer-panel`).boundingBox();
      const closed = await form.boundingBox();
      const open = (closed?.y ?? 0) + (closed?.height ?? 0) - (panel?.y ?? Number.NaN);
      expect([kind, shareOf({ height: open }) <= 60, (panel?.y ?? -1) >= 0]).toEqual([kind, true, true]);
    }
    await page.context().close();
  });
});

test.each([320, 360, 390])(
  "nothing is wider than a screen of %i pixels, in either language",
  async (width) => {
    const { page } = await joined(false);
    await page.setViewportSize({ width, height: 640 });
    for (const lang of ["en", "zh-Hans"])
      for (const model of ["klein", "kontextmax"]) {
        await page.goto(`/?lang=${lang}&model=${model}&count=4&ratio=21:9`);
        const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect([lang, model, await wide()]).toEqual([lang, model, 0]);
        const button = await page.locator(".generate").boundingBox();
        expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThanOrEqual(width);
        for (const summary of await page.locator(".chip > summary").all())
          expect((await summary.boundingBox())?.height).toBeGreaterThanOrEqual(44);
      }
    await page.context().close();
  },
);
