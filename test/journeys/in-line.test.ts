import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, openPage, startApp, startBrowser } from "../app";
import { servePretendReplicate } from "../pretend-replicate-server";
import { throttle } from "../throttle";
import { Visitor } from "../visitor";
import { join } from "./site";

/** The waiting line with scripts; a file of its own, since the app then knows that it is throttled. */

let app: App;
let browser: Browser;
let replicate: Awaited<ReturnType<typeof servePretendReplicate>>;

beforeAll(async () => {
  replicate = await servePretendReplicate();
  app = await startApp({ ...replicate.vars, RESULT_CACHE_HOURS: "0" });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await app?.stop();
  replicate?.stop();
});

test("with JavaScript the time counts down, and the picture comes when its turn does, without a reload", async () => {
  const other = new Visitor(app);
  await other.join();
  const seen = throttle(replicate.pretend);
  await other.generate();

  const { page, complaints } = await openPage(browser, app);
  await join(page);
  await page.getByRole("textbox", { name: "Prompt" }).fill("A fox in line");
  await page.getByRole("button", { name: /^Generate/ }).click();
  await page.getByRole("heading", { name: "Your picture is on its way" }).waitFor();

  const line = page.getByRole("timer");
  const seconds = async () =>
    Number((await line.textContent())?.match(/^1st in line, about (\d+) second/)?.[1]);
  const told = new Set<number>();
  await expect
    .poll(async () => {
      if ((await line.count()) > 0) told.add(await seconds());
      return page.getByRole("img", { name: "A fox in line" }).count();
    })
    .toBeGreaterThan(0);
  // Each second between two events is told, too.
  expect(told.size).toBeGreaterThan(3);
  expect([...told]).toEqual([...told].toSorted((one, another) => another - one));
  expect(seen).toMatchObject({ refused: 1, takenAt: [expect.any(Number), expect.any(Number)] });
  expect(complaints).toEqual([]);
});
