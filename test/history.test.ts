import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertMany } from "../scripts/many-generations";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

let app: App;
let visitor: Visitor;

beforeAll(async () => {
  app = await startApp();
  visitor = new Visitor(app);
  const email = await visitor.join();
  const d1 = await app.database();
  const id = await d1.prepare("SELECT id FROM users WHERE email = ?").bind(email).first<string>("id");
  await insertMany(d1, { visitors: [id ?? ""], count: 70, firstPosition: 1 });
  await visitor.generate({ prompt: "城堡 [fail]" });
});

afterAll(() => app?.stop());

const prompts = (html: string) =>
  [...html.matchAll(/class="card-prompt"[^>]*>([^<]*)</g)].map(([, text]) => text);
const link = (html: string, words: string) =>
  html.match(new RegExp(`href="([^"]*)"[^>]*>${words}</a>`))?.[1]?.replaceAll("&amp;", "&");

describe("the history", () => {
  test("goes down and up again by links that keep the search", async () => {
    const first = await visitor.html("/history?q=&status=succeeded&model=");
    expect(prompts(first)).toHaveLength(60);
    expect([link(first, "Newest"), link(first, "Newer")]).toEqual([undefined, undefined]);
    const older = link(first, "Older") ?? "";
    expect(older).toMatch(/^\/history\?status=succeeded&before=\d+$/);
    expect(first).toContain('rel="next"');
    expect(first).toContain("64 pictures");

    const last = await visitor.html(older);
    expect(prompts(last)).toHaveLength(4);
    expect(link(last, "Older")).toBeUndefined();
    expect(link(last, "Newest")).toBe("/history?status=succeeded");
    // At both ends of the list.
    expect(last.match(/rel="prev"/g)).toHaveLength(2);

    const again = await visitor.html(link(last, "Newer") ?? "");
    expect(prompts(again)).toEqual(prompts(first));
    expect(link(again, "Newer")).toBeUndefined();
  });

  test("is the same list the other way round, oldest first, by links that keep it so", async () => {
    const newest = [
      await visitor.html("/history"),
      await visitor.html(link(await visitor.html("/history"), "Older") ?? ""),
    ];
    const first = await visitor.html("/history?order=oldest");
    const next = link(first, "Newer") ?? "";
    expect(next).toMatch(/^\/history\?order=oldest&after=\d+$/);
    const pages = [...prompts(first), ...prompts(await visitor.html(next))];
    expect(pages).toEqual(newest.flatMap(prompts).reverse());
    expect(link(await visitor.html(next), "Oldest")).toBe("/history?order=oldest");
  });

  test("says what it is narrowed to, how many that are, and has a link that takes each away", async () => {
    const html = await visitor.html("/history?q=ca&kind=edited&order=oldest");
    const narrowed = html.match(/class="narrowed">(.*?)<\/div>/s)?.[1] ?? "";
    const count = narrowed.match(/(\d+) pictures?</)?.[1];
    expect(Number(count)).toBe(prompts(html).length);
    const links = [...narrowed.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) =>
      href.replaceAll("&amp;", "&"),
    );
    expect(links).toEqual(["/history?kind=edited&order=oldest", "/history?q=ca&order=oldest", "/history"]);
    expect(link(html, "Edited")).toBe("/history?q=ca&order=oldest");
    expect(link(html, "This week")).toBe("/history?q=ca&kind=edited&order=oldest&since=week");
  });

  test("says that nothing is found, with the way back and the words kept", async () => {
    const html = await visitor.html("/history?q=unicorn");
    expect(html).toContain("No pictures match “unicorn”.");
    expect(html).toContain('value="unicorn"');
    expect(link(html, "Show all pictures")).toBe("/history");
    const filtered = await visitor.html("/history?q=unicorn&shared=1");
    expect(link(filtered, "Search without filters")).toBe("/history?q=unicorn");
    expect(prompts(await visitor.html("/history?q=城堡&status=failed&since=week"))).toContain("城堡 [fail]");
  });

  test.each([
    ["q", "x".repeat(10_000), "Search must be 200 characters or less"],
    ["q", '"', "Search for a word or a number"],
    ["model", "x", "Choose a model from the list"],
    ["ratio", "7:5", "Choose a ratio from the list"],
    ["order", "up", "Choose newest or oldest first"],
    ["from", "2026-02-30", "Enter a day such as 2026-03-31"],
  ])("answers %s=%.20s in words and keeps it", async (name, value, words) => {
    const response = await visitor.get(
      `/history?${new URLSearchParams({ [name]: value, to: "2030-01-01" })}`,
    );
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(html).toContain("<title>Error: Your pictures");
    expect(html).toContain(words);
    expect(html).toContain('value="2030-01-01"');
    if (name === "q") expect(html).toContain(`value="${value.replaceAll('"', "&quot;")}"`);
  });

  test("a place that is none is a page that does not exist", async () => {
    for (const search of ["before=x", "after=", "before=1&after=2", `before=${"9".repeat(400)}`])
      expect((await visitor.get(`/history?${search}`)).status).toBe(404);
    expect(await visitor.html("/history?before=0")).toContain("The list ends before this page.");
  });

  test("costs one round trip to the database, with the visitor's own in it", async () => {
    app.lines.length = 0;
    await visitor.html("/history?q=ca&from=2020-01-01&to=2999-12-31&favorite=&order=oldest");
    const lines = () => app.lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
    await expect
      .poll(lines)
      .toContainEqual(expect.objectContaining({ path: "/history", status: 200, db_calls: 1 }));
  });
});

test("days and times are the visitor's, or UTC and said so", async () => {
  const now = new Date();
  const inZone = async (zone: string | null) => {
    const { cookie } = visitor;
    if (zone) visitor.cookie = `${cookie}; time_zone=${zone}`;
    const html = (await visitor.html("/history")).replaceAll("<!-- -->", "");
    visitor.cookie = cookie;
    return {
      day: html.match(/<h2[^>]*><time dateTime="([^"]*)">Today</)?.[1],
      time: html.match(/<time[^>]*dateTime="([^"]*T[^"]*)"[^>]*>([^<]*)</i)?.slice(1) ?? [],
    };
  };
  const dayIn = (timeZone: string) =>
    new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone }).format(now);
  const timeIn = (timeZone: string, at = "") =>
    new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone }).format(new Date(at));
  // Fourteen hours ahead and eleven behind: never the same day.
  for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
    const { day, time } = await inZone(zone);
    expect(day).toBe(dayIn(zone));
    expect(time[1]).toBe(timeIn(zone, time[0]));
  }
  const { time } = await inZone(null);
  expect(time[1]).toBe(`${timeIn("UTC", time[0])} UTC`);
});
