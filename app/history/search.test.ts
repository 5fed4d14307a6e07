import { env } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import type { User } from "~/accounts/user";
import { updateGenerations } from "~/generations/generation.server";
import { startGeneration } from "~/generations/start.server";
import { indexOlderAgain } from "~/search/again.server";
import { indexedAgain, keyOf, unindexed } from "~/search/index.server";
import { revoke, share } from "~/shares/share.server";
import { anAccount, anInput, anOrder, type World, world } from "../../test/world";
import { setFavorite } from "./favorite.server";
import { askedFor } from "./filter.server";
import { historyPage } from "./list.server";

async function found(using: World, user: User, search: string | Record<string, string>): Promise<string[]> {
  const url = new URL("http://localhost/history");
  for (const [name, value] of new URLSearchParams(search)) url.searchParams.set(name, value);
  const asked = askedFor(url, "UTC");
  if (!asked.ok) throw new Error(JSON.stringify(asked.errors));
  return (await historyPage(using, user, { filter: asked.filter })).cards.map(({ prompt }) => prompt);
}

async function withPrompts(using: World, ...prompts: string[]): Promise<User> {
  const user = await anAccount(using, { credits: prompts.length });
  for (const prompt of prompts) await startGeneration(using, user, anOrder({ prompt }));
  return user;
}

describe("a search finds a prompt", () => {
  const PROMPT = "Two Castles at DAWN，金门大桥的ＣＡＦÉ crème — rock'n'roll 8K 🐱 가을바람";
  test.each([
    ["dawn two", "by its words, in any order"],
    ["castle", "whatever their ending"],
    ["cafe CREME", "with and without accents, in any width or case"],
    ["大桥", "by two characters of Chinese"],
    ["门", "by one"],
    ["金门大桥 castle", "by Chinese and English together"],
    ["바람", "by a part of a Korean word"],
    ["8k", "by numbers"],
    ["🐱", "by an emoji"],
    ["t c", "by first letters"],
    ["cas", "by three"],
    ["castl", "by more"],
    ["ro", "of any word"],
    ['"castles" AND (dawn)', "whatever else was typed: quotes and brackets are nothing", "and"],
  ])("%s: %s", async (q, _, without = "") => {
    const using = world();
    const user = await withPrompts(using, PROMPT, "A horse");
    expect(await found(using, user, { q: q.replace(/ AND /, without ? " " : " AND ") })).toEqual([PROMPT]);
  });

  test.each(["dusk castle", "castle horse", "大门", "AND", "words", "_succeeded", "stles", "dawn OR horse"])(
    "but not by %s",
    async (q) => {
      const using = world();
      const user = await withPrompts(using, PROMPT, "A horse");
      expect(await found(using, user, { q })).toEqual([]);
    },
  );
});

test.each([
  ["paintin", "Oil painting"],
  ["lighthou", "A lighthouse"],
  ["мос", "Москва ночью"],
  ["москв", "Москва ночью"],
  ["الس", "السلام"],
  ["stras", "Lange Straße"],
  ["any", "Anybody"],
  ["8", "8K"],
])("%s is how a word of %s begins, in any script", async (q, prompt) => {
  const using = world();
  const user = await withPrompts(using, prompt, "zzz");
  expect(await found(using, user, { q })).toEqual([prompt]);
  expect(await found(using, user, { q: `${q}x` })).toEqual([]);
});

test.each([
  'words:(a) OR "b',
  '""""',
  "a NEAR(b, 3) -c ^d + e*",
  "'; DROP TABLE search; --",
  "(((((",
  "\\ \u0000 \uFFFF zz",
  "𠀀".repeat(200),
  Array.from({ length: 200 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join(""),
])("typed operators are words or nothing, never an error: %s", async (q) => {
  const using = world();
  const user = await withPrompts(using, "A horse");
  const asked = askedFor(new URL(`http://localhost/history?${new URLSearchParams({ q })}`), "UTC");
  if (asked.ok) expect((await historyPage(using, user, { filter: asked.filter })).cards).toEqual([]);
  else expect(asked).toMatchObject({ values: { q }, errors: { q: "search_without_words" } });
});

test.each([
  [{ q: "x".repeat(10_000) }, { q: "search_too_long" }],
  [{ q: "?!" }, { q: "search_without_words" }],
  [{ model: "x" }, { model: "model_unknown" }],
  [{ model: "__proto__" }, { model: "model_unknown" }],
  [{ status: "constructor" }, { status: "state_unknown" }],
  [{ status: "x" }, { status: "state_unknown" }],
  [{ favorite: "x" }, { favorite: "favorite_unknown" }],
  [{ kind: "x" }, { kind: "kind_unknown" }],
  [{ shared: "0" }, { shared: "shared_unknown" }],
  [{ ratio: "7:5" }, { ratio: "ratio_unknown" }],
  [{ since: "month" }, { since: "since_unknown" }],
  [{ order: "x" }, { order: "order_unknown" }],
  [{ from: "2026-02-30" }, { from: "day_malformed" }],
  [{ from: "0001-01-01" }, { from: "day_malformed" }],
  [{ to: "yesterday" }, { to: "day_malformed" }],
  [{ from: "2026-02-02", to: "2026-02-01" }, { to: "days_reversed" }],
] as Record<string, string>[][])("%j is answered, and kept", (values, errors) => {
  const url = new URL(`http://localhost/history?${new URLSearchParams(values)}`);
  expect(askedFor(url, "UTC")).toEqual({ ok: false, values, errors });
});

describe("the index says what the row says", () => {
  test("a stranger with the same words finds their own only", async () => {
    const using = world();
    const [one, other] = [await withPrompts(using, "A red fox"), await withPrompts(using, "A red hen")];
    expect(await found(using, one, "q=red")).toEqual(["A red fox"]);
    expect(await found(using, other, "q=red")).toEqual(["A red hen"]);
  });

  test("on its way, then done; failed; given from the cache", async () => {
    const using = world({ RESULT_CACHE_HOURS: "24" });
    const user = await anAccount(using);
    let whileOpen: string[] = [];
    using.pretend.onCreate = async (made) => {
      whileOpen = await found(using, user, "status=open");
      return Response.json(using.pretend.fail(made, "no"), { status: 201 });
    };
    await startGeneration(using, user, anOrder({ prompt: "fails" }));
    expect(whileOpen).toEqual(["fails"]);
    using.pretend.onCreate = (made) => Response.json(using.pretend.succeed(made), { status: 201 });
    const done = anOrder({ prompt: "done" });
    await startGeneration(using, user, done);
    const given = anOrder({ prompt: "done again" });
    await startGeneration(using, await anAccount(using), given);
    const site = world({ RESULT_CACHE_HOURS: "24", RESULT_CACHE_SCOPE: "site" });
    await startGeneration(site, user, anOrder({ prompt: "done again" }));
    expect(await found(using, user, "status=open")).toEqual([]);
    expect(await found(using, user, "status=failed")).toEqual(["fails"]);
    expect(await found(using, user, "status=succeeded&model=klein&q=done")).toEqual(["done again", "done"]);
    expect(await found(using, user, "model=pro")).toEqual([]);
  });

  test("a favorite, and one that is gone, in the batch of the change", async () => {
    const using = world();
    const user = await withPrompts(using, "one", "two");
    const rows = await using.db
      .selectFrom("generation_history")
      .selectAll()
      .where("user_id", "=", user.id)
      .execute();
    const [first, second] = rows.map(({ id, prompt }) => ({ id, prompt, userId: user.id }));
    if (!first || !second) throw new Error("two were made");
    await using.db.atomically([
      updateGenerations(using.db, { favorite: 1 }).where("id", "=", first.id),
      ...indexedAgain(using.db, first),
    ]);
    expect(await found(using, user, "favorite=1")).toEqual(["one"]);
    await using.db.atomically([
      updateGenerations(using.db, { favorite: 0 }).where("id", "=", first.id),
      ...indexedAgain(using.db, first),
      unindexed(using.db, second),
      using.db.deleteFrom("generation_history").where("id", "=", second.id),
    ]);
    expect(await found(using, user, "favorite=1")).toEqual([]);
    expect(await found(using, user, "q=one")).toEqual(["one"]);
    const entriesWith = async (word: string) =>
      (
        await env.DB.prepare("SELECT rowid FROM search WHERE search MATCH ?")
          .bind(`"${keyOf(user.id)}${word}"`)
          .all()
      ).results.length;
    expect([await entriesWith("one"), await entriesWith("two")]).toEqual([1, 0]);
  });

  test("edited, shared and its ratio, and no longer shared once the link is revoked", async () => {
    const using = world();
    const user = await withPrompts(using, "wide", "square");
    const [wide = "", square = ""] = (
      await using.db
        .selectFrom("generation_history")
        .select("id")
        .where("user_id", "=", user.id)
        .orderBy("position")
        .execute()
    ).map(({ id }) => id);
    await using.db.updateTable("images").set({ width: 1344, height: 768 }).where("id", "=", wide).execute();
    await using.db.updateTable("images").set({ width: 64, height: 64 }).where("id", "=", square).execute();
    await setFavorite(using, user, [wide, square], true);
    expect(await found(using, user, { ratio: "16:9" })).toEqual(["wide"]);
    expect(await found(using, user, { ratio: "1:1" })).toEqual(["square"]);
    await share(using, user, square, { withPrompt: true, indexable: false });
    expect(await found(using, user, "shared=1")).toEqual(["square"]);
    expect(await found(using, user, "shared=1&ratio=1:1&favorite=1&since=week")).toEqual(["square"]);
    await revoke(using, user, square);
    expect(await found(using, user, "shared=1")).toEqual([]);
    const edited = anOrder({ prompt: "edited", model: "kontext" }, await anInput(using, user));
    await using.db.updateTable("users").set({ credits: 50 }).where("id", "=", user.id).execute();
    await startGeneration(using, user, edited);
    expect(await found(using, user, "kind=edited")).toEqual(["edited"]);
  });

  test("what was indexed before there were first letters and these tags is found by them after some sweeps", async () => {
    const using = world();
    const user = await withPrompts(using, "A lighthouse", "A castle");
    await env.DB.exec("INSERT INTO search (search) VALUES ('delete-all')");
    const key = keyOf(user.id);
    await env.DB.prepare(
      `INSERT INTO search (rowid, words) SELECT position, ? || 'lighthouse' FROM generation_history WHERE prompt LIKE '%light%' AND user_id = ?`,
    )
      .bind(key, user.id)
      .run();
    expect(await found(using, user, "q=lighthouses")).toEqual(["A lighthouse"]);
    expect(await found(using, user, "q=light")).toEqual([]);
    await env.DB.exec("DELETE FROM sweep_positions WHERE name = 'search'");
    expect(await indexOlderAgain(using.db)).toBeGreaterThanOrEqual(2);
    expect(await found(using, user, "q=light")).toEqual(["A lighthouse"]);
    expect(await found(using, user, "q=c&ratio=1:1&status=succeeded")).toEqual(["A castle"]);
    expect(await indexOlderAgain(using.db)).toBe(0);
  });
});

test("an entry that was left behind at its position neither stands in a new one's way nor adds to it", async () => {
  const using = world();
  const user = await withPrompts(using, "A horse");
  await env.DB.prepare(
    "INSERT INTO search (rowid, words) SELECT max(position) + 1, ? || 'castle' FROM generation_history",
  )
    .bind(keyOf(user.id))
    .run();
  expect(await startGeneration(using, user, anOrder({ prompt: "A dune" }))).toMatchObject({ kind: "short" });
  const other = await anAccount(using);
  await startGeneration(using, other, anOrder({ prompt: "A dune" }));
  expect(await found(using, other, { q: "dune" })).toEqual(["A dune"]);
  const { results } = await env.DB.prepare("SELECT rowid FROM search WHERE search MATCH ?")
    .bind(`"${keyOf(user.id)}castle"`)
    .all();
  expect(results).toEqual([]);
});
