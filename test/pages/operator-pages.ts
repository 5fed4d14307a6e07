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
