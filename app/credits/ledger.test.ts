import { expect, test } from "vitest";
import { readCursor } from "~/platform/cursor.server";
import {
  anAccount,
  anOrder,
  creditsOf,
  entriesOf,
  expectBooksToBalance,
  times,
  world,
} from "../../test/world";
import { startGeneration } from "../generations/start.server";
import { debit, refund, welcome } from "./ledger.server";
import { ledgerPage } from "./statement.server";

test("an entry notes the balance that it leaves", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 3 });
  for (const generationId of ["a", "b"])
    await using.db.atomically(debit(using.db, { userId: user.id, generationId, amount: 1 }));
  expect(await entriesOf(using, user)).toMatchObject([
    { amount: 3, balance_after: 3 },
    { amount: -1, balance_after: 2 },
    { amount: -1, balance_after: 1 },
  ]);
});

test("the schema refuses to go below nothing, and takes the whole batch back", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 1 });
  const twice = ["c", "d"].flatMap((generationId) =>
    debit(using.db, { userId: user.id, generationId, amount: 1 }),
  );
  await expect(using.db.atomically(twice)).rejects.toThrow("CHECK constraint failed: enough_credits");
  expect(await creditsOf(using, user)).toBe(1);
  expect(await entriesOf(using, user)).toHaveLength(1);
});

test("the schema refuses a second refund", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 1 });
  const purchase = { userId: user.id, generationId: "e", amount: 1 };
  await using.db.atomically(debit(using.db, purchase));
  await using.db.atomically(refund(using.db, purchase));
  await expect(using.db.atomically(refund(using.db, purchase))).rejects.toThrow(
    "UNIQUE constraint failed: credit_entries.generation_id",
  );
  expect(await creditsOf(using, user)).toBe(1);
});

test("the schema refuses a second entry with one reference, and takes the credits back", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 3 });
  const other = await anAccount(using, { credits: 1 });
  await expect(using.db.atomically(welcome(using.db, { userId: user.id, amount: 5 }))).rejects.toThrow(
    "UNIQUE constraint failed: credit_entries.reference",
  );
  expect([await creditsOf(using, user), await creditsOf(using, other)]).toEqual([3, 1]);
  expect(await entriesOf(using, user)).toHaveLength(1);
});

test("a page is newest first, with what it was for, and another visitor's entries never appear", async () => {
  const using = world();
  const [user, stranger] = [await anAccount(using), await anAccount(using)];
  const order = anOrder({ prompt: "A lighthouse" });
  await startGeneration(using, user, order);
  await startGeneration(using, stranger, anOrder());
  const { entries, older } = await ledgerPage(using, user.id, null);
  expect(entries).toMatchObject([
    { kind: "generation", amount: -1, balance_after: 9, generation_id: order.id, prompt: "A lighthouse" },
    { kind: "welcome", amount: 10, balance_after: 10, generation_id: null },
  ]);
  expect(older).toBeNull();
});

test("pages follow on each other without a gap", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 100 });
  await using.db.atomically(
    times(80, (index) =>
      debit(using.db, { userId: user.id, generationId: `page-${index}`, amount: 1 }),
    ).flat(),
  );
  const first = await ledgerPage(using, user.id, null);
  const second = await ledgerPage(using, user.id, readCursor(first.older ?? ""));
  const balances = [...first.entries, ...second.entries].map(({ balance_after }) => balance_after);
  expect(balances).toEqual(times(81, (index) => 20 + index));
  expect(second.older).toBeNull();
  await expect(expectBooksToBalance(using, user)).resolves.toBeUndefined();
});

test.each([
  [49, 50, 0],
  [50, 50, 1],
])("with %i pictures the first page has %i entries and the second %i", async (pictures, first, second) => {
  const using = world();
  const user = await anAccount(using, { credits: 60 });
  const entries = times(pictures, (index) =>
    debit(using.db, { userId: user.id, generationId: `${user.id}-${index}`, amount: 1 }),
  );
  await using.db.atomically(entries.flat());
  const page = await ledgerPage(using, user.id, null);
  expect(page.entries).toHaveLength(first);
  expect(page.older !== null).toBe(second > 0);
  if (page.older === null) return;
  const { entries: rest, older } = await ledgerPage(using, user.id, readCursor(page.older));
  expect([rest.length, older]).toEqual([second, null]);
});
