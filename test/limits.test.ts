import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Budget } from "../app/budgets/budget.server";
import { linksOf } from "../app/budgets/links.server";
import { streamsOf } from "../app/generations/streams.server";
import { searchesOf } from "../app/history/searches.server";
import { MOST_UPLOADS_A_DAY } from "../app/pictures/limits";
import type { Settings } from "../app/platform/settings.server";
import { PASSWORD } from "./account";
import { type App, startApp } from "./app";
import { PNG } from "./pretend-replicate";
import { Visitor } from "./visitor";

let app: App;
let visitor: Visitor;
let userId: string;
let picture: string;

beforeAll(async () => {
  app = await startApp({ TRUSTED_IP_HEADER: "X-Seen-From" });
  visitor = new Visitor(app);
  const email = await visitor.join();
  picture = (await visitor.generate({ prompt: "A castle" })).headers.get("Location") ?? "";
  await vi.waitFor(
    async () => expect(await visitor.html("/history")).not.toContain("data-look-every"),
    40_000,
  );
  const d1 = await app.database();
  userId = (await d1.prepare("SELECT id FROM users WHERE email = ?").bind(email).first<string>("id")) ?? "";
});
afterAll(() => app?.stop());

let began: number;
beforeEach(() => {
  began = Date.now();
});

const settings = { SESSION_SECRETS: ["of-the-tests"] } as Settings;
const CHINESE = { "Accept-Language": "zh-CN" };

/** Uses up a budget of the visitor's for the next hour and more. */
async function useUp(of: (settings: Settings, userId: string) => Budget): Promise<void> {
  const { key, atOnce, everySeconds } = of(settings, userId);
  const until = Date.now() + atOnce * everySeconds * 1000 + 3_600_000;
  await (await app.database())
    .prepare("INSERT OR REPLACE INTO budgets (key, spent_until_ms) VALUES (?, ?)")
    .bind(key, until)
    .run();
}

/** What a page says to whoever reads it. */
const textIn = (html: string) =>
  (html.match(/<main[\s\S]*<\/main>/)?.[0] ?? "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

/** A moment as pages say it: the first full minute that is no sooner. */
const toTheMinute = (ms: number) => Math.ceil(ms / 60_000) * 60_000;

/** Expects that a page says when to come back, and that its header says the same. */
async function expectAgain(answer: Response, words: string): Promise<string> {
  const html = await answer.text();
  const seconds = Number(answer.headers.get("Retry-After"));
  expect([answer.status, seconds > 0, textIn(html)]).toEqual([429, true, expect.stringContaining(words)]);
  const at = Date.parse(
    html.match(/(?:again from|之后|<p>)\s*(?:<!-- -->)?<time dateTime="([^"]+)"/i)?.[1] ?? "",
  );
  // The answer was made at some moment of this test, however long it takes.
  expect(at).toBeGreaterThanOrEqual(toTheMinute(began + (seconds - 1) * 1000));
  expect(at).toBeLessThanOrEqual(toTheMinute(Date.now() + seconds * 1000));
  return html;
}

test("mails that are asked for are counted by network, for whichever address, and the address stays in the form", async () => {
  const seen = { "X-Seen-From": "192.0.2.7" };
  const ask = (email: string, more = {}) => new Visitor(app).post("/forgot", { email }, { ...seen, ...more });
  const answers = await Promise.all(
    Array.from({ length: 25 }, (_, index) => ask(`somebody-${index}@example.com`)),
  );
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(20);
  const html = await expectAgain(await ask("me@example.com"), "Too many mails were asked for");
  expect(html).toContain('value="me@example.com"');
  await expectAgain(await ask("me@example.com", CHINESE), "请求发送邮件的次数过多");
  expect((await ask("me@example.com", { "X-Seen-From": "192.0.2.8" })).status).toBe(303);
  const member = visitor.post("/account/email", { email: "n@example.com", current_password: PASSWORD }, seen);
  expect(await expectAgain(await member, "Too many mails were asked for")).toContain('value="n@example.com"');
});

test("a search that came too often stays in its field, and lists go on", async () => {
  await useUp(searchesOf);
  const answer = await visitor.get("/history?q=castle&favorite=1");
  const html = await expectAgain(answer, "You searched too often");
  expect(html).toMatch(/<input[^>]*name="q"[^>]*value="castle"/);
  expect(html).not.toContain("/thumbnail");
  await expectAgain(await visitor.request("/history?q=castle", { headers: CHINESE }), "搜索过于频繁");
  for (const path of ["/history", "/history?q=&favorite=1"])
    expect((await visitor.get(path)).status).toBe(200);
  const other = new Visitor(app);
  await other.join();
  expect((await other.get("/history?q=castle")).status).toBe(200);
});

describe("a link that came too often", () => {
  beforeAll(() => useUp(linksOf));

  test("to a picture is not made, and its boxes stay as they were ticked", async () => {
    const answer = await visitor.post(`${picture}/share`, { do: "make", prompt: "1" });
    const html = await expectAgain(answer, "You have made too many links");
    expect(html).toMatch(/name="prompt"[^>]*checked/);
    expect(html).not.toMatch(/name="indexable"[^>]*checked/);
    expect(html).toContain(`action="${picture}/share"`);
    await expectAgain(await visitor.post(`${picture}/share`, { do: "make" }, CHINESE), "创建链接过于频繁");
    expect(await visitor.html(picture)).not.toMatch(/\/s\/[\w-]{22}/);
    expect((await visitor.get(`${picture}/share`)).status).toBe(405);
  });

  test("to a collection is not made either, and what there is can still be changed", async () => {
    await visitor.post("/collections", { name: "Castles" });
    const id = (await visitor.html("/collections")).match(/\?collection=([\w-]+)/)?.[1];
    const make = () => visitor.post(`/collections/${id}`, { do: "make", indexable: "1" });
    const html = await expectAgain(await make(), "You have made too many links");
    expect(html).toMatch(/name="indexable"[^>]*checked/);
    expect(html).not.toMatch(/\/c\/[\w-]{22}/);
    expect((await visitor.post(`/collections/${id}`, { do: "change" })).status).toBe(303);
  });
});

test("a picture too many is left out of the order, whose words stay", async () => {
  const d1 = await app.database();
  await d1
    .prepare("INSERT INTO uploads_by_day (user_id, day, uploads) VALUES (?, ?, ?)")
    .bind(userId, new Date().toISOString().slice(0, 10), MOST_UPLOADS_A_DAY)
    .run();
  const form = new FormData();
  for (const [name, value] of [
    ["id", crypto.randomUUID()],
    ["prompt", "The same in snow"],
    ["ratio", "1:1"],
  ] as const)
    form.set(name, value);
  form.set("picture", new File([PNG], "mine.png"));
  const answer = await visitor.request("/?index", {
    ...{ method: "POST", body: form, headers: { Origin: app.url.origin } },
  });
  expect(await expectAgain(answer, "pictures today, the limit for a day")).toContain(
    "The same in snow</textarea>",
  );
});

test("a stream too many is refused, and says when to come back", async () => {
  const id = picture.split("/").pop();
  await useUp(streamsOf);
  const answer = await visitor.get(`/generations/${id}/events`);
  expect([answer.status, Number(answer.headers.get("Retry-After")) > 3_000]).toEqual([429, true]);
  expect((await visitor.get(picture)).status).toBe(200);
});

test("a password that was asked for once more and came too often says so with the time", async () => {
  const guess = () =>
    visitor.post("/account/delete", { current_password: "wrong" }, { "X-Seen-From": "192.0.2.9" });
  const first = await guess();
  expect([first.status, first.headers.has("Retry-After")]).toEqual([422, false]);
  for (let more = 0; more < 9; more++) await guess();
  await expectAgain(await guess(), "Too many wrong passwords were sent");
});
