import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { type Cursor, readCursor } from "~/platform/cursor.server";
import { unansweredReports } from "~/reports/reported.server";
import type { Services } from "~/services.server";
import { world } from "../../test/world";
import { COUNTED_AT_MOST, LISTED } from "./limits";
import { listActs } from "./list-acts.server";
import { moneyPage } from "./money.server";
import { nowPage } from "./now.server";
import { listPeople, PEOPLE_ORDERS, type People, readPeopleCursor } from "./people.server";
import { personPage } from "./person.server";

/** What a page may read, however much there is. */
const MOST_ROWS = 2_000;
/** People, and a generation, an entry, an act, a report and a mail for each; what reads all of anything reads more than it may. */
const MANY = 20_000;
/** As many days as the days' rows, and as many models in each as there may ever be. */
const [DAYS, MODELS] = [400, 20];

const using = world({ OPERATORS: "person-7@example.com" });
const idOf = (kind: number, number: number) =>
  `00000000-0000-4000-8${kind}00-${number.toString(16).padStart(12, "0")}`;
/** Everybody's person, to whom half of all belongs, and somebody with a row of each. */
const [BUSY, QUIET] = [idOf(0, 1), idOf(0, 7)];

beforeAll(async () => {
  const id = (kind: number) => `printf('00000000-0000-4000-8${kind}00-%012x', n)`;
  const user = `CASE WHEN n % 2 = 0 THEN '${BUSY}' ELSE ${id(0)} END`;
  const at = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', printf('-%d seconds', n))";
  const rows = (count: number) =>
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})`;
  const all = [
    `INSERT INTO users SELECT ${id(0)}, printf('person-%d@example.com', n), '-', n % 90, ${at}, ${at} FROM numbers`,
    `INSERT INTO proved_addresses (user_id, email, proved_at) SELECT id, email, created_at FROM users`,
    `INSERT INTO person_totals SELECT ${id(0)}, n % 900, n % 7000 FROM numbers`,
    `INSERT INTO generation_history (id, user_id, position, prompt, model, input, input_hash, seed, cost, status, error_code,
       next_attempt_at, attempts, completed_at, created_at)
     SELECT ${id(1)}, ${user}, n, 'a castle', 'black-forest-labs/flux-schnell', '{}', '', n, 1,
       CASE n % 4 WHEN 0 THEN 'reserved' WHEN 1 THEN 'running' ELSE 'failed' END, CASE WHEN n % 4 > 1 THEN 'failed' END,
       CASE WHEN n % 4 = 0 THEN ${at} END, 1, CASE WHEN n % 4 > 1 THEN ${at} END, ${at} FROM numbers`,
    `INSERT INTO credit_entries (id, user_id, kind, amount, balance_after, reference, created_at)
     SELECT ${id(2)}, ${user}, 'grant', 1, 1, 'act:' || ${id(3)}, ${at} FROM numbers`,
    `INSERT INTO operator_acts SELECT ${id(3)}, '${QUIET}', 'give', ${user}, NULL, 1, 'why', ${at} FROM numbers`,
    `INSERT INTO reports (id, generation_id, reason, said, email, language, answered, created_at)
     SELECT ${id(4)}, ${id(1)}, 'other', '', '', 'en', CASE WHEN n % 2 = 0 THEN 'left' END, ${at} FROM numbers`,
    `INSERT INTO mails (id, kind, user_id, email, language, attempts, due_at, created_at)
     SELECT ${id(5)}, 'reset', ${user}, 'x@example.com', 'en', n % 10 = 0, ${at}, ${at} FROM numbers`,
    `INSERT INTO mails_given_up SELECT ${id(5)}, 'reset', 'refused', ${at} FROM numbers`,
    `INSERT INTO purchases (id, user_id, pack, credits, currency, amount, micro_usd, is_live, is_managed, language, origin,
       order_waits, state, problem, created_at)
     SELECT ${id(6)}, ${user}, 'small', 500, 'usd', 300, 3000000, 1, 0, 'en', 'https://flux.example', 0, 'refused', 'amount', ${at}
     FROM numbers`,
    `INSERT INTO sessions (id_hash, user_id, created_at, last_seen_at, expires_at)
     SELECT ${id(7)}, ${id(0)}, ${at}, ${at}, '2999' FROM numbers`,
  ];
  const ofDays = [
    `INSERT OR IGNORE INTO days (day, orders) SELECT date('now', printf('-%d days', n)), n FROM numbers`,
    `INSERT INTO model_days SELECT date('now', printf('-%d days', n / ${MODELS})), printf('model-%d', n % ${MODELS}),
       1, 0, 0, 1, 0, 1, 1, 0, 0, 0 FROM numbers`,
  ];
  const statements = [
    ...all.map((sql) => `${rows(MANY)} ${sql}`),
    ...ofDays.map((sql) => `${rows(DAYS * MODELS)} ${sql}`),
  ];
  await env.DB.batch(statements.map((sql) => env.DB.prepare(sql)));
}, 60_000);

/** What was read, and how many rows that took. */
async function reading<Page>(read: () => Promise<Page>): Promise<{ page: Page; rows: number }> {
  const before = using.rowsRead();
  const page = await read();
  return { page, rows: using.rowsRead() - before };
}

const searches: [string, Partial<People>, number][] = [
  ["by an address", { q: "person-19999@" }, 1],
  ["by the beginning of many", { q: "person-1" }, LISTED],
  ["by an id", { q: BUSY }, 1],
  ...PEOPLE_ORDERS.map((order): [string, Partial<People>, number] => [order, { order }, LISTED]),
];

test.each(searches)("people %s", async (_, asked, count) => {
  const wanted: People = { q: "", order: "newest", before: null, ...asked };
  const { page, rows } = await reading(() => listPeople(using, wanted));
  expect(page.people).toHaveLength(count);
  expect(rows).toBeLessThanOrEqual(MOST_ROWS);
  if (!page.older) return;
  const before = readPeopleCursor(page.older);
  const next = await reading(() => listPeople(using, { ...wanted, before }));
  expect(next.page.people).toHaveLength(LISTED);
  expect(next.rows).toBeLessThanOrEqual(MOST_ROWS);
});

test.each([
  ["who has half of all", BUSY],
  ["who has a row of each", QUIET],
])("the page of somebody %s", async (_, id) => {
  const { page, rows } = await reading(() => personPage(using, id, { entries: null, orders: null }));
  expect(page?.person).toMatchObject({ id, is_operator: id === QUIET ? 1 : 0 });
  expect(page?.orders).toHaveLength(id === BUSY ? LISTED : 1);
  expect(rows).toBeLessThanOrEqual(MOST_ROWS);
});

test("acts and reports, the first page and the next", async () => {
  const lists: ((using: Services, before: Cursor | null) => Promise<{ older: string | null }>)[] = [
    listActs,
    unansweredReports,
  ];
  for (const list of lists) {
    const first = await reading(() => list(using, null));
    expect(first.page.older).not.toBeNull();
    expect(first.rows).toBeLessThanOrEqual(MOST_ROWS);
    const next = await reading(() => list(using, readCursor(first.page.older ?? "")));
    expect(next.rows).toBeLessThanOrEqual(MOST_ROWS);
  }
});

test("money by model and day, and how the site is doing now", async () => {
  const money = await reading(() => moneyPage(using));
  expect(money.page.margins.length).toBeGreaterThan(MODELS);
  expect(money.page.problems).toHaveLength(LISTED);
  expect(money.rows).toBeLessThanOrEqual(MOST_ROWS);
  const now = await reading(() => nowPage(using));
  expect(now.page).toMatchObject({ open: COUNTED_AT_MOST, inLine: COUNTED_AT_MOST });
  expect([now.page.stuck.length, now.page.unsent.length, now.page.givenUp.length]).toEqual([
    LISTED,
    LISTED,
    LISTED,
  ]);
  expect(now.rows).toBeLessThanOrEqual(MOST_ROWS);
});
