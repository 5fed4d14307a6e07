import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openPage, signOut } from "../app";
import { codeAt } from "../authenticator";
import { Visitor } from "../visitor";
import { aSite } from "./site";

const PASSWORD = "correct horse";

const site = aSite();

/**
 * Gives the page a device that makes and uses keys by itself, as one whose owner has just put a finger on it. Where the
 * address says so the browser offers none in the field for the address: there the button is what is tried.
 */
async function giveDevice(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable", { enableUI: false });
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  await page.addInitScript(() => {
    if (location.search.includes("by-button"))
      PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
}

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();

test("a passkey is added, lets in without a password or code, is renamed, and removed", async () => {
  const { page, complaints } = await openPage(site.browser, site.app);
  await giveDevice(page);
  const email = `passkeys-${crypto.randomUUID()}@example.com`;
  await page.goto("/join");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();

  // A second factor first, which the passkey stands in for.
  await page.goto("/account/factor");
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByRole("button", { name: "Set up" }).click();
  const secret = (await page.locator(".secret").textContent()) ?? "";
  await page.getByLabel("Code").fill(codeAt(secret));
  await page.getByRole("button", { name: "Turn on" }).click();
  await heading(page, "Recovery codes");

  await page.goto("/account");
  await page.getByRole("link", { name: "Passkeys" }).click();
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("The passkey is added.").waitFor();
  await page.getByText("not used yet").waitFor();

  await signOut(page);
  await page.goto("/login?by-button&redirectTo=/account/passkeys");
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  const answer = new URLSearchParams((await sent).postData() ?? "").get("passkey") ?? "";
  await heading(page, "Passkeys");
  await page.getByText(/last used/).waitFor();

  // What was sent once lets nobody in again, neither here nor in another browser.
  await signOut(page);
  await page.goto("/login?by-button");
  const again = await page.request.post("/login", {
    form: { passkey: answer },
    headers: { Origin: site.app.url.origin, "Sec-Fetch-Site": "same-origin" },
  });
  expect([again.status(), await again.text()]).toEqual([422, expect.stringContaining("or was sent twice")]);
  const other = new Visitor(site.app);
  await other.get("/login");
  expect((await other.post("/login", { passkey: answer })).status).toBe(422);
  expect((await other.post("/login", { passkey: "nothing" })).status).toBe(422);

  // The field for the address offers it, too: a device that answers by itself is as somebody who chose it there.
  await page.goto("/login?redirectTo=/account/passkeys");
  await heading(page, "Passkeys");

  await page.locator(".rows a").click();
  await page.getByLabel("Name").fill("Blue key");
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("link", { name: "Blue key" }).click();
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByText("The passkey is removed.").waitFor();

  await signOut(page);
  await page.goto("/login?by-button");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("This passkey does not belong to an account here.").waitFor();
  expect(complaints).toEqual([]);
});

test("without JavaScript, and at an address that keys are not kept for, nothing offers one", async () => {
  const { page } = await openPage(site.browser, site.app, { javaScriptEnabled: false });
  await page.goto("/login");
  expect(await page.getByRole("button", { name: "Sign in with a passkey" }).isVisible()).toBe(false);
  const elsewhere = new URL("/login", site.app.url);
  elsewhere.hostname = "127.0.0.1";
  const { page: there } = await openPage(site.browser, site.app);
  await there.goto(elsewhere.href);
  await there.getByRole("button", { name: "Sign in", exact: true }).waitFor();
  expect(await there.getByRole("button", { name: "Sign in with a passkey" }).count()).toBe(0);
});
