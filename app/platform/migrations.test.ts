import { applyD1Migrations, env } from "cloudflare:test";
import { expect, test } from "vitest";
import { updateGenerations } from "~/generations/generation.server";
import { startGeneration } from "~/generations/start.server";
import { anAccount, anOrder, world } from "../../test/world";

/** Rows as an app of that version leaves them, in tables that are there since the first three; `of` names the version. */
const rowsOf = (of: string) => [
  `INSERT INTO users (id, email, password_hash, credits, created_at, updated_at) VALUES ('u${of}', 'u${of}@example.com', '-', 0, '2025-01-01', '2025-01-01')`,
  ...["small", "large"].map(
    (size) =>
      `INSERT INTO images (id, content_type, width, height, bytes, created_at) VALUES ('${size}${of}', 'image/png', ${size === "small" ? 1024 : 4000}, 1024, 9, '2025-02-01')`,
  ),
  ...["small", "large", null].map(
    (image, index) =>
      `INSERT INTO generation_history (id, user_id, position, order_id, prompt, model, input, input_hash, seed, cost, status, image_id, created_at, completed_at)
       VALUES ('${image}${of}', 'u${of}', ${Number(of) * 10 + index}, '${image}${of}', 'p', 'm', '{}', 'h', 1, 1, ${image ? `'succeeded', '${image}${of}'` : "'reserved', NULL"}, '2025-02-01', ${image ? "'2025-02-02'" : "NULL"})`,
  ),
  `INSERT INTO credit_entries (id, user_id, generation_id, kind, amount, balance_after, reference, created_at) VALUES ('e${of}', 'u${of}', 'small${of}', 'refund', 1, 1, 'r${of}', '2025-02-02')`,
];

/** The version before accounts could be given to strangers, and what people had by then, of which some is written anew later. */
const BEFORE_STRANGERS = "0023";
const ROWS_OF_PEOPLE = [
  "INSERT INTO sessions (id_hash, user_id, created_at, last_seen_at, expires_at) VALUES ('one', 'u0023', '2026', '2026', '2027'), ('two', 'u0023', '2026', '2026', '2027')",
  "INSERT INTO tokens (id, user_id, purpose, email, created_at, expires_at) VALUES ('t', 'u0023', 'reset', 'x', '2026', '2027')",
  "INSERT INTO mails (id, kind, user_id, email, language, token_id, due_at, created_at) VALUES ('m', 'reset', 'u0023', 'x', 'en', 't', '2026', '2026')",
  "INSERT INTO newcomers (user_id, ends_at) VALUES ('u0023', '2027')",
  "INSERT INTO invites (id_hash, uses, used, expires_at, created_at) VALUES ('i', 2, 1, '2027', '2026')",
  "INSERT INTO invited (user_id, invite_hash, joined_at) VALUES ('u0023', 'i', '2026')",
  "INSERT INTO welcomes (mailbox_key, user_id, amount, day) VALUES ('k', 'u0023', 10, '2026')",
];

/** The first version that has all of these tables. */
const FIRST = "0003";

test("rows that any earlier version left come through every migration since", async () => {
  const versions: string[] = [];
  for (const [index, { name }] of env.MIGRATIONS.entries()) {
    await applyD1Migrations(env.OLD_DB, env.MIGRATIONS.slice(0, index + 1));
    const version = name.slice(0, 4);
    if (version < FIRST) continue;
    const rows = [...rowsOf(version), ...(version === BEFORE_STRANGERS ? ROWS_OF_PEOPLE : [])];
    await env.OLD_DB.batch(rows.map((sql) => env.OLD_DB.prepare(sql)));
    versions.push(version);
  }
  const all = async (sql: string) => (await env.OLD_DB.prepare(sql).all()).results;
  expect(await all("PRAGMA foreign_key_check")).toEqual([]);
  expect(await all("SELECT count(*) AS n FROM generation_history")).toEqual([{ n: versions.length * 3 }]);
  expect(await all("SELECT count(*) AS n FROM credit_entries")).toEqual([{ n: versions.length }]);

  for (const table of ["sessions", "tokens", "mails", "newcomers", "invited", "welcomes"])
    expect([table, await all(`SELECT count(*) AS n FROM ${table} WHERE user_id = 'u0023'`)]).toEqual([
      ...[table, [{ n: table === "sessions" ? 2 : 1 }]],
    ]);
  // Each session has a name of its own on its person's page.
  expect(await all("SELECT DISTINCT id FROM sessions WHERE id IS NOT NULL")).toHaveLength(2);

  const before = (migration: string) => versions.filter((version) => version < migration);
  const changes = "SELECT id, updated_at FROM generation_history WHERE id = ";
  for (const version of before("0004")) {
    expect(await all(`${changes}'small${version}'`)).toMatchObject([{ updated_at: "2025-02-02" }]);
    expect(await all(`${changes}'null${version}'`)).toMatchObject([{ updated_at: "2025-02-01" }]);
  }
  expect(before("0007").length).toBeGreaterThan(2);
  for (const version of before("0007"))
    expect(
      await all(
        `SELECT id, thumbnail_bytes, thumbnail_attempts, thumbnail_due_at FROM images WHERE id LIKE '%${version}' ORDER BY id DESC`,
      ),
    ).toEqual([
      { id: `small${version}`, thumbnail_bytes: null, thumbnail_attempts: 0, thumbnail_due_at: "2025-02-01" },
      { id: `large${version}`, thumbnail_bytes: null, thumbnail_attempts: 0, thumbnail_due_at: null },
    ]);
});

test("the ledger, written anew for more kinds of entries, has every row as it was, and refuses what it refused", async () => {
  const upTo = env.MIGRATIONS.findIndex(({ name }) => name.startsWith("0028"));
  await applyD1Migrations(env.OLD_DB, env.MIGRATIONS);
  const ledger =
    "SELECT id, user_id, generation_id, kind, amount, balance_after, reference FROM credit_entries";
  const { results } = await env.OLD_DB.prepare(`${ledger} ORDER BY rowid`).all<{ id: string }>();
  const versions = env.MIGRATIONS.slice(0, upTo).map(({ name }) => name.slice(0, 4));
  const expected = versions.filter((version) => version >= FIRST);
  expect(results.slice(0, expected.length)).toEqual(
    expected.map((of) => ({
      ...{ id: `e${of}`, user_id: `u${of}`, generation_id: `small${of}` },
      ...{ kind: "refund", amount: 1, balance_after: 1, reference: `r${of}` },
    })),
  );
  const first = expected[0] ?? "";
  const entry = (values: string) =>
    env.OLD_DB.prepare(
      `INSERT INTO credit_entries (id, user_id, generation_id, kind, amount, balance_after, reference, created_at) VALUES (${values}, '2026')`,
    ).run();
  await expect(entry(`'x', 'u${first}', 'small${first}', 'refund', 1, 2, NULL`)).rejects.toThrow("UNIQUE");
  await expect(entry(`'x', 'u${first}', NULL, 'purchase', 1, 2, 'r${first}'`)).rejects.toThrow("UNIQUE");
  await expect(entry(`'x', 'u${first}', NULL, 'tip', 1, 2, NULL`)).rejects.toThrow("CHECK");
  await expect(entry(`'x', 'u${first}', NULL, 'closing', -1, -1, NULL`)).rejects.toThrow("CHECK");
  await expect(entry(`'x', 'u${first}', NULL, 'closing', -1, 0, NULL`)).resolves.toBeDefined();
});

test("an operator can look at the newest row the way they always did", async () => {
  const [using, orders] = [world(), [anOrder(), anOrder()]];
  const user = await anAccount(using);
  for (const order of orders) await startGeneration(using, user, order);
  await updateGenerations(using.db, { created_at: "2999-01-01T00:00:00.000Z" })
    .where("id", "=", orders[0]?.id ?? "")
    .execute();
  const newest = "SELECT * FROM generation_history ORDER BY created_at DESC LIMIT 1";
  expect(await env.DB.prepare(newest).first()).toMatchObject({
    id: orders[0]?.id,
    user_id: user.id,
    prompt: "A castle at dawn",
    status: "succeeded",
  });
});

test("no type but the column's own gets in", async () => {
  await expect(
    env.DB.prepare("INSERT INTO users VALUES ('x', 'x@example.com', '-', 'abc', '2025', '2025')").run(),
  ).rejects.toThrow("cannot store TEXT value in INTEGER column");
});

test("each row that names another is found by it, so that removing the other reads no table through", async () => {
  const all = async (sql: string) =>
    (await env.DB.prepare(sql).all<Record<string, string | number>>()).results;
  const found: unknown[] = [];
  for (const { name: table } of await all(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%REFERENCES%'",
  )) {
    // An index of some rows serves only where those are all that name any.
    const indexed = await all(
      `SELECT part.name FROM pragma_index_list('${table}') AS list, pragma_index_info(list.name) AS part, sqlite_master AS made
       WHERE part.seqno = 0 AND made.name = list.name
         AND (NOT list.partial OR made.sql LIKE '%WHERE ' || part.name || ' IS NOT NULL')
       UNION SELECT name FROM pragma_table_info('${table}') WHERE pk = 1`,
    );
    for (const { from } of await all(`SELECT "from" FROM pragma_foreign_key_list('${table}')`))
      if (!indexed.some(({ name }) => name === from)) found.push(`${table}.${from}`);
  }
  expect(found).toEqual([]);
});
