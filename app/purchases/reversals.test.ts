import { describe, expect, test } from "vitest";
import type { User } from "~/accounts/user";
import { owedBy } from "~/credits/owed.server";
import { startGeneration } from "~/generations/start.server";
import { disputeSession, failRefund, refundSession, winDispute } from "~/stripe/demo/acts.server";
import { aPayment, eventsOf, tell, tellNewest, worldWithShop } from "../../test/shop";
import {
  anAccount,
  anOrder,
  creditsOf,
  entriesOf,
  expectBooksToBalance,
  times,
  type World,
} from "../../test/world";
import { fulfil } from "./fulfil.server";

/** Somebody without credits who bought the smallest pack: 500 credits for 300 cents, and 30 of tax. */
async function aBuyer(using: World) {
  const user = await anAccount(using, { credits: 0 });
  const purchase = await aPayment(using, user);
  await fulfil(using, purchase);
  expect(await creditsOf(using, user)).toBe(500);
  return { user, session: purchase.session_id ?? "" };
}

/** Spends credits, by one picture after the other. */
async function spend({ db }: World, user: User, credits: number) {
  const { debit } = await import("~/credits/ledger.server");
  await db.atomically(debit(db, { userId: user.id, generationId: crypto.randomUUID(), amount: credits }));
}

describe("refunds", () => {
  test("in parts take their parts, and together the whole, however often they are told of", async () => {
    const using = worldWithShop();
    const { user, session } = await aBuyer(using);
    const left = [];
    for (const _ of times(3, () => null)) {
      await refundSession(using.db, session, 110);
      const event = (await eventsOf(using)).at(-1) ?? "";
      await Promise.all([tell(using, event), tell(worldWithShop(), event)]);
      expect(await tell(using, event)).toBe("done");
      left.push(await creditsOf(using, user));
    }
    expect(left).toEqual([333, 166, 0]);
    expect(await owedBy(using, user.id)).toBe(0);
    await expectBooksToBalance(using, user);
  });

  test("told of before the payment was take what it brought", async () => {
    const using = worldWithShop();
    const user = await anAccount(using, { credits: 0 });
    const purchase = await aPayment(using, user);
    await refundSession(using.db, purchase.session_id ?? "", 330);
    const events = await eventsOf(using);
    for (const event of events.slice(-2).reverse()) expect(await tell(using, event)).toBe("done");
    expect((await entriesOf(using, user)).map(({ kind, amount }) => [kind, amount])).toEqual([
      ["purchase", 500],
      ["reversal", -500],
    ]);
  });

  test("that fail give the credits again, once; told of late they take nothing", async () => {
    const using = worldWithShop();
    const { user, session } = await aBuyer(using);
    const [heard, unheard] = [
      await refundSession(using.db, session, 165),
      await refundSession(using.db, session, 165),
    ];
    const taken = (await eventsOf(using)).slice(-2);
    const about = (id: string) => taken.find((event) => event.includes(id)) ?? "";
    await tell(using, about(heard));
    expect(await creditsOf(using, user)).toBe(250);
    for (const id of [heard, unheard]) {
      await failRefund(using.db, id);
      for (const _ of times(2, () => null)) await tellNewest(using);
    }
    await tell(using, about(unheard));
    await tell(using, about(heard));
    expect(await creditsOf(using, user)).toBe(500);
    await expectBooksToBalance(using, user);
  });
});

test("a dispute takes when the bank does, and gives when it is won; a mere inquiry does nothing", async () => {
  const using = worldWithShop();
  const { user, session } = await aBuyer(using);
  await disputeSession(using.db, session, 330, { isInquiry: true });
  await tellNewest(using);
  expect(await creditsOf(using, user)).toBe(500);
  const dispute = await disputeSession(using.db, session, 330);
  const taken = (await eventsOf(using)).slice(-2);
  for (const event of taken) await tell(using, event);
  expect(await creditsOf(using, user)).toBe(0);
  await winDispute(using.db, dispute);
  await Promise.all([tellNewest(using), tellNewest(worldWithShop())]);
  for (const event of taken) await tell(using, event);
  expect(await creditsOf(using, user)).toBe(500);
  await expectBooksToBalance(using, user);
});

test.each(["refund", "dispute"])(
  "a %s that comes to nothing gives nothing back of what another one took as well",
  async (first) => {
    const using = worldWithShop();
    const { user, session } = await aBuyer(using);
    const make = { refund: refundSession, dispute: disputeSession };
    const undo = { refund: failRefund, dispute: winDispute };
    const [one, other] =
      first === "refund" ? (["refund", "dispute"] as const) : (["dispute", "refund"] as const);
    const before = await make[one](using.db, session, 330);
    await tellNewest(using);
    const behind = await make[other](using.db, session, 110);
    await tellNewest(using);
    // All credits of the purchase are taken by the first: there is nothing left for the second to take.
    expect([await creditsOf(using, user), await owedBy(using, user.id)]).toEqual([0, 0]);
    await undo[one](using.db, before);
    for (const _ of times(2, () => null)) await tellNewest(using);
    expect([await creditsOf(using, user), await owedBy(using, user.id)]).toEqual([333, 0]);
    await undo[other](using.db, behind);
    for (const _ of times(2, () => null)) await tellNewest(using);
    expect([await creditsOf(using, user), await owedBy(using, user.id)]).toEqual([500, 0]);
    await expectBooksToBalance(using, user);
  },
);

describe("credits that were spent already", () => {
  test("are owed; nothing is made until the next purchase, which settles them first", async () => {
    const using = worldWithShop();
    const { user, session } = await aBuyer(using);
    await spend(using, user, 400);
    await refundSession(using.db, session, 330);
    await tellNewest(using);
    expect([await creditsOf(using, user), await owedBy(using, user.id)]).toEqual([0, 400]);

    // What comes back of a picture is theirs, and does not end the waiting.
    const { refund } = await import("~/credits/ledger.server");
    await using.db.atomically(
      refund(using.db, { userId: user.id, generationId: crypto.randomUUID(), amount: 50 }),
    );
    const refused = await startGeneration(using, user, anOrder());
    expect(refused).toMatchObject({ kind: "short", credits: 50, owed: 400 });

    await fulfil(using, await aPayment(using, user));
    expect([await creditsOf(using, user), await owedBy(using, user.id)]).toEqual([150, 0]);
    expect(await startGeneration(using, user, anOrder())).toMatchObject({ kind: "started" });
    await expectBooksToBalance(using, user);
  });

  test("of several purchases are settled the oldest first, by as many purchases as it takes", async () => {
    const using = worldWithShop();
    const [one, two] = [await aBuyer(using), null];
    const { user } = one;
    const sessions = [one.session];
    for (const _ of times(2, () => two)) {
      const purchase = await aPayment(using, user);
      await fulfil(using, purchase);
      sessions.push(purchase.session_id ?? "");
    }
    await spend(using, user, 1_450);
    for (const session of sessions) {
      await refundSession(using.db, session, 330);
      await tellNewest(using);
    }
    const parts = () =>
      using.db
        .selectFrom("reversals")
        .select(["asked", "taken"])
        .where("user_id", "=", user.id)
        .orderBy("created_at")
        .orderBy("id")
        .execute();
    expect((await parts()).map(({ taken }) => taken)).toEqual([50, 0, 0]);
    await fulfil(using, await aPayment(using, user));
    expect((await parts()).map(({ taken }) => taken)).toEqual([500, 50, 0]);
    expect([await creditsOf(using, user), await owedBy(using, user.id)]).toEqual([0, 950]);
    await fulfil(using, await aPayment(using, user));
    await fulfil(using, await aPayment(using, user));
    expect([await creditsOf(using, user), await owedBy(using, user.id)]).toEqual([50, 0]);
    await expectBooksToBalance(using, user);
  });

  test("are owed no more when the dispute is won, and what was settled of it comes back", async () => {
    const using = worldWithShop();
    const { user, session } = await aBuyer(using);
    await spend(using, user, 500);
    const dispute = await disputeSession(using.db, session, 330);
    await tellNewest(using);
    expect(await owedBy(using, user.id)).toBe(500);
    await fulfil(using, await aPayment(using, user));
    expect([await creditsOf(using, user), await owedBy(using, user.id)]).toEqual([0, 0]);
    await winDispute(using.db, dispute);
    await tellNewest(using);
    await tellNewest(using);
    expect(await creditsOf(using, user)).toBe(500);
    await expectBooksToBalance(using, user);
  });
});
