import { env } from "cloudflare:test";

/** Takes every row and every picture away: for tests that look at all there is, and must not meet what others left. */
export async function emptyEverything(): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT name FROM pragma_table_list
     WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' AND name <> 'd1_migrations'`,
  ).all<{ name: string }>();
  // A trigger keeps the app from removing acts. It is taken away only where there are some: to change the schema is slow.
  const { results: triggers } = await env.DB.prepare(
    `SELECT name, sql FROM sqlite_master
     WHERE type = 'trigger' AND tbl_name = 'operator_acts' AND EXISTS (SELECT 1 FROM operator_acts)`,
  ).all<{ name: string; sql: string }>();
  await env.DB.batch([
    env.DB.prepare("PRAGMA defer_foreign_keys = on"),
    ...triggers.map(({ name }) => env.DB.prepare(`DROP TRIGGER ${name}`)),
    ...results.map(({ name }) => env.DB.prepare(`DELETE FROM ${name}`)),
    ...triggers.map(({ sql }) => env.DB.prepare(sql)),
    env.DB.prepare("INSERT INTO search (search) VALUES ('delete-all')"),
  ]);
  for (;;) {
    const { objects } = await env.PICTURES.list();
    if (objects.length === 0) return;
    await env.PICTURES.delete(objects.map(({ key }) => key));
  }
}
