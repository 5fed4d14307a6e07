import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import type { User } from "~/accounts/user";
import { insertMany } from "../../scripts/many-generations";
import { anAccount, world } from "../../test/world";
import { askedFor, type HistoryFilter, type ListOrder } from "./filter.server";
import { historyPage, pageQuery } from "./list.server";
import type { Place } from "./places.server";

/** What a page may read, however much there is: that of `npm run seed` with a million is in the README. */
const MOST_ROWS = 1_300;
const [ALL, OF_ONE] = [60_000, 20_000];

const using = world();
let user: User;

beforeAll(async () => {
  const visitors = [await anAccount(using), await anAccount(using), await anAccount(using)];
  [user] = visitors as [User, ...User[]];
  await insertMany(env.DB, { visitors: visitors.map(({ id }) => id), count: ALL, firstPosition: 1 });
}, 120_000);

function wanted(search: string): { filter: HistoryFilter; order: ListOrder } {
  const asked = askedFor(new URL(`http://localhost/history?${search}`), "UTC");
  if (!asked.ok) throw new Error(JSON.stringify(asked.errors));
  return { filter: asked.filter, order: asked.order };
}

/** All that a page says of the whole list, too. */
const ABOUT = { isCounted: true, hasMonths: true };

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const searches = [
  "",
  "q=storm",
  "q=castle",
  "q=rare",
  "q=nowhere",
  "q=even+odd",
  "q=金门",
  "q=猫",
  "q=painting+oil+castle+storm",
  "model=pro",
  "status=succeeded",
  "status=failed",
  "status=open",
  "favorite=1",
  `from=${daysAgo(30)}&to=${daysAgo(29)}`,
  `from=${daysAgo(2)}`,
  `to=${daysAgo(35)}`,
  `q=castle&model=schnell&status=succeeded&favorite=1&from=${daysAgo(40)}&to=${daysAgo(2)}`,
  "q=even&status=failed&favorite=1",
  "q=e",
  "q=s+o+p",
  "q=ca",
  "q=pain",
  "q=paintin+light",
  "kind=edited",
  "shared=1",
  "ratio=16:9",
  "since=week",
  "order=oldest",
  `order=oldest&q=e&from=${daysAgo(30)}`,
  "kind=edited&shared=1&ratio=16:9",
  "q=c&kind=edited&ratio=1:1&favorite=1&since=week",
];

const places: Place[] = ["start", { before: ALL / 2 }, { before: 1_000 }, { after: 100 }, { after: ALL / 2 }];

describe.each(searches)("with 20,000 of 60,000 pictures, /history?%s", (search) => {
  test.each(places)("reads a page and no more at %j", async (place) => {
    const before = using.rowsRead();
    const { cards } = await historyPage(using, user, { ...wanted(search), ...ABOUT, place });
    expect(using.rowsRead() - before).toBeLessThanOrEqual(MOST_ROWS);
    expect(cards.length).toBeLessThanOrEqual(60);
  });

  test("has a plan that scans no table and sorts nothing", async () => {
    for (const place of places) {
      const { sql, parameters } = pageQuery(using, user, { ...wanted(search), ...ABOUT, place }).compile();
      const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...parameters)
        .all<{ detail: string }>();
      const plan = results.map(({ detail }) => detail);
      expect(
        plan.filter((step) => /TEMP B-TREE|SCAN (?!search VIRTUAL|found|counted|months|CONSTANT)/.test(step)),
      ).toEqual([]);
    }
  });
});

test("what is found is what was asked for", async () => {
  const count = (where: string) =>
    env.DB.prepare(`SELECT count(*) AS n FROM generation_history WHERE user_id = ? AND ${where}`)
      .bind(user.id)
      .first<number>("n");
  const found = async (search: string) => {
    let [all, place]: [number, Place] = [0, "start"];
    for (;;) {
      const { cards, older } = await historyPage(using, user, {
        ...wanted(search),
        place,
        limit: 1000,
      });
      all += cards.length;
      if (older === null) return all;
      place = { before: older };
    }
  };
  expect(await found("")).toBe(OF_ONE);
  expect(await found("q=rare")).toBe(await count("prompt LIKE '%rare%'"));
  expect(await found("q=lighthouse+storms")).toBe(await count("prompt LIKE '%lighthouse in a storm%'"));
  expect(await found("q=大桥")).toBe(await count("prompt LIKE '%大桥%'"));
  expect(await found("q=even+odd")).toBe(0);
  expect(await found("status=failed&favorite=1")).toBe(await count("status = 'failed' AND favorite = 1"));
  const since = daysAgo(20);
  expect(await found(`from=${since}&to=${since}&q=castle`)).toBe(
    await count(`prompt LIKE '%castle%' AND substr(created_at, 1, 10) = '${since}'`),
  );
  expect(await found(`to=${since}`)).toBe(await count(`substr(created_at, 1, 10) <= '${since}'`));
});
