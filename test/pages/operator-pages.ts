import type { App } from "../app";
import { joined } from "./cast";
import type { Add } from "./catalogue";

/** The pages of whoever runs the site, and of people as they see them. */
export async function addOperatorPages(add: Add, app: App): Promise<void> {
  const operator = await joined(app, "operator");
  const d1 = await app.database();
  const idOf = (name: string) =>
    d1.prepare("SELECT id FROM users WHERE email = ?").bind(`${name}@example.com`).first<string>("id");
  await d1
    .prepare("INSERT INTO operators (user_id, made_at) VALUES (?, '2026-01-01T00:00:00.000Z')")
    .bind(await idOf("operator"))
    .run();
  await fillIn(d1, await idOf("operator"), await idOf("member"));
  const person = `/operator/people/${await idOf("member")}`;
  add("operator, now", operator, "/operator");
  add("operator, people", operator, "/operator/people?order=pictures");
  add("operator, nobody found", operator, "/operator/people?q=nobody%40example.com");
  add("operator, a person", operator, person);
  add("operator, to show who one is", operator, person, {
    answer: (path, headers) =>
      operator.post(path, { act: "give", id: crypto.randomUUID(), credits: "5", reason: "补偿" }, headers),
  });
  add("operator, money", operator, "/operator/money");
  add("operator, reports", operator, "/operator/reports");
  add("operator, site", operator, "/operator/site");
  add("operator, acts", operator, "/operator/acts");
}

/** What a site has after a while: orders that are stuck or failed, days, acts, a purchase to be looked at, mails that did not go. */
async function fillIn(d1: D1Database, operator: string | null, member: string | null) {
  const id = "lower(hex(randomblob(4))) || '-0000-4000-8000-' || lower(hex(randomblob(6)))";
  const ago = (minutes: number) => `strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-${minutes} minutes')`;
  const order = (at: number, columns: string, values: string) =>
    `INSERT INTO generation_history (id, user_id, position, prompt, model, input, input_hash, seed, cost, created_at, ${columns})
     SELECT ${id}, '${operator}', 900000000 + ${at}, 'not shown', 'black-forest-labs/flux-dev', '{}', '', 1, 0, ${ago(at)}, ${values}`;
  const statements = [
    order(20, "status, lease_until, attempts", "'running', '2999', 2"),
    order(9, "status, lease_until", "'reserved', '2999'"),
    order(30, "status, completed_at, error_code, cached_from", `'failed', ${ago(29)}, 'too_slow', '-'`),
    order(31, "status, completed_at, error_code, cached_from", `'failed', ${ago(29)}, 'moderated', '-'`),
    `INSERT INTO days (day, orders, failures, cost_micro_usd, income_micro_usd, joins)
     VALUES (date('now'), 1240, 12, 4120000, 13000000, 31), (date('now', '-1 day'), 980, 40, 3900000, 0, 12)
     ON CONFLICT (day) DO UPDATE SET orders = excluded.orders, failures = excluded.failures,
       cost_micro_usd = excluded.cost_micro_usd, income_micro_usd = excluded.income_micro_usd`,
    `INSERT INTO model_days VALUES (date('now'), 'black-forest-labs/flux-schnell', 900, 4, 2, 900, 300, 2400000, 2700000, 12000, 6000, 900000),
       (date('now'), 'black-forest-labs/flux-dev', 40, 1, 0, 320, 0, 1280000, 1000000, 25000, 0, 0)
     ON CONFLICT DO NOTHING`,
    `INSERT INTO operator_acts SELECT ${id}, '${operator}', 'give', '${member}', NULL, 50, '补偿：一张图片没有生成', ${ago(60)}`,
    `INSERT INTO operator_acts SELECT ${id}, '${operator}', 'close_orders', NULL, NULL, NULL, '', ${ago(61)}`,
    `INSERT INTO purchases (id, user_id, pack, credits, currency, amount, micro_usd, is_live, is_managed, language, origin,
       order_waits, state, problem, created_at)
     SELECT ${id}, '${operator}', 'small', 500, 'usd', 300, 3000000, 0, 0, 'en', 'https://flux.example', 0, 'refused',
       'amount: 300 ordered, 100 paid', ${ago(80)}`,
    `INSERT INTO mails_given_up SELECT ${id}, 'reset', '550', ${ago(90)}`,
  ];
  await d1.batch(statements.map((sql) => d1.prepare(sql)));
}
