import { describe, expect, test, vi } from "vitest";
import { DAY, HOUR, MINUTE } from "~/platform/clock.server";
import { paySession } from "~/stripe/demo/acts.server";
import { change, recall } from "~/stripe/demo/store.server";
import {
  aPayment,
  aPurchase,
  aWish,
  eventsOf,
  noted,
  tell,
  tellNewest,
  worldWithShop,
} from "../../test/shop";
import { anAccount, creditsOf, entriesOf, expectBooksToBalance, times, world } from "../../test/world";
import { checkoutOf } from "./checkout.server";
import { sendDemoEvents } from "./demo-events.server";
import { fulfil } from "./fulfil.server";
import { orderPack } from "./order.server";
import { OFFERED_PACKS } from "./packs";
import { lookAtPurchases } from "./sweep.server";

const CREDITS = OFFERED_PACKS[0]?.credits ?? 0;

test("Buy pressed twice is one purchase, and leads to one page for paying", async () => {
  const using = worldWithShop();
  const user = await anAccount(using);
  const wish = aWish();
  await Promise.all(times(3, () => orderPack(using, user, wish)));
  const purchase = await noted(using, wish.id);
  const pages = await Promise.all(times(3, () => checkoutOf(using, purchase)));
  expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1);
  expect(pages[0]).toMatchObject({ kind: "leads", url: expect.stringContaining("/play-money/") });
  // Somebody else, or for another pack, has that id in vain.
  expect(await orderPack(using, await anAccount(using), wish)).toEqual({ kind: "not_offered" });
  expect(await orderPack(using, user, { ...wish, pack: "large" })).toEqual({ kind: "not_offered" });
  expect(await orderPack(using, user, aWish({ pack: "gone" }))).toEqual({ kind: "not_offered" });
  expect(await entriesOf(using, user)).toHaveLength(1);
});

test("webhook, return page and sweep at once give the credits once, with one receipt", async () => {
  const using = worldWithShop();
  const user = await anAccount(using);
  const purchase = await aPayment(using, user);
  const [event = ""] = await eventsOf(using).then((events) => events.slice(-1));
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3 * MINUTE });
  try {
    await Promise.all([
      tell(using, event),
      fulfil(using, purchase),
      lookAtPurchases(worldWithShop()),
      tell(worldWithShop(), event),
      fulfil(worldWithShop(), purchase),
    ]);
    expect(await tell(using, event)).toBe("done");
  } finally {
    vi.useRealTimers();
  }
  expect(await creditsOf(using, user)).toBe(10 + CREDITS);
  const after = await noted(using, purchase.id);
  expect(after).toMatchObject({ state: "paid", amount: 300, total: 330, tax: 30, look_at: null });
  expect(after.number).toBeGreaterThan(0);
  await expectBooksToBalance(using, user);
});

test("receipts are numbered without a gap", async () => {
  const using = worldWithShop();
  const user = await anAccount(using);
  const purchases = await Promise.all(times(3, () => aPayment(using, user)));
  await Promise.all(purchases.map((purchase) => fulfil(using, purchase)));
  const numbers = await Promise.all(purchases.map(async ({ id }) => (await noted(using, id)).number ?? 0));
  const [first = 0] = numbers.toSorted((one, other) => one - other);
  expect(numbers.toSorted((one, other) => one - other)).toEqual([first, first + 1, first + 2]);
});

test.each([
  ["amount", { amount_subtotal: 1 }],
  ["currency", { currency: "jpy" }],
  ["livemode", { livemode: true }],
  ["order", { client_reference_id: crypto.randomUUID() }],
])("paid with another %s than ordered gives nothing, and an operator is told", async (name, other) => {
  const using = worldWithShop();
  const user = await anAccount(using);
  const purchase = await aPayment(using, user);
  const id = purchase.session_id ?? "";
  const session = await recall(using.db, "session", id);
  await using.db.atomically([change<"session">(using.db, id, { ...session, ...other } as never)]);
  const logged = vi.spyOn(console, "error").mockReturnValue();
  expect(await fulfil(using, purchase)).toBe("refused");
  expect(JSON.parse(String(logged.mock.calls[0]?.[0]))).toMatchObject({
    event: "purchase_refused",
    id: purchase.id,
  });
  logged.mockRestore();
  expect(await noted(using, purchase.id)).toMatchObject({
    state: "refused",
    problem: expect.stringContaining(name),
  });
  expect(await tellNewest(using)).toBe("done");
  expect(await creditsOf(using, user)).toBe(10);
});

test("an event that nobody signed, or long ago, is forged; one of which Stripe does not say how it stands comes again", async () => {
  const using = worldWithShop();
  const user = await anAccount(using);
  const purchase = await aPayment(using, user);
  const event = (await eventsOf(using)).at(-1) ?? "";
  expect(await tell(using, event, "whsec_of_somebody_else")).toBe("forged");
  using.faults.plan("shop", "before");
  expect(await tell(using, event)).toBe("again");
  expect(await creditsOf(using, user)).toBe(10);
  using.faults.plan("batch", "after");
  expect(await tell(using, event)).toBe("done");
  expect(await creditsOf(using, user)).toBe(10 + CREDITS);
  expect(await fulfil(using, purchase)).toBe("paid");
  expect(await tell(world({ STRIPE_SECRET_KEY: "sk_test_x" }), event)).toBe("no_shop");
  expect(await tell(world(), event)).toBe("no_shop");
});

test("an event about a session that was never noted finds its order", async () => {
  const using = worldWithShop();
  const user = await anAccount(using);
  const purchase = await aPayment(using, user);
  await using.db.updateTable("purchases").set({ session_id: null }).where("id", "=", purchase.id).execute();
  expect(await tellNewest(using)).toBe("done");
  expect(await noted(using, purchase.id)).toMatchObject({ state: "paid", session_id: purchase.session_id });
});

test("a payment that arrives later is waited for; one that fails, or that nobody made, ends", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    const using = worldWithShop();
    const user = await anAccount(using);
    const later = await aPayment(using, user, "later");
    const failed = await aPayment(using, user, "fail");
    const left = await aPurchase(using, user);
    expect(await fulfil(using, later)).toBe("pending");
    expect(await fulfil(using, failed)).toBe("ended");
    expect(await fulfil(using, left)).toBe("open");
    vi.setSystemTime(Date.now() + 3 * MINUTE);
    expect(await lookAtPurchases(using)).toBe(1);
    expect(await creditsOf(using, user)).toBe(10 + CREDITS);
    vi.setSystemTime(Date.now() + DAY + HOUR);
    await lookAtPurchases(using);
    expect(await noted(using, left.id)).toMatchObject({ state: "ended", look_at: null });
    expect(await checkoutOf(using, await noted(using, left.id))).toEqual({ kind: "over" });
  } finally {
    vi.useRealTimers();
  }
});

describe("the demo", () => {
  const demo = () => world({ REPLICATE_API_TOKEN: "" });

  test("sells by the same path, and hears its own events, twice and late", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const using = demo();
      await using.db.deleteFrom("demo_stripe").execute();
      const user = await anAccount(using);
      const purchase = await aPurchase(using, user);
      await paySession(using.db, purchase.session_id ?? "", "pay");
      expect(await sendDemoEvents(using)).toBe(2);
      expect(await creditsOf(using, user)).toBe(10 + CREDITS);
      vi.setSystemTime(Date.now() + 3 * MINUTE);
      expect(await sendDemoEvents(using)).toBe(1);
      expect(await sendDemoEvents(using)).toBe(0);
      expect(await entriesOf(using, user)).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test("is nowhere where a key or a token is set", async () => {
    expect(demo().stripe?.isDemo).toBe(true);
    expect(worldWithShop().stripe?.isDemo).toBe(false);
    expect(world({ REPLICATE_API_TOKEN: "", STRIPE_SECRET_KEY: "sk_live_x" }).stripe).toMatchObject({
      isDemo: false,
      isLive: true,
    });
    expect(world().stripe).toBeNull();
    expect(await sendDemoEvents(worldWithShop())).toBe(0);
  });
});
