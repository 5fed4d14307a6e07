import { expect, test } from "vitest";
import { world } from "../../test/world";

test("a query is one call to the database, a batch of many is one, and each further try is one more", async () => {
  const using = world();
  const calls = async (work: () => Promise<unknown>) => {
    const before = using.timings.spent("db").calls;
    await work();
    return using.timings.spent("db").calls - before;
  };
  const read = () => using.db.selectFrom("users").select("id");
  expect(await calls(() => read().execute())).toBe(1);
  expect(await calls(() => using.db.atomically([read(), read(), read(), read()]))).toBe(1);
  using.faults.plan("query", "before");
  expect(await calls(() => read().execute())).toBe(2);
  using.faults.plan("batch", "before");
  expect(await calls(() => using.db.atomically([read(), read()], { mayArriveTwice: true }))).toBe(2);
});
