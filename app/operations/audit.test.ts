import { env } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { emptyEverything } from "../../test/emptied";
import { anAccount, anOrder, world } from "../../test/world";
import { audit } from "./audit.server";
import type { Invariant } from "./invariants";

beforeEach(emptyEverything);

test("a healthy database breaks nothing, whatever became of its generations", async () => {
  const using = world({ RESULT_CACHE_HOURS: "24" });
  const user = await anAccount(using);
  for (const prompt of ["one", "one", "two"]) await startGeneration(using, user, anOrder({ prompt }));
  using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, "no"), { status: 201 });
  await startGeneration(using, user, anOrder({ prompt: "three" }));
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  await startGeneration(using, user, anOrder({ prompt: "four" }));
  expect(await audit(using)).toEqual([]);
});

describe("each breach is named by its id", () => {
  const breaking: [Invariant, string][] = [
    ["balance_is_the_sum_of_entries", "UPDATE users SET credits = credits + 1 WHERE id = :user"],
    ["one_debit_each_and_none_from_the_cache", "DELETE FROM credit_entries WHERE generation_id = :id"],
    [
      "one_debit_each_and_none_from_the_cache",
      "UPDATE generation_history SET cached_from = 'x' WHERE id = :id",
    ],
    [
      "refunded_exactly_when_it_came_to_nothing",
      "INSERT INTO credit_entries VALUES ('r', :user, :id, 'refund', 1, 1, NULL, '2026')",
    ],
    ["settled_as_its_status_says", "DELETE FROM settlements WHERE generation_id = :id"],
    ["settled_as_its_status_says", "UPDATE generation_history SET status = 'running' WHERE id = :id"],
    [
      "not_open_for_more_than_an_hour",
      "UPDATE generation_history SET status = 'running', created_at = '2020-01-01T00:00:00.000Z' WHERE id = :id",
    ],
  ];

  test.each(breaking)("%s: %s", async (invariant, sql) => {
    const using = world();
    const user = await anAccount(using);
    const order = anOrder();
    await startGeneration(using, user, order);
    expect(await audit(using)).toEqual([]);
    await env.DB.prepare(sql.replaceAll(":user", `'${user.id}'`).replaceAll(":id", `'${order.id}'`)).run();
    const id = invariant === "balance_is_the_sum_of_entries" ? user.id : order.id;
    expect(await audit(using)).toContainEqual({ invariant, id });
  });
});
