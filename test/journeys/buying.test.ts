import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, openPage, startApp, startBrowser } from "../app";
import { Visitor } from "../visitor";
import { choose } from "./composer";

let app: App;
let browser: Browser;

beforeAll(async () => {
  app = await startApp({
    SIGNUP_CREDITS: "0",
    SELLER_NAME: "Lighthouse Ltd",
    SELLER_ADDRESS: "1 Cliff Road",
  });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** A browser in which somebody new is signed in. */
async function signedIn({ javaScriptEnabled = true } = {}) {
  const opened = await openPage(browser, app, { javaScriptEnabled });
  const visitor = new Visitor(app);
  const email = await visitor.join();
  await opened.page.context().addCookies(visitor.cookies.filter(({ name }) => name === "session"));
  return { ...opened, email };
}

test("without JavaScript, from an empty balance through the shop back to the very order that waited", async () => {
  const { page, complaints } = await signedIn({ javaScriptEnabled: false });
  await page.goto("/");
  await page.getByRole("textbox", { name: "Prompt" }).fill("a lighthouse & 灯塔");
  await choose(page, "shape", "16:9");
  await page.getByRole("button", { name: "Generate · 1 credit" }).click();
  await page.getByText("You need 1 credit and have 0.").waitFor();
  await page.getByRole("main").getByRole("button", { name: "Buy credits" }).click();
  await page.getByText("Your order for a picture is saved.").waitFor();
  await page.getByText("about 500 pictures with FLUX.2 [klein]").waitFor();
  await page.getByRole("link", { name: "Euros" }).click();
  await page.getByText("€3.00").waitFor();
  await page.getByRole("button", { name: "Buy 500 credits" }).click();

  // The page that leads on needs no script, and no form that leads elsewhere.
  await page.getByRole("heading", { name: "Play money" }).waitFor();
  await page.getByText("€3.30").waitFor();
  await page.getByRole("button", { name: "Pay", exact: true }).click();

  // Back at the order, one press away.
  await page.getByText("Paid. 500 credits are yours.").waitFor();
  expect(await page.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe("a lighthouse & 灯塔");
  await page.getByRole("button", { name: "Generate · 1 credit" }).click();
  const picture = page.getByRole("img", { name: "a lighthouse & 灯塔" });
  await picture.waitFor();
  expect(await picture.evaluate(() => new URL(location.href).pathname).catch(() => "")).not.toBe("/");

  await page.goto("/credits");
  await page.getByText("You have 499 credits.").waitFor();
  await page.getByRole("link", { name: "Credits bought" }).click();
  await page.getByRole("heading", { name: "Receipt" }).waitFor();
  const receipt = await page.getByRole("main").innerText();
  for (const said of [
    "F-000001",
    "Lighthouse Ltd",
    "1 Cliff Road",
    "500 credits for pictures",
    "€3.00",
    "€0.30",
    "€3.30",
  ])
    expect(receipt).toContain(said);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("with scripts, two presses are one purchase, and the way back from paying leads to the shop", async () => {
  const { page, complaints, email } = await signedIn();
  const states = async () => {
    const d1 = await app.database();
    const all = d1.prepare("SELECT state FROM purchases JOIN users ON users.id = user_id WHERE email = ?");
    return (await all.bind(email).all<{ state: string }>()).results.map(({ state }) => state);
  };
  const playMoney = page.getByRole("heading", { name: "Play money" });
  const buy = page.getByRole("button", { name: "Buy 500 credits" });
  await page.goto("/credits");
  await buy.dblclick();
  await playMoney.waitFor();
  expect(await states()).toEqual(["open"]);

  await page.goBack();
  await page.getByRole("heading", { name: "Credits", exact: true }).waitFor();
  await buy.click();
  await playMoney.waitFor();
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await page.getByText("Paid. 500 credits are yours.").waitFor();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "500 credits" }).waitFor();

  // Back on the page for paying there is nothing to pay any more.
  await page.goBack();
  await page.getByText("There is nothing to pay here any more.").waitFor();
  expect((await states()).filter((state) => state !== "open")).toEqual(["paid"]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

/** Presses "Buy", and returns the purchase's page and the stand-in's. */
async function buy(visitor: Visitor, id: string = crypto.randomUUID()) {
  const answer = await visitor.post("/purchases", { id, pack: "small", currency: "usd" });
  expect(answer.headers.get("Location")).toBe(`/purchases/${id}/pay`);
  const leads = await visitor.get(`/purchases/${id}/pay`);
  const to = leads.headers.get("Refresh")?.match(/^0; url=(.+)$/)?.[1] ?? "";
  expect(await leads.text()).toContain(`href="${to}"`);
  return { purchase: `/purchases/${id}`, pays: new URL(to).pathname };
}

test("cancelled, failed, later: each says how it stands, and nothing is charged twice", async () => {
  const visitor = new Visitor(app);
  await visitor.join();
  const { purchase, pays } = await buy(visitor);
  const press = async (page: string, how: string) =>
    (await visitor.post(page, { do: how })).headers.get("Location") ?? "";
  const cancelled = await press(pays, "cancel");
  expect(await visitor.html(cancelled)).toMatch(/Not paid yet.*href="\/purchases\/[^"]+\/pay"/s);
  expect(await press(pays, "fail")).toBe(`${purchase}?back=paid`);
  expect(await visitor.html(purchase)).toContain("Nothing was charged, and nothing will be.");
  expect((await visitor.get(`${purchase}/pay`)).headers.get("Location")).toBe(purchase);

  const later = await buy(visitor);
  await visitor.get(await press(later.pays, "later"));
  const pending = await visitor.get(later.purchase);
  expect(pending.headers.get("Refresh")).toBe(`2; url=${later.purchase}?looks=1`);
  expect(await pending.text()).toContain("Your payment is on its way");
  expect(await visitor.html(later.pays)).toContain("There is nothing to pay here any more.");
  expect(await visitor.balance()).toBe(0);
});

test("a purchase is its buyer's alone, and news without a signature is refused", async () => {
  const [buyer, stranger] = [new Visitor(app), new Visitor(app)];
  await Promise.all([buyer.join(), stranger.join()]);
  const { purchase, pays } = await buy(buyer);
  for (const path of [purchase, `${purchase}/pay`, pays]) {
    expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
    expect([path, (await new Visitor(app).get(path)).status]).toEqual([path, 303]);
  }
  expect((await stranger.post(pays, { do: "pay" })).status).toBe(404);
  const id = purchase.split("/")[2] ?? "";
  await stranger.post("/purchases", { id, pack: "small", currency: "usd" });
  expect(await stranger.html("/credits")).toContain("not sold any more");
  const odd: Record<string, string>[] = [
    { id, pack: "small", currency: "xyz" },
    { id, pack: "small" },
    { pack: "small", currency: "usd" },
  ];
  for (const fields of odd) expect((await buyer.post("/purchases", fields)).status).toBe(400);
  expect((await buyer.get("/purchases")).status).toBe(405);

  const webhook = (headers: Record<string, string>) =>
    fetch(new URL("/webhooks/stripe", app.url), { method: "POST", body: "{}", headers });
  expect((await webhook({ "Content-Type": "application/json" })).status).toBe(400);
  expect((await webhook({ "Stripe-Signature": "t=1,v1=ab" })).status).toBe(400);
  expect((await fetch(new URL("/webhooks/stripe", app.url))).status).toBe(405);
});
