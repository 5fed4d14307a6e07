import { expect, test } from "vitest";
import { openPage } from "../app";
import { Visitor } from "../visitor";
import { aSite } from "./site";

const site = aSite();

/** The request's id as the browser lists it for the newest answer whose address ends so. */
const requestIdOf = (end: string) => {
  const entries = [
    ...performance.getEntriesByType("navigation"),
    ...performance.getEntriesByType("resource"),
  ] as PerformanceResourceTiming[];
  const timing = entries.findLast(({ name }) => name.endsWith(end))?.serverTiming;
  return timing?.find(({ name }) => name === "request")?.description;
};

test("Chromium has nothing to say about the headers, and finds a request's id for scripts", async () => {
  const visitor = new Visitor(site.app);
  await visitor.join();
  const generation = (await visitor.generate()).headers.get("Location") ?? "";
  const { page, complaints } = await openPage(site.browser, site.app);
  page.on("console", (message) => complaints.push(message.text()));
  await page.context().addCookies(visitor.cookies);

  const opened = await page.goto("/");
  expect(await page.evaluate(requestIdOf, "/")).toBe(opened?.headers()["x-request-id"]);

  // In the page that browsers make around a picture, which the policy must not spoil.
  const image = generation.replace("generations", "images");
  await page.goto(image);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(14, 14, 14)");

  await page.goto(generation);
  const download = page.waitForEvent("download");
  await page.goto(`${image}?download`).catch(() => {});
  expect((await download).suggestedFilename()).toBe("A-castle-at-dawn.webp");
  expect(complaints).toEqual([]);
});
