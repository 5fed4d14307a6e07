import { expect, test } from "vitest";
import { openPage } from "../app";
import { aSite, join } from "./site";

const site = aSite();

test("F27: a waiting page has a stream only while it is seen", async () => {
  const { page, complaints } = await openPage(site.browser, site.app);
  // A headless browser always says that its page is seen; here the test says it.
  await page.addInitScript(`
    let isHidden = false;
    Object.defineProperty(document, "visibilityState", { get: () => (isHidden ? "hidden" : "visible") });
    window.see = (seen) => {
      isHidden = !seen;
      document.dispatchEvent(new Event("visibilitychange"));
    };
    window.streams = 0;
    const Real = window.EventSource;
    window.EventSource = function (url) {
      const stream = new Real(url);
      const close = stream.close.bind(stream);
      window.streams++;
      stream.close = () => {
        if (stream.readyState !== Real.CLOSED) window.streams--;
        close();
      };
      return stream;
    };
  `);
  await join(page, "tabs@example.com");
  await page.getByRole("textbox", { name: "Prompt" }).fill("A slow river [slow]");
  await page.getByRole("button", { name: "Generate · 1 credit" }).click();
  await page.getByRole("heading", { name: "Your picture is on its way" }).waitFor();
  const streams = () => page.evaluate(() => (window as unknown as { streams: number }).streams);
  const see = (seen: boolean) =>
    page.evaluate((seen) => (window as unknown as { see(seen: boolean): void }).see(seen), seen);
  await expect.poll(streams).toBe(1);
  await see(false);
  expect(await streams()).toBe(0);
  await see(true);
  expect(await streams()).toBe(1);
  await see(true);
  expect(await streams()).toBe(1);
  await page.getByRole("img", { name: "A slow river [slow]" }).waitFor();
  await see(true);
  expect(await streams()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});
