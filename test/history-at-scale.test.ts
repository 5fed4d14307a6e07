import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertMany } from "../scripts/many-generations";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

/**
 * What a page costs with very many pictures against what it costs with 100, over HTTP, drawing and all. A tenth of them
 * is the visitor's own. `HISTORY_GENERATIONS=1000000 npx vitest run --project app test/history-at-scale` takes a million.
 */
const MANY = Number(process.env.HISTORY_GENERATIONS ?? 30_000);
const FEW = 100;
const MOST_TIMES_AS_LONG = 1.5;

type Place = { app: App; visitor: Visitor; middle: number; end: number };

let many: Place;
let few: Place;
/** The size of the first page without any filter, in bytes. */
let fullPage: number;

beforeAll(async () => {
  many = await withHistory(MANY, 10);
  few = await withHistory(FEW, 1);
  fullPage = (await costOf(few, "", "first")).bytes;
}, 600_000);
afterAll(() => Promise.all([many?.app.stop(), few?.app.stop()]));

/** An app with so many generations, by visitors who took turns. */
async function withHistory(count: number, visitors: number): Promise<Place> {
  const app = await startApp();
  const visitor = new Visitor(app);
  const emails = [await visitor.join()];
  while (emails.length < visitors) emails.push(await new Visitor(app).join());
  const d1 = await app.database();
  const { results } = await d1
    .prepare("SELECT id FROM users WHERE email IN (SELECT value FROM json_each(?)) ORDER BY email = ? DESC")
    .bind(JSON.stringify(emails), emails[0])
    .all<{ id: string }>();
  await insertMany(d1, { visitors: results.map(({ id }) => id), count, firstPosition: 1 });
  return { app, visitor, middle: Math.floor(count / 2), end: Math.min(count, 30 * visitors) };
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

describe.each([
  "",
  "q=castle",
  "q=even+odd",
  "q=金门",
  "q=painting+oil+storm",
  "model=schnell",
  "status=failed&favorite=1",
  `from=${daysAgo(30)}`,
  "q=c",
  "q=paintin",
  "kind=edited&shared=1",
  "ratio=16:9&since=week",
  "order=oldest",
  `q=castle&model=schnell&status=succeeded&to=${daysAgo(0)}`,
])("/history?%s", (search) => {
  test.each(["first", "middle", "end"] as const)(
    "its %s page costs what it costs with 100",
    async (depth) => {
      const [withMany, withFew] = [await costOf(many, search, depth), await costOf(few, search, depth)];
      expect(withMany.calls).toBe(withFew.calls);
      expect(withMany.bytes).toBeLessThanOrEqual(fullPage * MOST_TIMES_AS_LONG);
    },
  );
});

/** Calls to the database, of which app/history/at-scale.test.ts counts the rows, and bytes of the page. */
async function costOf(place: Place, search: string, depth: "first" | "middle" | "end") {
  const before = depth === "first" ? "" : `&before=${place[depth]}`;
  const response = await place.visitor.get(`/history?${search}${before}`);
  const { length } = await response.text();
  if (response.status !== 200) throw new Error(`${response.status}`);
  const calls = response.headers.get("Server-Timing")?.match(/\bdb;[^,]*desc="(\d+)"/)?.[1];
  return { calls: Number(calls), bytes: length };
}
