import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { inject } from "vitest";
import { launchChromium } from "../scripts/chromium";
import { type Server, serve } from "../scripts/server";

export type App = Server & { lines: string[] };

/** The production build on a free port, on data of its own. Without further vars it is the demo. */
export async function startApp(vars: Record<string, string> = {}): Promise<App> {
  const persistTo = await mkdtemp(join(tmpdir(), "flux-ai-"));
  const app = await startAppOn(persistTo, vars);
  return {
    ...app,
    stop: async () => {
      await app.stop();
      await rm(persistTo, { recursive: true, force: true });
    },
  };
}

/** The same on data that outlives it. */
export async function startAppOn(persistTo: string, vars: Record<string, string> = {}): Promise<App> {
  const lines: string[] = [];
  const server = await serve({
    port: 0,
    vars: { SESSION_SECRETS: "of-the-tests", REPLICATE_API_TOKEN: "", ...vars },
    persistTo,
    onLine: (line) => lines.push(line),
  });
  return { ...server, lines };
}

export function startBrowser(): Promise<Browser> {
  const found = inject("chromium");
  if (!found) throw new Error("no browser: test/browser-files.ts leaves this file out");
  return launchChromium(found);
}

/** What scripts add is there: from now on they answer to what is clicked. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__react")),
  );
}

/** A page of a visitor of their own, that fails its test at a console error, a blocked script or a 500. */
export async function openPage(browser: Browser, app: App, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ baseURL: app.url.href, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => {
    // Whoever moves on before the browser has faded one page into the next: no script of ours is in that.
    if (message !== "Transition was skipped") complaints.push(message);
  });
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text()))
      complaints.push(message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
  return { page, complaints };
}
