import { expect, test } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { anAccount, anOrder, world } from "../../test/world";
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
  const before = using.rowsRead();
  expect(await neighboursOf(using, user, second ?? "")).toEqual({ newer: third, older: first });
  expect(using.rowsRead() - before).toBeLessThanOrEqual(6);
  expect(await neighboursOf(using, user, first ?? "")).toEqual({ newer: second, older: null });
  expect(await neighboursOf(using, user, third ?? "")).toEqual({ newer: null, older: second });
  expect(await neighboursOf(using, stranger, second ?? "")).toEqual({ newer: null, older: null });
});
