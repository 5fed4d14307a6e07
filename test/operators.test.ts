import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

let app: App;
beforeAll(async () => {
  app = await startApp({ OPERATORS: "named@example.com, proved@example.com" });
});
afterAll(() => app?.stop());

const idOf = async (email: string) =>
  (
    await (
      await app.database()
    )
      .prepare("SELECT id FROM users WHERE email = ?")
      .bind(email)
      .first<{ id: string }>()
  )?.id ?? "";

async function aMember(email?: string) {
  const visitor = new Visitor(app);
  const own = await visitor.join(email);
  return { visitor, email: own, id: await idOf(own) };
}

async function run(sql: string, ...values: string[]) {
  await (await app.database())
    .prepare(sql)
    .bind(...values)
    .run();
}

/** Somebody who was made an operator by the command. */
async function anOperator() {
  const member = await aMember();
  await run("INSERT INTO operators (user_id, made_at) VALUES (?, '2026')", member.id);
  return member;
}

/** Shows who one is, as the page before an act asks. */
async function confirm(visitor: Visitor) {
  const fields = { current_password: "correct horse", back: "/operator", kept: "" };
  expect((await visitor.post("/operator/confirm", fields)).status).toBe(303);
}

const freshId = () => crypto.randomUUID();

/** The addresses of all operator's pages, from the routes that there are: a new one is tried without being named here. */
async function operatorsPages(person: string): Promise<string[]> {
  const routes = (await readdir("app/routes")).filter((file) => /^operator[._]/.test(file));
  return routes.map((file) =>
    `/${file
      .replace(/\.tsx?$/, "")
      .replaceAll("_.", "/")
      .replaceAll(".", "/")}`.replace("$id", person),
  );
}

describe("who may see the operator's pages", () => {
  test("nobody else, by any method: not who is signed out, nor who joined with a named address, nor who was unmade", async () => {
    const member = await aMember();
    const named = await aMember("named@example.com");
    const unmade = await anOperator();
    const pages = await operatorsPages(member.id);
    expect(pages.length).toBeGreaterThan(4);
    expect((await unmade.visitor.get("/operator")).status).toBe(200);
    await run("DELETE FROM operators WHERE user_id = ?", unmade.id);
    for (const visitor of [new Visitor(app), member.visitor, named.visitor, unmade.visitor])
      for (const page of pages) {
        const posted = await visitor.post(page, { act: "give", id: freshId(), credits: "5", reason: "x" });
        expect([page, (await visitor.get(page)).status, posted.status]).toEqual([page, 404, 404]);
      }
    expect(await member.visitor.balance()).toBe(10);
  });

  test("who proved a named address, and whoever an operator made one, until unmade", async () => {
    const { visitor, id, email } = await aMember("proved@example.com");
    expect((await visitor.get("/operator")).status).toBe(404);
    await run("INSERT INTO proved_addresses (user_id, email, proved_at) VALUES (?, ?, '2026')", id, email);
    for (const page of await operatorsPages(id))
      expect((await visitor.get(page)).status).toBe(page.endsWith("/image") ? 404 : 200);
    expect(await visitor.html("/")).toContain('href="/operator"');
    const other = await aMember();
    await confirm(visitor);
    const person = `/operator/people/${other.id}`;
    await visitor.post(person, { act: "make_operator", id: freshId() });
    expect((await other.visitor.get("/operator/people")).status).toBe(200);
    await visitor.post(person, { act: "unmake_operator", id: freshId() });
    expect((await other.visitor.get("/operator/people")).status).toBe(404);
  });
});

test("an operator without a password signs in once more before an act, and finds what they typed", async () => {
  const { visitor, id } = await anOperator();
  const member = await aMember();
  const person = `/operator/people/${member.id}`;
  await run("UPDATE users SET password_hash = '-' WHERE id = ?", id);
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
  await run("UPDATE sessions SET created_at = ? WHERE user_id = ?", anHourAgo, id);
  // What was typed another time, and left, comes back in nobody's way.
  for (const reason of ["an earlier one", "for the picture"]) {
    const asked = await visitor.post(person, { act: "give", id: freshId(), credits: "7", reason });
    const html = await asked.text();
    expect([asked.status, html]).toEqual([200, expect.stringContaining("Sign in once more")]);
    expect(html).not.toContain("Continue</button>");
  }
  await run("UPDATE sessions SET created_at = ? WHERE user_id = ?", new Date().toISOString(), id);
  const back = await visitor.html(person);
  expect(back).toMatch(/name="credits"[^>]*value="7"/);
  expect(back).toMatch(/name="reason"[^>]*value="for the picture"/);
  expect(await visitor.html(person)).not.toContain("for the picture");
  expect(await member.visitor.balance()).toBe(10);
});

test("before an act one shows who one is; then credits are given and taken, once, never below none, each with its row", async () => {
  const { visitor } = await anOperator();
  const member = await aMember();
  const person = `/operator/people/${member.id}`;
  const typed = { act: "give", id: freshId(), credits: "5", reason: "因为 so" };
  const asked = await visitor.post(person, typed);
  const html = await asked.text();
  expect([asked.status, html]).toEqual([200, expect.stringContaining("Continue</button>")]);
  expect(await member.visitor.balance()).toBe(10);
  const kept = html.match(/name="kept" value="([^"]+)"/)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const wrong = await visitor.post("/operator/confirm", { current_password: "wrong", back: person, kept });
  expect([wrong.status, await wrong.text()]).toEqual([
    422,
    expect.stringContaining("This is not your password."),
  ]);
  const confirmed = await visitor.post("/operator/confirm", {
    current_password: "correct horse",
    back: person,
    kept,
  });
  expect(confirmed.headers.get("Location")).toBe(person);
  const back = await visitor.html(person);
  expect(back).toMatch(/name="credits"[^>]*value="5"/);
  expect(back).toMatch(/name="reason"[^>]*value="因为 so"/);

  for (let sent = 0; sent < 2; sent++) expect((await visitor.post(person, typed)).status).toBe(303);
  expect(await member.visitor.balance()).toBe(15);
  const take = (credits: string, reason = "too many") =>
    visitor.post(person, { act: "take", id: freshId(), credits, reason });
  const tooMuch = await take("16");
  expect([tooMuch.status, await tooMuch.text()]).toEqual([
    422,
    expect.stringContaining("There are fewer credits"),
  ]);
  for (const credits of ["", "0", "-5", "1.5", "100001", "٣"]) expect((await take(credits)).status).toBe(422);
  expect((await take("1", "  ")).status).toBe(422);
  expect((await take("15")).status).toBe(303);
  expect(await member.visitor.balance()).toBe(0);

  const page = await visitor.html("/operator/acts");
  expect(page).toContain("gave credits");
  expect(page).toContain("因为 so");
  const d1 = await app.database();
  const rows = await d1
    .prepare("SELECT act, amount FROM operator_acts WHERE user_id = ? ORDER BY id")
    .bind(member.id)
    .all();
  expect(rows.results).toHaveLength(2);
  for (const sql of ["UPDATE operator_acts SET reason = ''", "DELETE FROM operator_acts"])
    await expect(d1.prepare(sql).run()).rejects.toThrow("append-only");
});

test("a blocked person is out at once and is told so, their link shows nothing, and comes back when unblocked", async () => {
  const { visitor } = await anOperator();
  const member = await aMember();
  await confirm(visitor);
  const page = (await member.visitor.generate()).headers.get("Location") ?? "";
  await member.visitor.post(`${page}/share`, { do: "make" });
  const link = (await member.visitor.html(page)).match(/href="http[^"]*(\/s\/[\w-]{22})"/)?.[1] ?? "";
  const person = `/operator/people/${member.id}`;
  expect(await visitor.html(person)).not.toContain("A castle at dawn");
  await visitor.post(person, { act: "block", id: freshId(), why: "spam" });
  expect((await member.visitor.get("/history")).status).toBe(303);
  for (const path of [link, `${link}/image`]) expect((await new Visitor(app).get(path)).status).toBe(404);
  const again = new Visitor(app);
  const signingIn = { email: member.email, password: "correct horse" };
  expect(await (await again.post("/login", signingIn)).text()).toContain("This account is blocked");
  await visitor.post(person, { act: "unblock", id: freshId(), why: "mistake" });
  expect((await again.post("/login", signingIn)).status).toBe(303);
  expect((await new Visitor(app).get(link)).status).toBe(200);

  await visitor.post(person, { act: "end_sessions", id: freshId() });
  expect((await again.get("/history")).status).toBe(303);
  await visitor.post(person, { act: "send_reset", id: freshId() });
  expect(await new Visitor(app).html(app.outbox?.pathname ?? "")).toContain(member.email);
});

test("people are found by the beginning of their address and by id, and ordered by what the sweep has added up", async () => {
  const { visitor, email, id } = await anOperator();
  const member = await aMember();
  await member.visitor.generate();
  await app.sweep();
  for (const q of [email.slice(0, 20).toUpperCase(), id]) {
    const html = await visitor.html(`/operator/people?${new URLSearchParams({ q })}`);
    expect(html).toContain(email);
    expect(html).not.toContain(member.email);
  }
  for (const order of ["pictures", "spent"]) {
    const html = await visitor.html(`/operator/people?order=${order}`);
    expect(html).toContain(member.email);
    expect(html).not.toContain(`/operator/people/${id}`);
  }
  expect(await visitor.html("/operator/people?q=nobody-is-so")).toContain("Nobody has an address");
  expect((await visitor.get("/operator/people?before=x")).status).toBe(404);
  expect(await visitor.html("/operator/people?lang=zh-Hans")).toContain("查找用户");
});

test("the page of now says what is stuck and takes it further, what failed, how the sweep is, and what the days came to", async () => {
  const { visitor } = await anOperator();
  const member = await aMember();
  await member.visitor.generate({ prompt: "A storm [fail]" });
  const late = (await member.visitor.generate({ prompt: "A slow one [slow]" })).headers.get("Location") ?? "";
  const stuck = late.split("/")[2] ?? "";
  expect(await visitor.html("/operator")).not.toContain(stuck);
  await run(
    "UPDATE generation_history SET created_at = '2026-01-01T00:00:00.000Z', lease_until = NULL WHERE id = ?",
    stuck,
  );
  const html = await visitor.html("/operator");
  expect(html).toContain("Replicate has not finished it");
  const form = { act: "look_again", id: freshId(), generation: stuck };
  expect(await (await visitor.post("/operator", form)).text()).toContain("Continue</button>");
  await confirm(visitor);
  expect((await visitor.post("/operator", form)).status).toBe(303);
  expect(await visitor.html("/operator/acts")).toContain("looked at an order again");
  await app.sweep();
  await app.audit();
  const now = await visitor.html("/operator");
  expect(now).not.toContain(">late<");
  expect(now).toContain("failed at Replicate");
  expect(now).toMatch(/[\d.]+ MB of 10,000 MB/);
  const today = new Date().toISOString().slice(0, 10);
  const [, row = ""] = now.match(new RegExp(`<tr><td data-head="Day">${today}</td>(.*?)</tr>`)) ?? [];
  const cells = [...row.matchAll(/<td[^>]*>([^<]*)</g)].map(([, cell]) => Number(cell));
  const d1 = await app.database();
  const joined = await d1.prepare("SELECT count(*) AS count FROM users").first<{ count: number }>();
  expect(cells).toEqual([expect.any(Number), expect.any(Number), 0, joined?.count, 1]);
  expect(cells[0]).toBeGreaterThan(1);
  expect(now.match(/<svg[^>]*role="img"/g)).toHaveLength(5);
});

test("what the operator says is on all pages, and an order that is not taken keeps its form", async () => {
  const { visitor } = await anOperator();
  const member = await aMember();
  await confirm(visitor);
  const line = { act: "say_line", id: freshId(), line_en: "Maintenance <tonight>", line_zh: "今晚维护" };
  expect((await visitor.post("/operator/site", line)).status).toBe(303);
  expect(await member.visitor.html("/history")).toContain("Maintenance &lt;tonight&gt;");
  expect(await member.visitor.html("/history?lang=zh-Hans")).toContain("今晚维护");
  await member.visitor.get("/history?lang=en");
  await expect.poll(() => new Visitor(app).html("/login")).toContain("Maintenance");
  expect(
    (await visitor.post("/operator/site", { ...line, id: freshId(), line_en: "x".repeat(201) })).status,
  ).toBe(422);
  const closing = { act: "close_orders", id: freshId(), closed_en: "Back at noon", closed_zh: "" };
  await visitor.post("/operator/site", closing);
  const refused = await member.visitor.generate({ prompt: "A kept castle" });
  const html = await refused.text();
  expect([refused.status, html, html]).toEqual([
    ...[429, expect.stringContaining("Back at noon"), expect.stringContaining("A kept castle</textarea>")],
  ]);
  expect(await member.visitor.balance()).toBe(10);
  await visitor.post("/operator/site", { ...closing, act: "open_orders", id: freshId() });
  await visitor.post("/operator/site", { ...line, id: freshId(), line_en: "", line_zh: "" });
  expect((await member.visitor.generate()).status).toBe(303);
});

test("anybody reports a shared picture; an operator sees it and takes it down, and all who are concerned are told", async () => {
  const { visitor } = await anOperator();
  const member = await aMember();
  await confirm(visitor);
  const page = (await member.visitor.generate({ prompt: "A reported castle" })).headers.get("Location") ?? "";
  await member.visitor.post(`${page}/share`, { do: "make" });
  const link = (await member.visitor.html(page)).match(/href="http[^"]*(\/s\/[\w-]{22})"/)?.[1] ?? "";
  const guest = new Visitor(app);
  const shared = await guest.html(link);
  expect(shared).toContain(`href="${link}/report"`);
  expect((await guest.get(`${link}/image`)).headers.get("Cache-Control")).toBe("public, max-age=60");
  expect(await guest.html(`${link}/report`)).toContain("Send the report</button>");
  const typed = { id: freshId(), why: "", said: "It is <mine>", email: "reporter@example.com" };
  const wrong = await guest.post(`${link}/report`, typed);
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining("It is &lt;mine&gt;")]);
  for (let sent = 0; sent < 2; sent++)
    expect((await guest.post(`${link}/report`, { ...typed, why: "rights" })).status).toBe(303);
  expect(await guest.html(`${link}/report?sent`)).toContain("The report is sent");

  const list = await visitor.html("/operator/reports");
  expect(list).toContain("It is &lt;mine&gt;");
  expect(list.match(/<article/g)).toHaveLength(1);
  const image = list.match(/src="(\/operator\/reports\/[^"]+)"/)?.[1] ?? "";
  const served = await visitor.get(image);
  expect([served.status, served.headers.get("Cache-Control")]).toEqual([200, "private, no-store"]);
  for (const other of [member.visitor, guest]) expect((await other.get(image)).status).toBe(404);
  const answer = { act: "take_down", id: freshId(), report: typed.id, answer: "It was yours." };
  const long = await visitor.post("/operator/reports", { ...answer, answer: "x".repeat(5_000) });
  expect(await long.text()).toMatch(
    /href="#answer".*<textarea id="answer" name="answer" aria-describedby="answer-hint answer-error"/s,
  );
  expect((await visitor.post("/operator/reports", answer)).status).toBe(303);
  for (const path of [link, `${link}/image`, `${link}/preview`])
    expect((await guest.get(path)).status).toBe(404);
  expect(await visitor.html("/operator/reports")).toContain("There are no reports to answer.");
  const own = await member.visitor.html(page);
  expect(own).toContain("was reported and is not shown to others");
  await member.visitor.post(`${page}/share`, { do: "make" });
  expect(await member.visitor.html(page)).not.toMatch(/href="http[^"]*\/s\//);
  const outbox = await guest.html(app.outbox?.pathname ?? "");
  expect(outbox).toContain("reporter@example.com");
  expect(outbox.match(/It was yours\./g)?.length).toBeGreaterThan(1);
});
