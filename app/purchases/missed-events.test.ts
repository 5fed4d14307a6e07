import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { owedBy } from "~/credits/owed.server";
import { DAY, MINUTE } from "~/platform/clock.server";
import {
  disputeSession,
  failRefund,
  loseDispute,
  refundSession,
  winDispute,
} from "~/stripe/demo/acts.server";
import { aPayment, tellNewest, worldWithShop } from "../../test/shop";
import { anAccount, creditsOf, entriesOf, expectBooksToBalance, times, type World } from "../../test/world";
import { fulfil } from "./fulfil.server";
import { readMissedEvents } from "./missed-events.server";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

/** Somebody who bought 500 credits for 330 cents, and never heard of again by an event. */
async function aBuyer(using: World) {
  await using.db.deleteFrom("demo_stripe").execute();
  await using.db.deleteFrom("sweep_positions").where("name", "=", "stripe_events").execute();
  const user = await anAccount(using, { credits: 0 });
  const purchase = await aPayment(using, user);
  await fulfil(using, purchase);
  return { user, session: purchase.session_id ?? "" };
}

test("a refund, a dispute and what became of them are found though no event ever came, each once", async () => {
  const using = worldWithShop();
  const { user, session } = await aBuyer(using);
  const refund = await refundSession(using.db, session, 33);
  const [won, lost] = [
    await disputeSession(using.db, session, 165),
    await disputeSession(using.db, session, 66),
  ];
  // The webhook has its turn first.
  expect(await readMissedEvents(using)).toBe(0);
  later(15 * MINUTE);
  await Promise.all(times(2, () => readMissedEvents(worldWithShop())));
  expect(await creditsOf(using, user)).toBe(500 - 50 - 250 - 100);
  await Promise.all([failRefund(using.db, refund), winDispute(using.db, won), loseDispute(using.db, lost)]);
  later(15 * MINUTE);
  await readMissedEvents(using);
  // An event that comes after all is known.
  await tellNewest(using);
  expect(await creditsOf(using, user)).toBe(400);
  expect(await entriesOf(using, user)).toHaveLength(1 + 3 + 2);
  expect(await owedBy(using, user.id)).toBe(0);
  await expectBooksToBalance(using, user);
});

test("many are read a page in a run, and none is passed over while Stripe does not say how it stands", async () => {
  const using = worldWithShop();
  const { user, session } = await aBuyer(using);
  for (const _ of times(25, () => null)) await refundSession(using.db, session, 10);
  later(15 * MINUTE);
  using.faults.plan("shop", "before");
  expect(await readMissedEvents(using)).toBe(0);
  using.faults.plan("shop", "after", 3);
  expect(await readMissedEvents(using)).toBe(20);
  // Of the page that was not learnt whole, what is known is not taken twice.
  expect(await readMissedEvents(using)).toBe(20);
  expect(await readMissedEvents(using)).toBe(6);
  expect(await readMissedEvents(using)).toBe(0);
  expect(await creditsOf(using, user)).toBe(500 - 25 * 16);
  await expectBooksToBalance(using, user);
});

test("a page whose place is listed no longer begins its stretch anew", async () => {
  const using = worldWithShop();
  const { user, session } = await aBuyer(using);
  for (const _ of times(21, () => null)) await refundSession(using.db, session, 10);
  later(15 * MINUTE);
  await readMissedEvents(using);
  await using.db.deleteFrom("demo_stripe").where("kind", "=", "event").execute();
  await refundSession(using.db, session, 99);
  vi.spyOn(console, "error").mockReturnValueOnce();
  expect(await readMissedEvents(using)).toBe(0);
  later(15 * MINUTE);
  await readMissedEvents(using);
  await readMissedEvents(using);
  expect(await creditsOf(using, user)).toBe(500 - 20 * 16 - 150);
});

test("Stripe's list is not read where nothing was ever to be paid, and not again before it is time", async () => {
  const using = worldWithShop();
  const { user, session } = await aBuyer(using);
  later(15 * MINUTE);
  expect(await readMissedEvents(using)).toBe(1);
  await refundSession(using.db, session, 330);
  later(9 * MINUTE);
  expect(await readMissedEvents(using)).toBe(0);
  later(40 * DAY);
  // Older than Stripe lists them.
  expect(await readMissedEvents(using)).toBe(0);
  expect(await creditsOf(using, user)).toBe(500);
  await using.db.updateTable("purchases").set({ session_id: null }).execute();
  later(15 * MINUTE);
  const [calls] = [using.timings.totalCalls];
  await readMissedEvents(using);
  expect(using.timings.totalCalls - calls).toBe(2);
});
