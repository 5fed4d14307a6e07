import { expect, test } from "vitest";
import { anAccount, creditsOf, entriesOf, expectBooksToBalance, times, world } from "../../test/world";
import { MORE_CREDITS } from "./limits";
import { giveMore } from "./more.server";

test("whoever has too few is given more, and the ledger says so", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 3 });
  await giveMore(using, user.id, "a form");
  expect(await entriesOf(using, user)).toMatchObject([
    { kind: "welcome", balance_after: 3 },
    { kind: "grant", amount: MORE_CREDITS, balance_after: MORE_CREDITS + 3 },
  ]);
  await expectBooksToBalance(using, user);
});

test("a form gives once, however often it is sent", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 1 });
  await Promise.all(times(5, () => giveMore(using, user.id, "twice")));
  expect(await creditsOf(using, user)).toBe(MORE_CREDITS + 1);
  await expectBooksToBalance(using, user);
});

test("ten forms at once do not give more than enough", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 0 });
  await Promise.all(times(10, (index) => giveMore(using, user.id, `form ${index}`)));
  expect(await creditsOf(using, user)).toBe(MORE_CREDITS);
  await expectBooksToBalance(using, user);
});

test("two visitors with forms of one id are both given", async () => {
  const using = world();
  const [one, other] = [await anAccount(using), await anAccount(using)];
  for (const { id } of [one, other]) await giveMore(using, id, "the same");
  expect([await creditsOf(using, one), await creditsOf(using, other)]).toEqual([110, 110]);
});

test("a lost answer is asked for again", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 1 });
  using.faults.plan("batch", "after");
  await giveMore(using, user.id, "unheard");
  expect(await creditsOf(using, user)).toBe(MORE_CREDITS + 1);
});

test("the demo gives more on joining than where pictures cost money, unless that is set", () => {
  const creditsWith = (vars: Record<string, string>) => world(vars).settings.SIGNUP_CREDITS;
  expect(creditsWith({ REPLICATE_API_TOKEN: "" })).toBe(500);
  expect(creditsWith({})).toBe(10);
  expect(creditsWith({ REPLICATE_API_TOKEN: "", SIGNUP_CREDITS: "7" })).toBe(7);
  expect(creditsWith({ REPLICATE_API_TOKEN: "", SIGNUP_CREDITS: "0" })).toBe(0);
});
