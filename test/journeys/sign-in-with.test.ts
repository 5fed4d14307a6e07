import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, openPage, startApp, startBrowser } from "../app";
import { CLIENT, type SignInProvider, startProvider } from "../sign-in-provider";

let app: App;
let provider: SignInProvider;
let browser: Browser;

beforeAll(async () => {
  provider = await startProvider(() => app.url.origin);
  [app, browser] = await Promise.all([
    startApp({
      ...{ OIDC_ISSUER: provider.issuer, OIDC_NAME: "Example House" },
      ...{ OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
    }),
    startBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await provider?.stop();
});

test.each([true, false])(
  "a prompt, another site, and the prompt again; scripts on: %s",
  async (javaScriptEnabled) => {
    const subject = `of-${javaScriptEnabled}`;
    provider.people.set(subject, { email: `${subject}@example.com`, verified: true });
    const { page, complaints } = await openPage(browser, app, { javaScriptEnabled });
    await page.goto("/");
    await page.getByRole("textbox").first().fill("A lighthouse that waits");
    await page
      .getByRole("button", { name: /Generate/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Continue with Example House" }).click();
    await page.getByRole("link", { name: subject }).click();
    await page.waitForURL(`${app.url.origin}/?draft=kept`);
    expect(await page.getByRole("textbox").first().inputValue()).toBe("A lighthouse that waits");

    await page.goto("/account/ways");
    await page.getByRole("link", { name: "Example House" }).click();
    await page.getByText("your only way in").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  },
);
