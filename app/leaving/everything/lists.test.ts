import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { makeCollection } from "~/history/collections/new-collection.server";
import { anAccount, type World, world } from "../../../test/world";
import { ROWS_A_CALL } from "../limits";
import { accountOf } from "./account.server";
import { csvOf } from "./lists.server";
import { members } from "./own-lists.server";

/** Puts so many pictures into collections of a person's, one after the other; every tenth of them is deleted. */
async function fill(userId: string, collections: string[], count: number): Promise<void> {
  const numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)";
  const first = "(SELECT coalesce(max(position), 0) FROM generation_history)";
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO generation_history (id, user_id, position, prompt, model, input, input_hash, seed, cost, status, cached_from,
         created_at, completed_at, deleted_at)
       ${numbers} SELECT ?2 || '/' || i, ?2, ${first} + i, 'x', 'x', '{}', '', 1, 0, 'failed', 'x', '2026', '2026',
         CASE WHEN i % 10 = 0 THEN '2026' END FROM n`,
    ).bind(count, userId),
    ...collections.map((id, at) =>
      env.DB.prepare(
        `INSERT INTO collection_members (collection_id, position, user_id, picture_key)
         SELECT ?1, position, user_id, position FROM generation_history WHERE user_id = ?2 AND position % ?3 = ?4`,
      ).bind(id, userId, collections.length, at),
    ),
  ]);
}

async function linesOf(using: World, user: Parameters<typeof members>[1]): Promise<string[]> {
  let text = "";
  for await (const piece of csvOf(members(using, user))) text += new TextDecoder().decode(piece);
  return text.trim().split("\r\n").slice(1);
}

test("what is in collections is listed once each, however much it is, and read but once", async () => {
  const calm = world();
  const [user, other] = [await anAccount(calm), await anAccount(calm)];
  const collections: string[] = [];
  for (const name of ["One", "Two"]) collections.push((await makeCollection(calm, user, name))?.id ?? "");
  const [one = "", two = ""] = collections;
  const count = 2 * ROWS_A_CALL + 500;
  await fill(user.id, [one, two], count);
  await fill(other.id, [(await makeCollection(calm, other, "Theirs"))?.id ?? ""], 500);
  const using = world();
  const lines = await linesOf(using, user);
  expect(new Set(lines).size).toBe(lines.length);
  expect(lines).toHaveLength(count - count / 10);
  for (const id of [one, two])
    expect(lines.filter((line) => line.includes(id)).length).toBeGreaterThan(1_000);
  // Each by a few rows of tables and indexes; read anew for every call it would be six for each, and more the more there are.
  expect(using.rowsRead()).toBeLessThan(5 * count);
  expect(await linesOf(using, other)).toHaveLength(450);
});

test("an account's passkeys are told of by name, and nothing by which anybody gets in", async () => {
  const using = world();
  const user = await anAccount(using);
  await using.db
    .insertInto("passkeys")
    .values({
      ...{ id: "its-id", user_id: user.id, name: "Phone", public_key: "its-key", algorithm: -7, counter: 0 },
      created_at: "2026",
    })
    .execute();
  const account = await accountOf(using, new Request("http://localhost/"), user);
  expect(account.passkeys).toEqual([{ name: "Phone", created_at: "2026", last_used_at: null }]);
  expect(JSON.stringify(account)).not.toMatch(/its-id|its-key/);
});
