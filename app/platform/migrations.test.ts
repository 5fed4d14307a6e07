import { applyD1Migrations, env } from "cloudflare:test";
import { expect, test } from "vitest";

test("a database of the product before, with rows in it, gets updated_at filled", async () => {
  const older = env.MIGRATIONS.filter(({ name }) => name < "0004");
  await applyD1Migrations(env.OLD_DB, older);
  const { columns } = await columnsOf("generation_history");
  expect(columns).not.toContain("updated_at");
  const user = "INSERT INTO users VALUES ('u', 'u@example.com', '-', 0, '2025-01-01', '2025-01-01')";
  const row = (id: string, position: number, completedAt: string | null) =>
    env.OLD_DB.prepare(
      `INSERT INTO generation_history (id, user_id, position, order_id, prompt, model, input, input_hash, seed, cost, status, created_at, completed_at)
       VALUES (?1, 'u', ?3, ?1, 'p', 'm', '{}', 'h', 1, 1, 'failed', '2025-02-01', ?2)`,
    ).bind(id, completedAt, position);
  await env.OLD_DB.batch([
    env.OLD_DB.prepare(user),
    row("finished", 1, "2025-02-02"),
    row("never-finished", 2, null),
  ]);

  await applyD1Migrations(env.OLD_DB, env.MIGRATIONS);

  const { results } = await env.OLD_DB.prepare(
    "SELECT id, updated_at FROM generation_history ORDER BY id",
  ).all();
  expect(results).toEqual([
    { id: "finished", updated_at: "2025-02-02" },
    { id: "never-finished", updated_at: "2025-02-01" },
  ]);
});

test("an operator can look at the newest row the way they always did", async () => {
  await env.DB.prepare("SELECT * FROM generation_history ORDER BY created_at DESC LIMIT 1").all();
});

test("no type but the column's own gets in", async () => {
  await expect(
    env.DB.prepare("INSERT INTO users VALUES ('x', 'x@example.com', '-', 'abc', '2025', '2025')").run(),
  ).rejects.toThrow("cannot store TEXT value in INTEGER column");
});

async function columnsOf(table: string) {
  const { results } = await env.OLD_DB.prepare(`SELECT name FROM pragma_table_info('${table}')`).all<{
    name: string;
  }>();
  return { columns: results.map(({ name }) => name) };
}
