import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { inject } from "vitest";
import { launchChromium } from "../scripts/chromium";
import { type Server, serve } from "../scripts/server";
import { insertAccount, PASSWORD } from "./account";

/** `openAccount` puts an account into the database, as joining would; null where joining is not open to everybody at once. */
export type App = Server & { lines: string[]; openAccount: ((email: string) => Promise<void>) | null };

/** Starts the production build on a free port, on data of its own. Without further vars it is the demo. */
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

/** Starts the production build on data that outlives it. */
export async function startAppOn(persistTo: string, vars: Record<string, string> = {}): Promise<App> {
  const lines: string[] = [];
  const all = { SESSION_SECRETS: "of-the-tests", REPLICATE_API_TOKEN: "", SIGNUP_CREDITS: "10", ...vars };
  const server = await serve({ port: 0, vars: all, persistTo, onLine: (line) => lines.push(line) });
  const isOpen = server.outbox !== null && (vars.SIGNUP ?? "open") === "open";
  // What the settings say where nothing is said.
  const credits = Number(all.SIGNUP_CREDITS || (all.REPLICATE_API_TOKEN ? 10 : 500));
  return {
    ...server,
    lines,
    openAccount: isOpen
      ? async (email) => insertAccount(await server.database(), { email, credits, password: PASSWORD })
      : null,
  };
}

/** With `keepsPages` it keeps pages for the way back, as people's browsers do. */
export function startBrowser({ keepsPages = false } = {}): Promise<Browser> {
  const found = inject("chromium");
  if (!found) throw new Error("no browser: test/browser-files.ts leaves this file out");
  return launchChromium(found, { keepsPages });
}

/** What Chromium says when a visitor moves on while one page fades into the next or its data comes: no script of ours does. */
const OF_LEAVING = /^Transition was (skipped|aborted)|BodyStreamBuffer was aborted/;

/**
 * Opens a page for a new visitor. Console errors (a blocked script is one), uncaught errors and answers of 500 and above
 * are noted in `complaints`, which a test expects to be empty.
 */
export async function openPage(browser: Browser, app: App, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ baseURL: app.url.href, ...options });
  // For a machine that does much else at once: what is waited for comes, or the test ends.
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => {
    if (!OF_LEAVING.test(message)) complaints.push(message);
  });
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !/status of 4\d\d/.test(text) && !OF_LEAVING.test(text))
      complaints.push(text);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
  return { page, complaints };
}

/** Signs out by the menu that every page has. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
}
