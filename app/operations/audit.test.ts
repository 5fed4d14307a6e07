import { env } from "cloudflare:test";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { OPEN_AT_MOST_MINUTES } from "~/generations/limits";
import { startGeneration } from "~/generations/start.server";
import { MINUTE, timestamp } from "~/platform/clock.server";
import { emptyEverything } from "../../test/emptied";
import { anAccount, anOrder, world } from "../../test/world";
import { audit } from "./audit.server";
import type { Invariant } from "./invariants";

beforeEach(emptyEverything);

test("a healthy database breaks nothing, whatever became of its generations", async () => {
  const using = world({ RESULT_CACHE_HOURS: "24", RESULT_CACHE_SCOPE: "site" });
  const user = await anAccount(using);
  for (const prompt of ["one", "two"]) await startGeneration(using, user, anOrder({ prompt }));
  await startGeneration(using, await anAccount(using), anOrder({ prompt: "one" }));
  using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, "no"), { status: 201 });
  await startGeneration(using, user, anOrder({ prompt: "three" }));
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  await startGeneration(using, user, anOrder({ prompt: "four" }));
  expect(await audit(using)).toEqual([]);
});

describe("each rule just beyond its edge, and that one alone", () => {
  type Kind = "succeeded" | "failed" | "open" | "free";

  /** One generation of that kind, in a database of its own; `:id`, `:user` and `:minutes` ago stand in the statement. */
  async function broken(kind: Kind, sql: string, minutes = 0) {
    await clear();
    const using = world({ RESULT_CACHE_HOURS: "24", RESULT_CACHE_SCOPE: "site" });
    let user = await anAccount(using);
    let order = anOrder();
    if (kind === "failed")
      using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, "no"), { status: 201 });
    if (kind === "open")
      using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
    await startGeneration(using, user, order);
    if (kind === "free") {
      user = await anAccount(using);
      order = anOrder();
      await startGeneration(using, user, order);
    }
    expect(await audit(using)).toEqual([]);
    const statement = sql
      .replaceAll(":user", `'${user.id}'`)
      .replaceAll(":id", `'${order.id}'`)
      .replaceAll(":ago", `'${timestamp(-minutes * MINUTE)}'`);
    for (const each of statement.split(";")) await env.DB.prepare(each).run();
    const logged = vi.spyOn(console, "error").mockReturnValue();
    const breaches = await audit(using);
    const lines = logged.mock.calls.map(([line]) => JSON.parse(String(line)));
    logged.mockRestore();
    await clear();
    expect(lines).toEqual(breaches.map((breach) => ({ event: "invariant_broken", ...breach })));
    const nameOf = (id: string) => (id === user.id ? "user" : id === order.id ? "id" : id);
    return breaches.map(({ invariant, id }) => [invariant, nameOf(id)]);
  }

  async function clear(): Promise<void> {
    const tables = ["settlements", "credit_entries", "generation_history", "images"];
    await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
    await env.DB.prepare("UPDATE users SET credits = 0").run();
  }

  const BALANCED = "UPDATE users SET credits = credits";

  test.each<[string, Invariant, "id" | "user", Kind, string]>([
    [
      "a credit too many",
      "balance_is_the_sum_of_entries",
      "user",
      "succeeded",
      `${BALANCED} + 1 WHERE id = :user`,
    ],
    [
      "a credit too few",
      "balance_is_the_sum_of_entries",
      "user",
      "succeeded",
      `${BALANCED} - 1 WHERE id = :user`,
    ],
    [
      "a debit of a credit too many",
      "one_debit_each_and_none_from_the_cache",
      "id",
      "succeeded",
      `UPDATE credit_entries SET amount = amount - 1 WHERE generation_id = :id; ${BALANCED} - 1 WHERE id = :user`,
    ],
    [
      "a free one with a cost",
      "one_debit_each_and_none_from_the_cache",
      "id",
      "free",
      "UPDATE generation_history SET cost = 1 WHERE id = :id",
    ],
    [
      "a missing refund",
      "refunded_exactly_when_it_came_to_nothing",
      "id",
      "failed",
      `DELETE FROM credit_entries WHERE generation_id = :id AND kind = 'refund'; ${BALANCED} - 1 WHERE id = :user`,
    ],
    [
      "a refund of a credit too many",
      "refunded_exactly_when_it_came_to_nothing",
      "id",
      "failed",
      `UPDATE credit_entries SET amount = amount + 1 WHERE generation_id = :id AND kind = 'refund'; ${BALANCED} + 1 WHERE id = :user`,
    ],
    [
      "a refund for a picture",
      "refunded_exactly_when_it_came_to_nothing",
      "id",
      "succeeded",
      `INSERT INTO credit_entries VALUES ('r', :user, :id, 'refund', 1, 1, NULL, '2026'); ${BALANCED} + 1 WHERE id = :user`,
    ],
    [
      "a credit that was kept for a failure",
      "kept_only_what_was_refused_or_canceled",
      "id",
      "failed",
      `UPDATE settlements SET kept = 'canceled' WHERE generation_id = :id;
       DELETE FROM credit_entries WHERE generation_id = :id AND kind = 'refund'; ${BALANCED} - 1 WHERE id = :user`,
    ],
    [
      "a reason that says so, and a settlement that does not",
      "kept_only_what_was_refused_or_canceled",
      "id",
      "failed",
      "UPDATE generation_history SET error_code = 'moderated_kept' WHERE id = :id",
    ],
    [
      "a kept credit that its visitor was promised",
      "kept_only_what_was_refused_or_canceled",
      "id",
      "failed",
      `UPDATE settlements SET kept = 'canceled' WHERE generation_id = :id;
       UPDATE generation_history SET error_code = 'canceled_kept', cancel_terms = 'counted' WHERE id = :id;
       DELETE FROM credit_entries WHERE generation_id = :id AND kind = 'refund'; ${BALANCED} - 1 WHERE id = :user`,
    ],
    [
      "a refund of what was kept",
      "refunded_exactly_when_it_came_to_nothing",
      "id",
      "failed",
      `UPDATE settlements SET kept = 'refused' WHERE generation_id = :id;
       UPDATE generation_history SET error_code = 'moderated_kept' WHERE id = :id`,
    ],
    [
      "a settlement that says otherwise",
      "settled_as_its_status_says",
      "id",
      "failed",
      "UPDATE settlements SET outcome = 'canceled' WHERE generation_id = :id",
    ],
    [
      "a settlement of one that is open",
      "settled_as_its_status_says",
      "id",
      "open",
      "INSERT INTO settlements VALUES (:id, 'failed', '2026', NULL)",
    ],
  ])("%s: %s", async (_, invariant, whose, kind, sql) => {
    expect(await broken(kind, sql)).toEqual([[invariant, whose]]);
  });

  describe.each(["reserved", "running", "saving"])("%s", (status) => {
    const since = `UPDATE generation_history SET status = '${status}', created_at = :ago WHERE id = :id`;

    test("for 59 minutes is in time", async () => {
      expect(await broken("open", since, OPEN_AT_MOST_MINUTES - 1)).toEqual([]);
    });

    test("for 61 minutes is stuck", async () => {
      expect(await broken("open", since, OPEN_AT_MOST_MINUTES + 1)).toEqual([
        ["not_open_for_more_than_an_hour", "id"],
      ]);
    });
  });
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
