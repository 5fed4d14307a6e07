import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { type App, startApp, startBrowser } from "../app";

/** An app and a browser for the journeys of a file: started before the first of them, and stopped after the last. */
export function aSite(vars: Record<string, string> = {}): { app: App; browser: Browser } {
  const site = {} as { app: App; browser: Browser };
  beforeAll(async () => {
    [site.app, site.browser] = await Promise.all([startApp(vars), startBrowser()]);
  });
  afterAll(async () => {
    await site.browser?.close();
    await site.app?.stop();
  });
  return site;
}

/** Joins by the form, as somebody new unless they have an address, and leaves them where pictures are made. */
export async function join(page: Page, email = `${crypto.randomUUID()}@example.com`): Promise<void> {
  await page.goto("/join");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("long enough");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "Make a picture" }).waitFor();
}
