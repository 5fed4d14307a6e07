import { expect, test } from "vitest";
import { world } from "../../test/world";

test("a batch of nothing asks the database nothing, and is no error", async () => {
  const { db, timings } = world();
  expect(await db.atomically([])).toEqual([]);
  expect(timings.spent("db").calls).toBe(0);
});
