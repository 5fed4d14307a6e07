import { expect, test } from "vitest";
import { anAccount, anOrder, creditsOf, entriesOf, expectBooksToBalance, generation, times, world } from "../../test/world";
import { startGeneration } from "./start.server";

test("a picture costs one credit and lies in the store", async () => {
  const using = world();
  const user = await anAccount(using);
  const order = anOrder();

  expect(await startGeneration(using, user, order)).toEqual({ kind: "started", id: order.id });

  expect(await generation(using, order.id)).toMatchObject({ status: "succeeded", image_id: order.id, error_code: null });
  expect(await creditsOf(using, user)).toBe(9);
  expect(using.pretend).toMatchObject({ mistakes: [], creates: 1, downloads: 1 });
  await expectBooksToBalance(using, user);
});

test("ten clicks at once spend the last credit once", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 1 });
  const results = await Promise.all(times(10, () => startGeneration(using, user, anOrder())));
  expect(results.filter(({ kind }) => kind === "started")).toHaveLength(1);
  expect(results.filter(({ kind }) => kind === "short")).toHaveLength(9);
  expect(await creditsOf(using, user)).toBe(0);
  expect(await entriesOf(using, user)).toHaveLength(2);
  await expectBooksToBalance(using, user);
});
