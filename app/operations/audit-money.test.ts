import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { fulfil } from "~/purchases/fulfil.server";
import { disputeSession, refundSession, winDispute } from "~/stripe/demo/acts.server";
import { emptyEverything } from "../../test/emptied";
import { aPayment, aPurchase, tellNewest, worldWithShop } from "../../test/shop";
import { anAccount } from "../../test/world";
import { audit } from "./audit.server";
import type { Invariant } from "./invariants";

const names = { paid: "", open: "", user: "", refund: "", dispute: "" };

/** Two purchases, of which one is paid; a part of it was refunded, and a dispute about another part was won. */
beforeAll(async () => {
  await emptyEverything();
  const using = worldWithShop();
  const user = await anAccount(using, { credits: 0 });
  const paid = await aPayment(using, user);
  await fulfil(using, paid);
  const refund = await refundSession(using.db, paid.session_id ?? "", 110);
  await tellNewest(using);
  const dispute = await disputeSession(using.db, paid.session_id ?? "", 110);
  await tellNewest(using);
  await winDispute(using.db, dispute);
  await tellNewest(using);
  const open = await aPurchase(using, user);
  Object.assign(names, { paid: paid.id, open: open.id, user: user.id, refund, dispute });
  expect(await audit(using)).toEqual([]);
});

/** Each statement with what undoes it; `:name` stands for one of the names. */
test.each<[Invariant, keyof typeof names, string, string]>([
  [
    "bought_exactly_when_paid",
    "open",
    "UPDATE purchases SET state = 'paid', number = 2, paid_at = '2026', total = 1, tax = 0 WHERE id = :open",
    "UPDATE purchases SET state = 'open', number = NULL WHERE id = :open",
  ],
  [
    "bought_exactly_when_paid",
    "paid",
    "UPDATE purchases SET credits = credits + 1 WHERE id = :paid",
    "UPDATE purchases SET credits = credits - 1 WHERE id = :paid",
  ],
  [
    "taken_back_as_reversals_say",
    "user",
    "UPDATE reversals SET taken = taken - 1 WHERE id = :refund",
    "UPDATE reversals SET taken = taken + 1 WHERE id = :refund",
  ],
  [
    "given_back_when_reinstated",
    "dispute",
    "UPDATE reversals SET reinstated_at = NULL WHERE id = :dispute",
    "UPDATE reversals SET reinstated_at = '2026' WHERE id = :dispute",
  ],
  [
    "not_taken_back_beyond_what_was_bought",
    "paid",
    "UPDATE reversals SET asked = asked + 400 WHERE id = :refund",
    "UPDATE reversals SET asked = asked - 400 WHERE id = :refund",
  ],
  [
    "no_purchase_stays_open",
    "open",
    "UPDATE purchases SET created_at = '2026-01-01T00:00:00.000Z' WHERE id = :open",
    "UPDATE purchases SET created_at = '2999-01-01T00:00:00.000Z' WHERE id = :open",
  ],
])("%s: %s", async (invariant, whose, breaks, mends) => {
  const run = (sql: string) =>
    env.DB.prepare(
      sql.replace(/:(paid|open|user|refund|dispute)/g, (_, name: keyof typeof names) => `'${names[name]}'`),
    ).run();
  await run(breaks);
  expect(await audit(worldWithShop())).toContainEqual({ invariant, id: names[whose] });
  await run(mends);
  expect(await audit(worldWithShop())).toEqual([]);
});

test("receipts_are_numbered_without_a_gap", async () => {
  await env.DB.prepare("UPDATE purchases SET number = 7 WHERE id = ?").bind(names.paid).run();
  expect(await audit(worldWithShop())).toEqual([{ invariant: "receipts_are_numbered_without_a_gap", id: 7 }]);
  await env.DB.prepare("UPDATE purchases SET number = 1 WHERE id = ?").bind(names.paid).run();
});
