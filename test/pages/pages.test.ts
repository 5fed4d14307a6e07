import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "~/words/en";
import { zhHans } from "~/words/zh-hans";
import { type App, openPage, startBrowser } from "../app";
import { LONG_PROMPT } from "./cast";
import { type Catalogue, openCatalogue, type PageState } from "./catalogue";
import { englishOn } from "./english";
import { type Preferences, type Shown, showState } from "./look";
import { invalidIn } from "./valid";
import { type Weight, weighing } from "./weight";

/** Every page in every state: each check goes through all of them, and says all that it found. */
let catalogue: Catalogue;
let browser: Browser;
let axe: string;

beforeAll(async () => {
  catalogue = await openCatalogue();
  browser = await startBrowser();
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
});
afterAll(async () => {
  await browser?.close();
  await catalogue?.stop();
});

/** Each pass opens every state once, at the first of its widths, in pixels; nothing may be wider than any of them. */
const PASSES: [preferences: Preferences, widths: [number, ...number[]]][] = [
  [{ language: "en", theme: "light" }, [1280, 768, 320]],
  [{ language: "zh-Hans", theme: "dark" }, [360, 768, 1920]],
];

/** The documents of the first pass, by the state's name. */
const documents = new Map<string, Shown>();

/** What a check finds on each state that it finds something on. */
type Findings = Record<string, unknown>;

describe.each(PASSES)("%o, from %i pixels on", ({ language, theme }, widths) => {
  const found = {
    broken: {} as Findings,
    heavy: {} as Findings,
    axe: {} as Findings,
    complaints: {} as Findings,
    shifts: {} as Findings,
    sideways: {} as Findings,
    english: {} as Findings,
    turned: {} as Findings,
    named: {} as Findings,
  };

  async function lookAt(state: PageState, page: Page, complaints: string[]): Promise<void> {
    await page.addInitScript(countShifts);
    const weigh = weighing(page);
    const shown = await showState(page, state, { language, theme });
    if (!documents.has(state.name)) documents.set(state.name, shown);
    const named = shown.html.match(/.{0,80}flux[ -]?ai\b.{0,20}/i);
    if (named) found.named[state.name] = named[0];
    const weight = await weigh();
    if (isTooHeavy(weight, state, language)) found.heavy[state.name] = weight;
    const { shift, moved } = await page.evaluate(() => {
      const { shift, moved } = window as unknown as Shifts;
      return { shift, moved };
    });
    if (shift > LARGEST_SHIFT) found.shifts[state.name] = { shift, moved };
    const violations = await violationsOn(page);
    if (violations.length > 0) found.axe[state.name] = violations;
    const unexpected = complaints.filter((text) => !text.includes(`${state.status} `));
    if (unexpected.length > 0) found.complaints[state.name] = unexpected;
    const turned = await page.evaluate(undirected, PERSONS_WORDS);
    if (turned.length > 0) found.turned[state.name] = turned;
    if (language === "zh-Hans") {
      const english = await englishOn(page);
      if (english.length > 0) found.english[state.name] = english;
    }
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      if (scrollWidth > clientWidth) found.sideways[`${state.name}, ${width}`] = scrollWidth - clientWidth;
    }
  }

  async function openAndLook(state: PageState): Promise<void> {
    const viewport = { width: widths[0], height: 900 };
    const { page, complaints } = await openPage(browser, state.app, { viewport });
    await lookAt(state, page, complaints).catch((error: Error) => {
      found.broken[state.name] = error.message;
    });
    await page.context().close();
  }

  beforeAll(async () => {
    const lanes = lanesOf(catalogue.states).map(async (states) => {
      for (const state of states) {
        await openAndLook(state);
        // A busy machine may paint a page of which half has come: what moves by itself moves each time.
        if (!(state.name in found.shifts)) continue;
        delete found.shifts[state.name];
        await openAndLook(state);
      }
    });
    await Promise.all(lanes);
  }, 400_000);

  test("each state is reached", () => expect(found.broken).toEqual({}));
  test("axe finds nothing", () => expect(found.axe).toEqual({}));
  test("nothing is blocked, missing or broken, and nobody complains", () =>
    expect(found.complaints).toEqual({}));
  test("no page is heavier than it may be", () => expect(found.heavy).toEqual({}));
  test("nothing moves while it loads", () => expect(found.shifts).toEqual({}));
  test("nothing is wider than the screen", () => expect(found.sideways).toEqual({}));
  test("what a person typed runs in its own direction, whatever the page's is", () =>
    expect(found.turned).toEqual({}));
  test("no page has another name than the site's", () => expect(found.named).toEqual({}));
  if (language === "zh-Hans") test("no English is left", () => expect(found.english).toEqual({}));
});

test("is valid HTML", async () => {
  const found: Findings = {};
  for (const [name, { html }] of documents) {
    const invalid = await invalidIn(html);
    if (invalid.length > 0) found[name] = invalid;
  }
  expect(found).toEqual({});
  expect(documents.size).toBe(catalogue.states.length);
}, 120_000);

test("each says in a few words what it is, as its title and its description", () => {
  const found: Findings = {};
  for (const [name, { html }] of documents) {
    const said = [/<title>\S[^<]*<\/title>/, /<meta name="description" content="\S[^"]*"\/?>/];
    if (said.some((one) => !one.test(html))) found[name] = html.match(/<title>.*?<\/title>/)?.[0] ?? "";
  }
  expect(found).toEqual({});
});

test("a link to a place on its own page leads there", () => {
  const found: Findings = {};
  for (const [name, { html }] of documents) {
    const places = [...html.matchAll(/href="#([^"]+)"/g)].map(([, place = ""]) => place);
    const missing = places.filter((place) => !html.includes(` id="${place}"`));
    if (missing.length > 0) found[name] = missing;
  }
  expect(found).toEqual({});
});

test("S12: no address on a page, nor the page's own, says what somebody typed", async () => {
  const found: Findings = {};
  let looked = 0;
  const typed = [LONG_PROMPT, ...(await promptsOn(catalogue.app))];
  for (const [name, { url, location, html }] of documents) {
    if (name === "welcome, filled by a link") continue;
    const addresses = [url, location, ...addressesIn(html)];
    const telling = addresses.filter((address) => typed.some((prompt) => meant(address).includes(prompt)));
    if (telling.length > 0) found[name] = telling;
    looked += addresses.length;
  }
  expect(found).toEqual({});
  expect(looked).toBeGreaterThan(documents.size * 10);
}, 120_000);

/** How many pages are open at once. */
const LANES = 3;

/** The states by who looks: one visitor does one thing after the other. */
function lanesOf(states: PageState[]): PageState[][] {
  const lanes = Array.from({ length: LANES }, (): PageState[] => []);
  const visitors = [...new Set(states.map(({ visitor }) => visitor))];
  const each = visitors.map((one) => states.filter(({ visitor }) => visitor === one));
  for (const theirs of each.sort((a, b) => b.length - a.length)) {
    lanes.sort((a, b) => a.length - b.length);
    lanes[0]?.push(...theirs);
  }
  return lanes;
}

/** How some prompts of the cast begin. */
const PERSONS_WORDS = [LONG_PROMPT.slice(0, 20), "Four whales", "Make it autumn", "A storm [fail]"];

/** The elements on the page that say such words, and whose direction is the page's. */
function undirected(words: string[]): string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode;
    const isSaid = words.some((word) => textContent?.includes(word));
    if (isSaid && !parentElement?.closest("[dir=auto], bdi")) found.push(parentElement?.outerHTML ?? "");
  }
  return found;
}

async function promptsOn(app: App): Promise<string[]> {
  const d1 = await app.database();
  const { results } = await d1
    .prepare("SELECT DISTINCT prompt FROM generation_history")
    .all<{ prompt: string }>();
  return results.map(({ prompt }) => prompt);
}

/** Where the page's links, forms, pictures and refreshes lead, and where its switches lead back to. */
function addressesIn(html: string): string[] {
  const attributes = html.matchAll(/\b(?:href|src|srcset|action|formaction|content)="([^"]*)"/gi);
  const backs = html.matchAll(/name="back" value="([^"]*)"/g);
  return [...attributes, ...backs]
    .map(([, address = ""]) => address)
    .filter((text) => /[/?]/.test(text) && !isExample(text));
}

/** The app's own examples are no secret of anybody's. */
function isExample(address: string): boolean {
  const prompt = meant(address).match(/^\/\?prompt=([^&]*)/)?.[1];
  return [en, zhHans].some(({ make, welcome }) =>
    [...make.examplePrompts, ...Object.values<string>(welcome.prompts)].some((known) => known === prompt),
  );
}

/** An address without what encodes it in a URL and in HTML. */
function meant(address: string): string {
  const url = address.replaceAll("&amp;", "&").replaceAll("&#x27;", "'").replaceAll("+", " ");
  return URL.canParse(url, "http://localhost")
    ? decodeURIComponent(url.replace(/%(?![\da-f]{2})/gi, "%25"))
    : url;
}

/** How far the layout may shift, as browsers score it; web.dev calls 0.1 good. */
const LARGEST_SHIFT = 0.02;

const KB = 1024;

/**
 * The most that the HTML of a page may weigh, in KB. Chinese takes three bytes a character, of which gzip makes two. Under
 * a picture stands the form and, beside it, an order for all that is done to the picture by one button; where it was made
 * of another one, or one is brought, there are that one and a price for each size and detail; and a prompt may be long.
 * Each address of a picture has a signature that gzip makes no smaller: 60 in a history.
 */
const MOST_HTML_KB = {
  en: { room: 8.25, edited: 8.6, history: 8.5, other: 8 },
  "zh-Hans": { room: 8.95, edited: 9.3, history: 9, other: 8 },
};

function kindOf(name: string): keyof (typeof MOST_HTML_KB)["en"] {
  if (name.startsWith("history")) return "history";
  if (/^picture, (changed|edited|before|long)/.test(name)) return "edited";
  return /^(picture|notice, link changed$)/.test(name) ? "room" : "other";
}

/** Gzipped, from the first visit on. */
function isTooHeavy(
  weight: Weight,
  { name, sendsNoScripts }: PageState,
  language: keyof typeof MOST_HTML_KB,
): boolean {
  // Nothing but the script of passkeys.
  const isSignIn = /^sign in(,|$)/.test(name);
  return (
    weight.scripts > (sendsNoScripts ? 0 : isSignIn ? KB : 12 * KB) ||
    weight.styles > 12 * KB ||
    weight.html > MOST_HTML_KB[language][kindOf(name)] * KB ||
    (name.startsWith("history") && weight.all > 200 * KB) ||
    weight.requests > MOST_REQUESTS
  );
}

/** A page of pictures, their thumbnails, and what every page loads. */
const MOST_REQUESTS = 60 + 24;

/** How far the page has shifted in all, and what did so, from where to where. */
type Shifts = { shift: number; moved: string[] };

type ShiftEntry = PerformanceEntry & {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
};

function countShifts(): void {
  const counted = window as unknown as Shifts;
  Object.assign(counted, { shift: 0, moved: [] });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as ShiftEntry[]) {
      if (hadRecentInput) continue;
      counted.shift += value;
      for (const { node, previousRect, currentRect } of sources) {
        const what = node instanceof Element ? `${node.tagName} ${node.className}` : node?.nodeName;
        const [from, to] = [previousRect, currentRect].map(({ x, y, width, height }) =>
          [x, y, width, height].map(Math.round).join(" "),
        );
        counted.moved.push(`${what}: ${from} → ${to}`);
      }
    }
  }).observe({ type: "layout-shift", buffered: true });
}

async function violationsOn(page: Page): Promise<string[]> {
  // What lies under the header or a phone's tabs as long as the page is scrolled is no smaller for it. A room has no more
  // height than there is.
  await page.evaluate(() => scrollTo(0, 0));
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const whole = await page.evaluate(() =>
    document.querySelector("main[data-layout=room]") ? 0 : document.documentElement.scrollHeight,
  );
  await page.setViewportSize({ width, height: Math.max(height, whole) });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { run } = (window as unknown as { axe: { run(options: unknown): Promise<AxeResults> } }).axe;
    return run({ runOnly: tags, resultTypes: ["violations"] });
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(" ")} ${html}`),
  );
}
