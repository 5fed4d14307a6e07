import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, startApp } from "./app";
import { Visitor } from "./visitor";

let app: App;
let visitor: Visitor;

beforeAll(async () => {
  app = await startApp({ SIGNUP_CREDITS: "40" });
  visitor = new Visitor(app);
  await visitor.join();
  for (let count = 0; count < 26; count++) await visitor.generate({ prompt: "A red castle", fresh: "1" });
  await visitor.generate({ prompt: "城堡 [fail]" });
});

afterAll(() => app?.stop());

const prompts = (html: string) =>
  [...html.matchAll(/class="card-prompt"[^>]*>([^<]*)</g)].map(([, text]) => text);
const link = (html: string, words: string) =>
  html.match(new RegExp(`href="([^"]*)"[^>]*>${words}</a>`))?.[1]?.replaceAll("&amp;", "&");

describe("the history", () => {
  test("goes down and up again by links that keep the search", async () => {
    const first = await visitor.html("/history?q=castle&status=succeeded&model=");
    expect(prompts(first)).toHaveLength(24);
    expect([link(first, "Newest"), link(first, "Newer")]).toEqual([undefined, undefined]);
    const older = link(first, "Older") ?? "";
    expect(older).toMatch(/^\/history\?q=castle&status=succeeded&before=\d+$/);
    expect(first).toContain('rel="next"');

    const last = await visitor.html(older);
    expect(prompts(last)).toEqual(["A red castle", "A red castle"]);
    expect(link(last, "Older")).toBeUndefined();
    expect(link(last, "Newest")).toBe("/history?q=castle&status=succeeded");
    expect(last).toContain('rel="prev"');

    const again = await visitor.html(link(last, "Newer") ?? "");
    expect(prompts(again)).toEqual(prompts(first));
    expect(link(again, "Newer")).toBeUndefined();
  });

  test("says that nothing is found, with the way back and the words kept", async () => {
    const html = await visitor.html("/history?q=unicorn");
    expect(html).toContain("None of your pictures is like that.");
    expect(html).toContain('value="unicorn"');
    expect(link(html, "Show all pictures")).toBe("/history");
    expect(prompts(await visitor.html("/history?q=城堡&status=failed"))).toEqual(["城堡 [fail]"]);
  });

  test.each([
    ["q", "x".repeat(10_000), "Search must be 200 characters or less"],
    ["q", '"', "Search for a word or a number"],
    ["model", "x", "Choose a model from the list"],
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

  test("costs one round trip to the database beside the visitor's own", async () => {
    app.lines.length = 0;
    await visitor.html("/history?q=castle&from=2020-01-01&to=2999-12-31&favorite=");
    const lines = app.lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
    expect(lines).toContainEqual(expect.objectContaining({ path: "/history", status: 200, db_calls: 2 }));
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
