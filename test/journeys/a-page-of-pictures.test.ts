import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { thumbnailSize } from "~/pictures/thumbnails/size";
import { insertMany } from "../../scripts/many-generations";
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
  await expect.poll(kept, { timeout: 90_000, interval: 500 }).toBe(24);
  const [path = ""] = thumbnails;
  const stranger = new Visitor(app);
  expect((await stranger.get(path)).status).toBe(404);
  await stranger.join();
  expect((await stranger.get(path)).status).toBe(404);
  expect((await visitor.post(path, {})).status).toBe(405);
});

test("cards say how wide both are, come in order of need, and stand on their colour", async () => {
  const html = await visitor.html("/history");
  expect(gzipSync(html, { level: 9 }).length).toBeLessThanOrEqual(6 * 1024);
  const images = [...html.matchAll(/<img [^>]*>/g)].map(([image]) => image);
  expect(images).toHaveLength(24);
  const first = images.filter((image) => /fetchpriority="high"/i.test(image));
  expect(first).toEqual(images.slice(0, 7));
  expect(images.filter((image) => image.includes('loading="lazy"'))).toEqual(images.slice(7));
  for (const image of images) expect(image).toMatch(/ width="\d+" height="\d+"/);
  expect(html.match(/<svg color="#[0-9a-f]{6}"/g)).toHaveLength(24);
  expect(html).not.toContain("style=");
  expect(html).not.toContain("srcSet");

  const { cookie } = visitor;
  visitor.cookie = `${cookie}; size=l`;
  const large = await visitor.html("/history");
  visitor.cookie = cookie;
  for (const [image] of large.matchAll(/<img [^>]*>/g)) {
    const [, width, height] = image.match(/ width="(\d+)" height="(\d+)"/) ?? [];
    const small = thumbnailSize({ width: Number(width), height: Number(height) });
    const [, path] = image.match(/ src="([^"]+)\/thumbnail\?s=[\w.-]+"/) ?? [];
    const sources = image.replaceAll(/\?s=[\w.-]+/g, "");
    expect(sources).toContain(`srcSet="${path}/thumbnail ${small.width}w, ${path} ${width}w"`);
  }
});

describe.each<[string, BrowserContextOptions]>([
  ["on a wide screen", { viewport: { width: 1280, height: 900 } }],
  ["on a phone", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true }],
])("%s", (_, options) => {
  test("a first look at 24 pictures takes 200 KB at the most, and no whole picture", async () => {
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
    const weigh = async () => {
      let all = 0;
      // As Cloudflare sends what can be compressed.
      for (const { type, bytes } of await Promise.all(bodies.values()))
        all += type.startsWith("image/webp") ? bytes.length : gzipSync(bytes).length;
      return all;
    };
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

    expect(await weigh()).toBeLessThanOrEqual(200_000);
    expect(complaints).toEqual([]);
  });
});

/** What a screen reader is told on a page: what stylesheets write, too. */
async function toldOn(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  return nodes
    .filter(({ role }) => role?.value === "StaticText")
    .map(({ name }) => name?.value)
    .join("")
    .replace(/\s+/g, " ");
}

async function signIn(page: Page, whose = visitor): Promise<void> {
  await page.context().addCookies(whose.cookies);
}

/** How much of the first screen is pictures, what the rows cut off of one at most, and how high the rows are. */
async function measure(page: Page) {
  return page.locator(".light-table img").evaluateAll((images) => {
    const seen = (from: number, to: number, end: number) =>
      Math.max(0, Math.min(to, end) - Math.max(from, 0));
    let [area, cut] = [0, 0];
    for (const image of images as HTMLImageElement[]) {
      const { left, right, top, bottom, width, height } = image.getBoundingClientRect();
      area += seen(left, right, innerWidth) * seen(top, bottom, innerHeight);
      const [own, shown] = [
        Number(image.getAttribute("width")) / Number(image.getAttribute("height")),
        width / height,
      ];
      cut = Math.max(cut, 1 - Math.min(own / shown, shown / own));
    }
    const heights = [...new Set(images.map((image) => Math.round(image.getBoundingClientRect().height)))];
    const top = images[0]?.getBoundingClientRect().top ?? 0;
    return { share: area / (innerWidth * innerHeight), cut, heights, top };
  });
}

describe("the light table", () => {
  let page: Page;
  beforeAll(async () => {
    ({ page } = await openPage(browser, app, { javaScriptEnabled: false }));
    await signIn(page);
  });
  afterAll(() => page?.context().close());

  test("F37: fills a wide screen with rows of one height, kept in the size that was chosen", async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto("/history");
    const medium = await measure(page);
    expect(medium.heights).toEqual([200]);
    expect(medium.share).toBeGreaterThanOrEqual(0.7);
    expect(medium.cut).toBeLessThanOrEqual(0.15);
    expect(medium.top).toBeLessThanOrEqual(130);
    for (const [size, height] of [
      ["Small", 120],
      ["Large", 300],
    ] as const) {
      await page.getByText("View", { exact: true }).click();
      await page.getByRole("button", { name: size }).click();
      await page.goto("/history");
      const { heights, cut } = await measure(page);
      expect(heights).toEqual([height]);
      expect(cut).toBeLessThanOrEqual(0.15);
    }
    expect(
      await page
        .locator(".caption")
        .first()
        .evaluate((one) => getComputedStyle(one).opacity),
    ).toBe("1");
    await page.getByText("View", { exact: true }).click();
    await page.getByRole("button", { name: "Medium" }).click();
    expect(
      await page
        .locator(".caption")
        .first()
        .evaluate((one) => getComputedStyle(one).opacity),
    ).toBe("0");
  });

  test("fills a phone with three columns of squares", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/history");
    const { share, heights, top } = await measure(page);
    expect(share).toBeGreaterThanOrEqual(0.65);
    expect(heights).toHaveLength(1);
    expect(top).toBeLessThanOrEqual(130);
    const lefts = await page
      .locator(".card")
      .evaluateAll(
        (cards) => new Set(cards.map((card) => Math.round(card.getBoundingClientRect().left))).size,
      );
    expect(lefts).toBe(3);
  });

  test("is led back to from a picture, at the very card", async () => {
    await page.goto("/history?q=castle");
    const card = page.locator(".card").nth(4);
    const id = (await card.getAttribute("id")) ?? "";
    await card.getByRole("link").click();
    await page.waitForURL(`**/generations/${id}`);
    await page.getByRole("link", { name: "Pictures", exact: true }).click();
    await page.waitForURL(`**/history?q=castle#${id}`);

    // The same from a picture beside it, and after something was done with that.
    await page.locator(".card").nth(2).getByRole("link").click();
    const older = page.getByRole("link", { name: "Older" });
    const next = (await older.getAttribute("href"))?.split("/")[2] ?? "";
    await older.click();
    await page.waitForURL(`**/generations/${next}`);
    await page.getByRole("link", { name: "Pictures", exact: true }).click();
    await page.waitForURL(`**/history?q=castle#${next}`);
    await page.goto("/credits");
    expect(await page.getByRole("link", { name: "Pictures", exact: true }).getAttribute("href")).toBe(
      "/history",
    );
  });
});

test("an opened picture grows from its card, and whoever clicks meanwhile is heard", async () => {
  const { page, complaints } = await openPage(browser, app);
  await signIn(page);
  await page.addInitScript(`
    Object.defineProperty(navigator, "hardwareConcurrency", { value: window.name ? 2 : 8 });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("::view-transition-group(*) { animation-duration: 20s !important; }");
    document.adoptedStyleSheets = [sheet];
  `);
  await page.goto("/history");
  const card = page.locator(".card a").nth(2);
  const [from, path] = [await card.boundingBox(), await card.getAttribute("href")];
  await card.click();
  await page.waitForURL(`**${path}`, { waitUntil: "commit" });
  const older = page.getByRole("link", { name: "Older" });
  const box = await older.boundingBox();
  const motions = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .map(({ effect }) => effect as KeyframeEffect)
        .filter(({ pseudoElement }) => pseudoElement === "::view-transition-group(picture)")
        .map((effect) => Number.parseFloat(String(effect.getKeyframes()[0]?.width))),
    );
  const moves = await motions();
  expect(moves).toHaveLength(1);
  expect(Math.abs((moves[0] ?? 0) - (from?.width ?? 0))).toBeLessThan(2);
  const next = await older.getAttribute("href");
  await page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
  await page.waitForURL(`**${next}`);
  // Where drawing is slow, nobody waits for a motion.
  await page.goto("/history");
  await page.evaluate(() => {
    window.name = "slow";
  });
  await page.reload();
  await card.click();
  await page.waitForURL(`**${path}`, { waitUntil: "commit" });
  expect(await motions()).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

describe.each([
  ["without JavaScript", false],
  ["with JavaScript", true],
])("choosing %s", (_, javaScriptEnabled) => {
  test("F36: makes a card its own label, counts, and comes back to the place", async () => {
    const { page, complaints } = await openPage(browser, app, {
      javaScriptEnabled,
      viewport: { width: 390, height: 844 },
    });
    await signIn(page);
    await page.goto("/history");
    const bar = page.locator(".chosen-bar");
    expect(await bar.isVisible()).toBe(false);
    await page.getByLabel("Select").check();
    const cards = page.locator(".card");
    await cards.nth(20).click();
    await cards.nth(22).click();
    expect(await toldOn(page)).toContain("2 chosen");
    const box = await bar.boundingBox();
    // Above the tabs, within the thumb's reach.
    const bottom = (box?.y ?? 0) + (box?.height ?? 0);
    expect(bottom).toBeLessThanOrEqual(844 - 52);
    expect(bottom).toBeGreaterThan(844 - 100);

    const chosen = (await cards.nth(20).getAttribute("id")) ?? "";
    await bar.getByRole("button", { name: "Favourite", exact: true }).first().click();
    await page.getByText("2 pictures marked as favourite.").waitFor();
    expect(new URL(page.url()).hash).toBe(`#${chosen}`);
    expect(await cards.nth(20).evaluate((card) => card.getBoundingClientRect().top < innerHeight)).toBe(true);
    expect(await bar.isVisible()).toBe(false);

    if (javaScriptEnabled) {
      // A choice survives the way to another page of the list, and is counted with what is chosen there.
      await page.getByLabel("Select").check();
      const names = [await cards.nth(3).getAttribute("id"), await cards.nth(12).getAttribute("id")];
      await cards.nth(3).click();
      await page.goto("/history?before=13");
      expect(await cards.count()).toBe(12);
      await cards.nth(0).click();
      expect(await toldOn(page)).toContain("2 chosen");
      await bar.getByRole("button", { name: "Favourite", exact: true }).first().click();
      await page.getByText("2 pictures marked as favourite.").waitFor();
      await page.goto("/history?favorite=1");
      for (const id of names) expect(await page.locator(`[id="${id}"]`).count()).toBe(1);
      await page.goto("/history");
    }
    await page.getByLabel("Select").check();
    await cards.nth(0).click();
    await bar.getByRole("button", { name: "Compare" }).click();
    await page.getByText("Choose exactly two to compare them.").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe("of 120 pictures", () => {
  let owner: Visitor;
  beforeAll(async () => {
    owner = new Visitor(app);
    const email = await owner.join();
    const d1 = await app.database();
    const id = await d1.prepare("SELECT id FROM users WHERE email = ?").bind(email).first<string>("id");
    await insertMany(d1, { visitors: [id ?? ""], count: 120, firstPosition: 1_000 });
  });

  test("two whole pages are chosen with scripts, and one without", async () => {
    const marked = async (javaScriptEnabled: boolean, choose: (page: Page) => Promise<void>) => {
      const { page } = await openPage(browser, app, { javaScriptEnabled });
      await signIn(page, owner);
      await page.goto("/history");
      await page.getByLabel("Select").check();
      await choose(page);
      const bar = page.locator(".chosen-bar");
      await bar.getByRole("button", { name: "Favourite", exact: true }).first().click();
      const notice = await page
        .getByText(/marked as favourite/)
        .first()
        .textContent();
      await page.context().close();
      return notice;
    };
    const one = await marked(false, async (page) => {
      await page.locator("#selection [name=id]").evaluateAll((boxes) => {
        for (const box of boxes as HTMLInputElement[]) box.click();
      });
      expect(await toldOn(page)).toContain("60 chosen");
    });
    expect(one).toContain("60 pictures");
    const two = await marked(true, async (page) => {
      const all = page.getByRole("button", { name: "All on this page" });
      await all.click();
      await page.getByRole("link", { name: "Older", exact: true }).first().click();
      await page.waitForURL("**/history?before=*");
      await all.click();
      expect(await toldOn(page)).toContain("120 chosen");
    });
    expect(two).toContain("120 pictures");
  });
});
