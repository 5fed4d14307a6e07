import { mkdtemp, rm } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runSilently } from "../scripts/run";
import { type App, startAppOn } from "./app";
import { Visitor } from "./visitor";

let persistTo: string;
let app: App;
let visitor: Visitor;
let generation: string;

beforeAll(async () => {
  persistTo = await mkdtemp(join(tmpdir(), "flux-ai-"));
  app = await startAppOn(persistTo);
  visitor = new Visitor(app);
  await visitor.join();
  generation = (await visitor.generate()).headers.get("Location") ?? "";
});

afterAll(async () => {
  await app?.stop();
  await rm(persistTo, { recursive: true, force: true });
});

/** Runs a statement in the database of the running app. */
const sql = (command: string) =>
  runSilently(
    "wrangler",
    "d1",
    "execute",
    "flux-ai",
    "--local",
    "--persist-to",
    persistTo,
    "--command",
    command,
  );

/** Asks as a browser does for what it shows by itself. */
const look = (path: string) => visitor.request(path, { headers: { Accept: "text/html,*/*;q=0.8" } });
const image = () => generation.replace("generations", "images");

const UNEXPECTED = "<h1>Something went wrong</h1>";
const CLOSED = "<h1>Closed for a moment</h1>";
const NOT_FOUND = "<h1>Page not found</h1>";
const NOT_HERE = "<h1>That does not work here</h1>";

async function expectPage(response: Response, status: number, heading: string): Promise<void> {
  expect([response.status, response.headers.get("Content-Type")]).toEqual([
    status,
    "text/html; charset=utf-8",
  ]);
  const html = await response.text();
  expect(html).toContain(heading);
  expect(html).toContain('<link rel="stylesheet"');
}

/** The lines that one request caused, found by the id in its answer. */
async function linesOf(response: Response) {
  const id = response.headers.get("X-Request-Id");
  const events = () =>
    app.lines
      .filter((line) => line.includes(`"request_id":"${id}"`))
      .map((line): string => JSON.parse(line).event);
  await expect.poll(events).toContain("request");
  return events();
}

describe("what nobody can ask for", () => {
  test.each([
    ["a broken character", "/%E0%A4%A", 404],
    ["one in a page's address", "/generations/%E0%A4%A", 404],
    ["one in a link's", "/s/%E0%A4%A", 404],
    ["one in a picture's", "/images/%E0%A4%A", 404],
    ["a lonely percent sign", "/generations/%", 404],
    ["nothing, as a character", "/generations/%00", 404],
    ["an address of 10 KB", `/${"a".repeat(10_000)}`, 404],
    ["a search from a day that is none", "/history?q=%E0%A4%A&from=%", 400],
    ["a search of 20 KB", `/history?q=${"a".repeat(20_000)}`, 400],
  ])("%s: a page", async (_, path, status) => {
    await expectPage(
      await look(path),
      status,
      status === 404 ? NOT_FOUND : '<h1 class="hidden">Your pictures</h1>',
    );
  });

  test("no such address is logged as anything but a request", async () => {
    const from = app.lines.length;
    await look(`/s/${"x".repeat(22)}%E0%A4%A`);
    const ours = () => app.lines.slice(from).filter((line) => line.startsWith("{"));
    await expect.poll(() => ours().map((line) => JSON.parse(line).event)).toEqual(["request"]);
    expect(app.lines.slice(from).join()).not.toContain("xxxx");
  });

  test.each(["PUT", "PATCH", "DELETE", "OPTIONS"])(
    "%s: a page that says what is possible",
    async (method) => {
      for (const path of ["/", "/history", "/nowhere", image()]) {
        const response = await visitor.request(path, { method });
        expect(response.headers.get("Allow")).toBe("GET, HEAD, POST");
        await expectPage(response, 405, NOT_HERE);
      }
    },
  );

  test("TRACE, which no browser sends: the same", async () => {
    const answer = await new Promise<{ status?: number; allow?: string }>((resolve, reject) => {
      httpRequest(new URL("/", app.url), { method: "TRACE" }, (response) => {
        response.resume();
        resolve({ status: response.statusCode, allow: response.headers.allow });
      })
        .on("error", reject)
        .end();
    });
    expect(answer).toEqual({ status: 405, allow: "GET, HEAD, POST" });
  });

  test("bytes that are no address: no 500", async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(app.url.port), "localhost", () =>
        socket.write("GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "latin1"),
      );
      let text = "";
      socket.on("data", (data) => {
        text += data;
      });
      socket.on("close", () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
  });

  test.each([
    ["a picture of nobody", "/images/01a20ac2-cfc7-7bbf-b504-10328d7c8d09", 404, NOT_FOUND],
    ["a link that was revoked", "/s/aaaaaaaaaaaaaaaaaaaaaa/image", 404, NOT_FOUND],
    ["where only machines write", "/webhooks/replicate/1", 405, NOT_HERE],
  ])(
    "%s, opened by itself: a page; in another page: no more than the status",
    async (_, path, status, heading) => {
      await expectPage(await look(path), status, heading);
      const inAPage = await visitor.request(path, { headers: { Accept: "image/avif,image/webp,*/*" } });
      expect(inAPage.status).toBe(status);
      expect(await inAPage.text()).not.toContain("<");
    },
  );

  test("a form that is refused: a page that still knows who sent it, and in which language and colours", async () => {
    await visitor.post("/settings", { set: "theme", theme: "dark" });
    for (const [path, fields, status] of [
      ["/settings", { set: "mood" }, 400],
      [`${generation}/favorite`, {}, 400],
      ["/generations/01a20ac2-cfc7-7bbf-b504-10328d7c8d09/favorite", { favorite: "1" }, 404],
      ["/nowhere", {}, 404],
    ] as const) {
      const response = await visitor.post(path, fields);
      expect(response.status).toBe(status);
      const html = await response.text();
      expect(html).toContain('data-theme="dark"');
      expect(html).toContain('href="/credits"');
    }
  });

  test("and by HEAD: the status alone", async () => {
    for (const [path, status] of [
      ["/", 200],
      ["/nowhere", 404],
      ["/images/x", 404],
      ["/logout", 405],
    ] as const) {
      const response = await visitor.request(path, { method: "HEAD", headers: { Accept: "text/html" } });
      expect([response.status, await response.text()]).toEqual([status, ""]);
    }
  });
});

/** What language and theme lead back to from a page, as a browser that follows them sees it. */
async function waysBack(answer: Response): Promise<number[]> {
  const html = await answer.text();
  const choices = html.match(/<form[^>]*action="\/settings".*?<\/form>/gs) ?? [];
  const backs = choices.flatMap((form) => form.match(/(?<=name="back" value=")[^"]*/g) ?? []);
  expect(backs.length).toBeGreaterThanOrEqual(2);
  return Promise.all(
    [...new Set(backs)].map(async (back) => {
      const choice = { set: "theme", theme: "light", back: back.replaceAll("&amp;", "&") };
      const to = (await visitor.post("/settings", choice)).headers.get("Location") ?? "";
      const page = await visitor.request(to, { headers: { Accept: "text/html" } });
      await page.body?.cancel();
      return page.status;
    }),
  );
}

describe("language and theme lead from a refused address to a page", () => {
  const ADDRESSES: (() => string)[] = [
    () => "/logout",
    () => "/?index",
    () => "/settings",
    () => "/login",
    () => "/downloads/zip",
    () => "/history/selection",
    ...["favorite", "cancel", "share", "delete"].map((verb) => () => `${generation}/${verb}`),
    () => generation,
    () => image(),
  ];
  const html = { Accept: "text/html" };
  const REFUSALS: [string, number[], (path: string) => Promise<Response>][] = [
    [
      "a post from elsewhere",
      [403],
      (path) => visitor.post(path, {}, { ...html, Origin: "https://evil.test" }),
    ],
    ["a post that is too large", [413], (path) => visitor.post(path, { x: "x".repeat(70_000) }, html)],
    [
      "a post that is no form",
      [415],
      (path) => visitor.post(path, {}, { ...html, "Content-Type": "text/plain" }),
    ],
    ["another method", [405], (path) => visitor.request(path, { method: "PUT", headers: html })],
    ["a link", [200, 302, 303, 405], (path) => visitor.request(path, { headers: html })],
  ];

  test.each(REFUSALS)("%s", async (_, statuses, refuse) => {
    for (const address of ADDRESSES) {
      const answer = await refuse(address());
      expect(statuses).toContain(answer.status);
      const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
      if (isPage) expect([address(), await waysBack(answer)]).toEqual([address(), [200]]);
      else await answer.body?.cancel();
    }
  });

  test("and what was not found stays where it is, with all that it was asked with", async () => {
    for (const path of ["/nowhere?a=1&b=2", "/generations/1", "/images/x?y=1"]) {
      const page = await (await visitor.request(path, { headers: html })).text();
      expect(page).toContain(`name="back" value="${path.replace("&", "&amp;")}"`);
    }
  });
});

describe("what nobody expected, in this order", () => {
  test("a page that breaks while it is drawn", async () => {
    await sql("UPDATE generation_history SET created_at = 'nonsense'");
    const response = await look(generation);
    expect(await linesOf(response)).toEqual(["unexpected", "request"]);
    await expectPage(response, 500, UNEXPECTED);
  });

  test("a loader that breaks", async () => {
    await sql("UPDATE generation_history SET created_at = '2026-01-01T00:00:00.000Z', input = 'no JSON'");
    const response = await look(generation);
    expect(await linesOf(response)).toEqual(["unexpected", "request"]);
    await expectPage(response, 500, UNEXPECTED);

    // The message stays here, and out of the log: it quotes the row, which may be what a visitor typed.
    const lines = app.lines.filter((line) => line.includes('"unexpected"')).map((line) => JSON.parse(line));
    for (const line of lines) {
      expect(Object.keys(line).toSorted()).toEqual(["event", "name", "path", "request_id", "stack"]);
      for (const frame of line.stack) expect(frame).toMatch(/^\s+at /);
    }
    expect(lines.map(({ name }) => name)).toContain("SyntaxError");
    expect(app.lines.join("\n")).not.toMatch(/no JSON|is not valid/);
  });

  test("a database without pictures: whoever asks for a page has one, also by a form", async () => {
    await sql("ALTER TABLE images RENAME TO images_gone");
    for (const path of ["/history", image(), `${image()}/thumbnail`])
      await expectPage(await look(path), 503, CLOSED);
    const posted = await visitor.post(
      `/downloads/zip`,
      { do: "download", id: generation.slice(13) },
      { Accept: "text/html" },
    );
    await expectPage(posted, 503, CLOSED);
    expect(posted.headers.get("Retry-After")).toBe("10");
    expect(await linesOf(posted)).toEqual(["unavailable", "request"]);
  });

  test("and without sessions, where the root itself breaks", async () => {
    await sql("ALTER TABLE sessions RENAME TO sessions_gone");
    for (const path of ["/", "/history", generation, image(), "/downloads/zip?part=1-2", "/nowhere"])
      await expectPage(await look(path), 503, CLOSED);
    await expectPage(await visitor.post("/?index", {}), 503, CLOSED);
    const refused = await (
      await visitor.post(`${generation}/favorite`, { favorite: "1" }, { Accept: "text/html" })
    ).text();
    expect(refused).toContain('name="back" value="/"');
    expect(refused).not.toContain(">Try again</a>");
    expect(await (await look("/history?q=sea")).text()).toMatch(
      /<a[^>]*href="\/history\?q=sea"[^>]*>Try again/,
    );
    await expectPage(await visitor.post("/history", {}, { Origin: "https://evil.test" }), 503, CLOSED);
    const events = await visitor.request(`${generation}/events`, {
      headers: { Accept: "text/event-stream" },
    });
    expect([events.status, await events.text()]).toEqual([503, ""]);
  });
});
