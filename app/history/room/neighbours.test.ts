import { expect, test } from "vitest";
import type { User } from "~/accounts/user";
import { startGeneration } from "~/generations/start.server";
import { anAccount, anOrder, world } from "../../../test/world";
import { neighboursOf } from "./neighbours.server";

test("the ones before and after are the visitor's own, and finding them reads no more rows for many", async () => {
  const using = world();
  const [user, stranger] = [await anAccount(using), await anAccount(using, { credits: 30 })];
  const orders = [anOrder(), anOrder(), anOrder()] as const;
  for (const order of orders) {
    await startGeneration(using, user, order);
    for (let index = 0; index < 10; index++) await startGeneration(using, stranger, anOrder());
  }
  const [first, second, third] = orders.map(({ id }) => id);
  const around = (user: User, id = "") => neighboursOf(using, user, id).executeTakeFirst();
  const before = using.rowsRead();
  expect(await around(user, second)).toEqual({ newer: third, older: first });
  expect(using.rowsRead() - before).toBeLessThanOrEqual(6);
  expect(await around(user, first)).toEqual({ newer: second, older: null });
  expect(await around(user, third)).toEqual({ newer: null, older: second });
  expect(await around(stranger, second)).toEqual({ newer: null, older: null });
});
