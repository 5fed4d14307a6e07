import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, openPage, startApp, startBrowser } from "../app";
import { Visitor } from "../visitor";

const RATIOS = ["1:1", "16:9", "3:2", "1:1", "4:5", "9:16"];
const PROMPTS = [
  "a castle at dawn",
  "a black cat under the moon",
  "misty forest, oil painting",
  "neon city in rain",
];

let app: App;
let browser: Browser;
let visitor: Visitor;
let thumbnails: string[];

beforeAll(async () => {
  app = await startApp({ SIGNUP_CREDITS: "24", MAX_OPEN_GENERATIONS: "24" });
  browser = await startBrowser();
  visitor = new Visitor(app);
  await visitor.join();
  const orders = Array.from({ length: 24 }, (_, index) =>
    visitor.generate({
      prompt: `${PROMPTS[index % PROMPTS.length]} ${index}`,
      ratio: RATIOS[index % RATIOS.length] ?? "1:1",
    }),
  );
  const pages = (await Promise.all(orders)).map(({ headers }) => headers.get("Location") ?? "");
  thumbnails = pages.map((page) => `${page.replace("generations", "images")}/thumbnail`);
});

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

test("a thumbnail is there a moment after its picture, without anybody's asking, and for nobody else", async () => {
  const kept = async () => {
    const answers = await Promise.all(thumbnails.map((path) => visitor.get(path)));
    await Promise.all(answers.map(({ body }) => body?.cancel()));
    expect(answers.map(({ status }) => status)).toEqual(Array(24).fill(200));
    return answers.filter(({ headers }) => headers.get("Cache-Control")?.includes("immutable")).length;
  };
  await expect.poll(kept, { timeout: 30_000, interval: 500 }).toBe(24);
  const [path = ""] = thumbnails;
  const stranger = new Visitor(app);
  expect((await stranger.get(path)).status).toBe(404);
  await stranger.join();
  expect((await stranger.get(path)).status).toBe(404);
  expect((await visitor.post(path, {})).status).toBe(405);
});

test("cards say how wide both are, come in order of need, and stand on their colour", async () => {
  const html = await visitor.html("/history");
  const images = [...html.matchAll(/<img [^>]*>/g)].map(([image]) => image);
  expect(images).toHaveLength(24);
  expect(images.filter((image) => /fetchpriority="high"/i.test(image))).toEqual([images[0]]);
  expect(images.map((image) => image.match(/loading="(\w+)"/)?.[1])).toEqual([
    ...Array(4).fill("eager"),
    ...Array(20).fill("lazy"),
  ]);
  for (const image of images) {
    const [, width] = image.match(/ width="(\d+)"/) ?? [];
    const [, path] = image.match(/ src="([^"]+)\/thumbnail"/) ?? [];
    expect(image).toContain(`srcSet="${path}/thumbnail 384w, ${path} ${width}w"`);
  }
  expect(html.match(/<rect width="100%" height="100%" fill="#[0-9a-f]{6}"/g)).toHaveLength(24);
  expect(html).not.toContain("style=");
});

describe.each<[string, BrowserContextOptions]>([
  ["on a wide screen", { viewport: { width: 1280, height: 900 } }],
  ["on a phone", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true }],
])("%s", (_, options) => {
  test("a first look at 24 pictures takes 350 KB at the most, and no whole picture", async () => {
    const { page, complaints } = await openPage(browser, app, options);
    const [, name = "", value = ""] = visitor.cookie.match(/(session)=([^;]+)/) ?? [];
    await page.context().addCookies([{ name, value, url: app.url.href }]);
    const bodies = new Map<string, Promise<{ type: string; bytes: Buffer }>>();
    page.on("response", (response) => {
      const type = response.headers()["content-type"] ?? "";
      bodies.set(
        response.url(),
        response.body().then((bytes) => ({ type, bytes })),
      );
    });
    await page.goto("/history", { waitUntil: "networkidle" });
    for (const image of await page.locator(".card img").all()) await image.scrollIntoViewIfNeeded();
    await page.waitForLoadState("networkidle");

    const cards = page.locator(".card img");
    await expect
      .poll(() =>
        cards.evaluateAll(
          (all) => (all as HTMLImageElement[]).filter((one) => one.complete && one.naturalWidth).length,
        ),
      )
      .toBe(24);
    const shown = await cards.evaluateAll((all) =>
      (all as HTMLImageElement[]).map((one) => new URL(one.currentSrc).pathname),
    );
    expect(shown.toSorted()).toEqual(thumbnails.toSorted());

    let [pictures, rest] = [0, 0];
    for (const body of bodies.values()) {
      const { type, bytes } = await body;
      // As Cloudflare sends what can be compressed.
      if (type.startsWith("image/webp")) pictures += bytes.length;
      else rest += gzipSync(bytes).length;
    }
    expect(pictures + rest).toBeLessThanOrEqual(350_000);
    expect(complaints).toEqual([]);
  });
});
