import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { owedBy } from "~/credits/owed.server";
import { DAY, HOUR, MINUTE } from "~/platform/clock.server";
import { sweepPosition } from "~/platform/sweep-positions.server";
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

test("what can never be learnt keeps nothing else from being heard of, and is given up, loudly, in the end", async () => {
  const using = worldWithShop();
  const { user, session } = await aBuyer(using);
  const logged = vi.spyOn(console, "error").mockReturnValue();
  const lost = await refundSession(using.db, session, 33);
  // Stripe lists the event, and says of the refund itself nothing that could be understood.
  await using.db.updateTable("demo_stripe").set({ body: "{}" }).where("id", "=", lost).execute();
  const readUpTo = async () => JSON.parse(await sweepPosition(using.db, "stripe_events")).from;
  // For a while Stripe may only be ill: the list is read again, from where it was.
  for (const minutes of [15, 30]) {
    later(minutes * MINUTE);
    await readMissedEvents(using);
    expect(await readUpTo()).toBeLessThan(Date.now() / 1_000 - 29 * 24 * 3_600);
  }
  later(31 * MINUTE);
  await readMissedEvents(using);
  expect(await readUpTo()).toBeGreaterThan(Date.now() / 1_000 - 3_600);
  await refundSession(using.db, session, 165);
  later(15 * MINUTE);
  await readMissedEvents(using);
  expect(await creditsOf(using, user)).toBe(250);
  // It is asked after all the same.
  await using.db
    .updateTable("demo_stripe")
    .set({ body: JSON.stringify({ id: lost, object: "refund", amount: 33, status: "succeeded", session }) })
    .where("id", "=", lost)
    .execute();
  later(15 * MINUTE);
  await readMissedEvents(using);
  expect(await creditsOf(using, user)).toBe(200);

  const never = await refundSession(using.db, session, 33);
  await using.db.updateTable("demo_stripe").set({ body: "{}" }).where("id", "=", never).execute();
  for (const _ of times(30, () => null)) {
    later(8 * HOUR);
    await readMissedEvents(using);
  }
  expect(logged.mock.calls.join()).toContain(
    `"event":"stripe_event_given_up","about":"refund","id":"${never}"`,
  );
  const [calls] = [using.timings.totalCalls];
  later(15 * MINUTE);
  await readMissedEvents(using);
  // It is read no more: its place, the list, and its place again.
  expect(using.timings.totalCalls - calls).toBe(4);
  logged.mockRestore();
});
