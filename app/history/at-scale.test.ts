import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import type { User } from "~/accounts/user";
import { partsOfCollection } from "~/downloads/collection-parts.server";
import { picturesOfPart } from "~/downloads/pictures.server";
import { allIndexedAgain } from "~/search/index.server";
import { insertMany } from "../../scripts/many-generations";
import { anAccount, world } from "../../test/world";
import { collectionsPage } from "./collections/list.server";
import { ownCollection } from "./collections/own-collection.server";
import { shareCollection } from "./collections/share.server";
import { askedFor, type HistoryFilter, type ListOrder } from "./filter.server";
import { historyPage, pageQuery } from "./list.server";
import type { Place } from "./places.server";
import { sharedCollection } from "./shared/collection.server";
import { sharedMember } from "./shared/member.server";

/**
 * What a page may read, however much there is: that of `npm run seed` with a million is in the README. A thousand of them
 * are entries of the index, read to say "more than 1,000" (`COUNTED_UP_TO`); the others are the place, the row and the
 * picture of 61 cards, and a step for each month. A list that nothing narrows counts nothing, and reads the others alone.
 */
const MOST_ROWS = 1_300;
const [ALL, OF_ONE] = [60_000, 20_000];

const using = world();
let user: User;

beforeAll(async () => {
  const visitors = [await anAccount(using), await anAccount(using), await anAccount(using)];
  [user] = visitors as [User, ...User[]];
  await insertMany(env.DB, { visitors: visitors.map(({ id }) => id), count: ALL, firstPosition: 1 });
  await collectEverySecond();
}, 120_000);

/** A collection of half of the visitor's pictures, as one that grew over years. */
async function collectEverySecond() {
  const now = new Date().toISOString();
  const { db } = using;
  await db
    .insertInto("collections")
    .values({ id: COLLECTION, user_id: user.id, name: "Half", created_at: now, updated_at: now })
    .execute();
  await env.DB.prepare(
    `INSERT INTO collection_members (collection_id, position, user_id, picture_key)
     SELECT ?, position, user_id, lower(hex(randomblob(8))) FROM generation_history
     WHERE user_id = ? AND position / 3 % 2 = 0`,
  )
    .bind(COLLECTION, user.id)
    .run();
  const members = await db
    .selectFrom("collection_members")
    .innerJoin("generation_history", "generation_history.position", "collection_members.position")
    .select(["id", "generation_history.user_id as userId", "prompt"])
    .execute();
  for (let from = 0; from < members.length; from += 2_000)
    await db.atomically(allIndexedAgain(db, members.slice(from, from + 2_000)));
  await env.DB.prepare("UPDATE collections SET pictures = ?").bind(members.length).run();
}

function wanted(search: string): { filter: HistoryFilter; order: ListOrder } {
  const asked = askedFor(new URL(`http://localhost/history?${search}`), "UTC");
  if (!asked.ok) throw new Error(JSON.stringify(asked.errors));
  return { filter: asked.filter, order: asked.order };
}

const COLLECTION = "01a20ac2-cfc7-7bbf-b504-10328d7c8d09";

/** All that a page says of the whole list, too. */
const ABOUT = { isCounted: true, monthsIn: "Asia/Shanghai" };

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
  `collection=${COLLECTION}`,
  `collection=${COLLECTION}&order=oldest&q=cast&favorite=1`,
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

describe("with 10,000 of them in a collection", () => {
  const rowsReadBy = async (read: () => Promise<unknown>) => {
    const before = using.rowsRead();
    await read();
    return using.rowsRead() - before;
  };

  test("the page of covers, the parts of its zip and its shared pages read little", async () => {
    expect(await rowsReadBy(() => collectionsPage(using, user, 1))).toBeLessThan(50);
    const parts = () => partsOfCollection(using, user, COLLECTION, ALL / 3);
    expect(await rowsReadBy(parts)).toBeLessThanOrEqual(2_000);
    expect((await parts()).more).not.toBeNull();
    await shareCollection(using, user, COLLECTION, { withPrompts: true, indexable: false });
    const { token } = (await ownCollection(using, user, COLLECTION)) ?? {};
    const first = await sharedCollection(using, token ?? "", "newest");
    const middle = await using.db
      .selectFrom("collection_members")
      .select("picture_key")
      .where("position", ">", ALL / 2)
      .limit(1)
      .executeTakeFirstOrThrow();
    for (const place of ["newest", { before: first?.older ?? "" }, { after: middle.picture_key }] as const)
      expect(await rowsReadBy(() => sharedCollection(using, token ?? "", place))).toBeLessThanOrEqual(500);
    expect(await rowsReadBy(() => sharedMember(using, token ?? "", middle.picture_key))).toBeLessThan(50);
  });

  test("its parts hold all of its pictures, each once", async () => {
    let [behind, all]: [number | null, number] = [0, 0];
    while (behind !== null) {
      const { parts, more } = await partsOfCollection(using, user, COLLECTION, behind);
      for (const part of parts) {
        const pictures = await picturesOfPart(using, user, part, COLLECTION);
        expect(pictures).toHaveLength(part.pictures);
        all += pictures.length;
      }
      behind = more;
    }
    expect(all).toBe(
      await env.DB.prepare(
        `SELECT count(*) AS n FROM collection_members
         JOIN generation_history USING (position) WHERE image_id IS NOT NULL`,
      ).first("n"),
    );
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
  expect(await found("kind=edited")).toBe(await count("input_id IS NOT NULL"));
  expect(await found("shared=1")).toBe(await count("id IN (SELECT generation_id FROM shares)"));
  expect(await found("ratio=16:9")).toBe(
    await count("input ->> 'aspect_ratio' = '16:9' AND status = 'succeeded'"),
  );
  expect(await found("q=paintin")).toBe(await count("prompt LIKE '%painting%'"));
  expect(await found("q=c")).toBe(await count("(prompt LIKE '%castle%' OR prompt LIKE '%cat %')"));
  const since = daysAgo(20);
  expect(await found(`from=${since}&to=${since}&q=castle`)).toBe(
    await count(`prompt LIKE '%castle%' AND substr(created_at, 1, 10) = '${since}'`),
  );
  expect(await found(`to=${since}`)).toBe(await count(`substr(created_at, 1, 10) <= '${since}'`));
});
